import type { ComponentChildren } from 'preact';
import type { Operation } from '../../../kernel/operation.ts';
import { dateOf } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { Icon } from '../../../web/icons/Icon.tsx';
import { AppBar } from '../../../web/parts/AppBar.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { DayArc } from '../../../web/parts/DayArc.tsx';
import { IconButton } from '../../../web/parts/IconButton.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { PromiseLine } from '../../../web/parts/PromiseLine.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import { Why, type WhyThisDate } from '../../../web/parts/Why.tsx';
import { sayDay } from '../../../web/when.text.ts';
import type { PublicMatter, ReporterMatter } from '../matter.contract.ts';
import { matterRefusals } from '../matter.refusals.contract.ts';
import { closedStates, openStates } from '../matter.states.ts';
import { matterText, resultText, standText } from '../matter.text.ts';
import { sayNow } from './due.ts';
import { FlagChips } from './MatterFlags.tsx';
import { MatterTimeline, Photos, type TimelineEntry } from './MatterTimeline.tsx';
import { MeToo } from './MeToo.tsx';
import { matterPageText } from './matter-page.text.ts';
import { reachedOf, stageNotes, verdictOf } from './progress.ts';
import { NoteForm, OwnWords, Reopen, Urge, Withdraw } from './ReporterActs.tsx';

export type ResidentMatter = PublicMatter | ReporterMatter;

export function MatterHead({ frame, back }: { frame: Frame; back: string }) {
  const { say } = frame;
  return (
    <AppBar back={{ href: back, label: say(matterPageText.back) }}>
      <IconButton icon="printer" label={say(matterPageText.print)} type="button" does="print" />
    </AppBar>
  );
}

type MatterPageProps = {
  frame: Frame;
  matter: ResidentMatter;
  entries: readonly TimelineEntry[];
  why: WhyThisDate | undefined;
  /** The question whether it is solved, from those who make the callback; absent where nobody is asked. */
  answer?: ComponentChildren;
  /** Urging, from those who keep it. */
  urge?: Operation;
  /** The words and photos that were published of it, from those who decide on them. */
  published?: ComponentChildren;
  /** Whether its record can be shown to be unchanged, from those who check it. */
  proof?: ComponentChildren;
};

/** One matter: where it stands, what was promised, what I can do now, who did what (in this order). */
export function MatterPage(props: MatterPageProps) {
  const { frame, matter, entries, why, answer, urge, published, proof } = props;
  const { say } = frame;
  const own = matter.reader === 'reporter' ? matter : undefined;
  return (
    <>
      <div data-live-state={[matter.state, matter.households, entries.length, entries[0]?.at].join(' ')}>
        <Facts frame={frame} matter={matter} />
      </div>
      <ScreenTitle>{matter.title}</ScreenTitle>
      {matter.mergedIntoNumber !== null && (
        <div class="form-gap">
          <Notice icon="merge">
            <p>{say(matterPageText.merged, matter.mergedIntoNumber)}</p>
            {matter.mergedIntoId !== null && (
              <Link href={frame.to(`/matters/${matter.mergedIntoId}`)}>
                {say(matterPageText.toMerged, matter.mergedIntoNumber)}
              </Link>
            )}
          </Notice>
        </div>
      )}
      {matter.state !== 'withdrawn' && matter.state !== 'merged' && (
        <Progress frame={frame} matter={matter} why={why} mayAnswer={answer !== undefined} />
      )}
      {answer ?? (own && <Result frame={frame} matter={own} />)}
      {published}
      {own && urge && <Urge frame={frame} matter={own} operation={urge} />}
      {own && <Reopen frame={frame} matter={own} />}
      {!own && openStates.has(matter.state) && <YoursToo frame={frame} matter={matter} />}
      {entries.length > 0 && (
        <Section title={say(matterPageText.history)} aside={say(matterPageText.newestFirst)}>
          <Card>
            <MatterTimeline frame={frame} entries={entries} goesOn={!closedStates.has(matter.state)} />
          </Card>
        </Section>
      )}
      {proof}
      {own && <NoteForm frame={frame} matter={own} />}
      {own && <OwnWords frame={frame} matter={own} />}
      {own && <Withdraw frame={frame} matter={own} />}
      <p class="section-gap small">
        <Link
          href={frame.to(
            `${frame.hidden._report ? `/follow/${frame.hidden._report}` : `/matters/${matter.id}`}/flag`,
          )}
        >
          {say(matterPageText.flag)}
        </Link>
      </p>
      <p class="on-paper">
        {say(matterPageText.printed, dateOf(frame.now), sayNow(say, frame.now), matter.number)}
      </p>
    </>
  );
}

/** "Me too" where it can be said; whose household is counted already is told so. */
function YoursToo({ frame, matter }: { frame: Frame; matter: ResidentMatter }) {
  const { say, asker } = frame;
  const may = matter.can['me-too'];
  if (may === 'household-already-counted') {
    return (
      <div class="section-gap">
        <Notice tone="ok" title={say(matterPageText.counted)}>
          {say(matterPageText.countedText)}
        </Notice>
      </div>
    );
  }
  if (may !== true && may !== 'resident-only') return null;
  return (
    <Section title={say(matterPageText.meTooTitle)}>
      <Card>
        {may !== true && asker.kind === 'person' ? (
          <p>{say(matterRefusals[may])}</p>
        ) : (
          <MeToo frame={frame} matterId={matter.id} />
        )}
      </Card>
    </Section>
  );
}

function Facts({ frame, matter }: { frame: Frame; matter: ResidentMatter }) {
  const { say } = frame;
  const { reader, reportedBy, households } = matter;
  const place = matter.building ?? matter.area;
  const named = reader === 'public' && (reportedBy !== null || households < 2);
  return (
    <div class="row row-wrap">
      <TierTag tier={matter.tier} locale={say.locale} />
      <span class="small soft">{say(matterPageText.number, matter.number)}</span>
      {place !== null && <span class="small soft">{place}</span>}
      <span class="small soft with-icon">
        <Icon name="users" size="s" />
        {named
          ? say(matterPageText.reportedBy, reportedBy ?? say(matterText.someone), households)
          : say(matterText.households, households)}
      </span>
      <FlagChips frame={frame} matter={matter} />
      {matter.reopenedCount > 0 && (
        <Chip icon="rotate-ccw">{say(matterPageText.reopenedCount, matter.reopenedCount)}</Chip>
      )}
    </div>
  );
}

function Progress(props: {
  frame: Frame;
  matter: ResidentMatter;
  why: WhyThisDate | undefined;
  mayAnswer: boolean;
}) {
  const { frame, matter, why, mayAnswer } = props;
  const { say, now } = frame;
  const { promisedOn, resolvedOn } = matter;
  return (
    <div class="section-gap">
      <Card as="section" label={say(matterPageText.progress)}>
        <DayArc
          locale={say.locale}
          reached={mayAnswer ? 'evaluate' : reachedOf(matter)}
          notes={stageNotes(say, matter, now, mayAnswer)}
        />
        <hr class="card-rule" />
        <PromiseLine
          locale={say.locale}
          promised={promisedOn === null ? say(matterPageText.noDateYet) : sayDay(say, promisedOn, now)}
          actual={resolvedOn === null ? undefined : sayDay(say, resolvedOn, now)}
          verdict={verdictOf(say, matter, now)}
        />
        <p class="small soft form-gap">
          {say(standText(matter))}
          {matter.result !== null && ` · ${say(resultText[matter.result])}`}
        </p>
        <Why why={why} />
      </Card>
    </div>
  );
}

/** What was done, once nobody is asked about it any more. */
function Result({ frame, matter }: { frame: Frame; matter: ReporterMatter }) {
  const { say } = frame;
  const reply = matter.replies[0];
  if (!reply || openStates.has(matter.state)) return null;
  return (
    <Section title={say(matterPageText.result)}>
      <Card>
        <p class="as-written">
          <b>{say(matterPageText.reply)}</b>
          {reply.text}
        </p>
        {reply.photoIds.length > 0 && (
          <div class="form-gap">
            <Photos frame={frame} photoIds={reply.photoIds} />
          </div>
        )}
        {reply.whyNoPhoto !== null && (
          <p class="small soft form-gap">{say(matterPageText.whyNoPhoto, reply.whyNoPhoto)}</p>
        )}
      </Card>
    </Section>
  );
}

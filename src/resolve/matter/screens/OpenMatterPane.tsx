import type { ComponentChildren } from 'preact';
import { clockName, limitName } from '../../../clocks/deadline/deadline.text.ts';
import type { Category } from '../../../collect/category/category.contract.ts';
import { channelName } from '../../../collect/report/screens/channel.text.ts';
import { RecordingPlayer } from '../../../collect/report/screens/ReportRecording.tsx';
import { daysBetween, localDate, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { PromiseLine } from '../../../web/parts/PromiseLine.tsx';
import { SlaClock } from '../../../web/parts/SlaClock.tsx';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import type { StaffMatter } from '../matter.contract.ts';
import { seeReporterContact } from '../matter.operations.contract.ts';
import { moveReasonText } from '../matter.oversight.text.ts';
import { limitNow } from '../matter.rules.ts';
import { resultText, sayDate, standText } from '../matter.text.ts';
import { deskText } from './desk.text.ts';
import { actionOf, addressOf, type Place, type SeenContact } from './desk-data.ts';
import { dueOfClock, sayEnd, sayMoment } from './due.ts';
import { awayLines } from './handler.ts';
import { FlagChips, SupervisionNotice } from './MatterFlags.tsx';
import { MatterStory, Photos } from './MatterStory.tsx';
import { matterFlagText } from './matter-flag.text.ts';
import { matterPaneText } from './matter-pane.text.ts';
import { BackToList, OpenTitle } from './OpenReportPane.tsx';
import { oversightFormText } from './oversight-form.text.ts';
import { PartList } from './PartList.tsx';
import { shortNumber } from './WaitingPane.tsx';

type OpenMatterPaneProps = {
  frame: Frame;
  place: Place;
  matter: StaffMatter;
  contact: SeenContact | null;
  category: Category | undefined;
  focused: boolean;
  /** When it urges by itself, from those who keep that. */
  urging?: ComponentChildren;
};

/** A matter as those who work on it see it: where it stands, what was promised, what people said, why those dates. */
export function OpenMatterPane(props: OpenMatterPaneProps) {
  const { frame, matter } = props;
  const { say } = frame;
  const isEmergency = props.category?.flags.includes('emergency') ?? false;
  return (
    <Pane label={say(matterPaneText.title)} kind="item" state={stateMark(matter)}>
      <BackToList frame={frame} place={props.place} />
      <div class="row row-wrap">
        <span class="small soft">{say(deskText.number, shortNumber(matter.number))}</span>
        {props.category && (
          <Chip tone={isEmergency ? 'red' : 'plain'} icon={isEmergency ? 'zap' : 'tag'}>
            {props.category.name[say.locale]}
          </Chip>
        )}
        <TierTag tier={matter.tier} locale={say.locale} />
        <Chip tone="teal">{say(standText(matter))}</Chip>
        <FlagChips frame={frame} matter={matter} />
        <Marks frame={frame} matter={matter} />
      </div>
      <OpenTitle focused={props.focused}>{matter.title}</OpenTitle>
      <Promised frame={frame} matter={matter} />
      <SupervisionNotice frame={frame} matter={matter} />
      <ProposedMove frame={frame} place={props.place} matter={matter} />
      <div class="section-gap">
        <DefinitionList items={factsOf(frame, matter)} />
      </div>
      <Away frame={frame} matter={matter} />
      <PartList frame={frame} place={props.place} matter={matter} />
      <Reports frame={frame} matter={matter} contact={props.contact} />
      <Clocks frame={frame} matter={matter} />
      {props.urging}
      {matter.replies.length > 0 && <Replies frame={frame} matter={matter} />}
      <div class="section-gap">
        <PaneHead title={say(matterPaneText.story)} level="h3" />
        <MatterStory frame={frame} matter={matter} />
      </div>
    </Pane>
  );
}

/** What others can change of it: every step raises the version, words and voices add to it without. */
function stateMark({ version, households, timeline }: StaffMatter): string {
  return [version, households, timeline.length, timeline[0]?.at].join(' ');
}

type Part = { frame: Frame; matter: StaffMatter };

/** What the facts call for, with the way to do it, for whoever may. */
function ProposedMove({ frame, place, matter }: Part & { place: Place }) {
  const { say } = frame;
  const { toMove } = matter;
  if (toMove === null || matter.can.move !== true) return null;
  return (
    <div class="section-gap">
      <Notice icon="layers" title={say(matterFlagText.moveTo, say(oversightFormText.to[toMove.to]))}>
        <p>{say(moveReasonText[toMove.reason])}</p>
        <LinkButton href={addressOf(frame, place, { kind: 'matter', id: matter.id }, 'move')} size="small">
          {say(matterFlagText.move)}
        </LinkButton>
      </Notice>
    </div>
  );
}

function Marks({ frame, matter }: Part) {
  const { say } = frame;
  return (
    <>
      {matter.sensitive && <Chip icon="lock">{say(matterPaneText.sensitive)}</Chip>}
      {matter.extensionAsked && (
        <Chip tone="sun" icon="clock">
          {say(matterPaneText.extensionAsked)}
        </Chip>
      )}
      {matter.extended && <Chip>{say(matterPaneText.extended)}</Chip>}
      {matter.reopenedCount > 0 && (
        <Chip tone="red" icon="rotate-ccw">
          {say(matterPaneText.reopened, matter.reopenedCount)}
        </Chip>
      )}
      {matter.forJointMeeting && <Chip icon="round-table">{say(matterPaneText.forMeeting)}</Chip>}
    </>
  );
}

function Promised({ frame, matter }: Part) {
  const { say } = frame;
  const { promisedOn, resolvedOn } = matter;
  if (promisedOn === null) return null;
  const lateDays = resolvedOn === null ? 0 : daysBetween(localDate(promisedOn), localDate(resolvedOn));
  const verdict =
    resolvedOn === null
      ? undefined
      : lateDays > 0
        ? ({ kind: 'late', text: say(matterPaneText.late, lateDays) } as const)
        : ({ kind: 'on-time', text: say(matterPaneText.onTime) } as const);
  return (
    <PromiseLine
      locale={say.locale}
      promised={sayDate(say.locale, promisedOn)}
      actual={resolvedOn === null ? undefined : sayDate(say.locale, resolvedOn)}
      verdict={verdict}
    />
  );
}

/** Who of those who handle it is away, and who stands in: 张三12月1日至5日不在，由李四代. */
function Away({ frame, matter }: Part) {
  return (
    <>
      {awayLines(frame, [matter.mainHandler, ...matter.assisting]).map((line) => (
        <div class="section-gap" key={line}>
          <Notice icon="users">{line}</Notice>
        </div>
      ))}
    </>
  );
}

function factsOf({ say }: Frame, matter: StaffMatter) {
  return [
    { term: say(matterPaneText.place), detail: matter.building ?? matter.area ?? say(deskText.wholeEstate) },
    { term: say(matterPaneText.main), detail: matter.mainHandler?.name ?? say(matterPaneText.notDispatched) },
    { term: say(matterPaneText.limit), detail: say(limitName[limitNow(matter)]) },
    ...(matter.households > 1
      ? [
          {
            term: say(matterPaneText.households),
            detail: say(matterPaneText.householdCount, matter.households),
          },
        ]
      : []),
  ];
}

function Reports({ frame, matter, contact }: Part & { contact: SeenContact | null }) {
  const { say, now } = frame;
  return (
    <div class="section-gap">
      <PaneHead title={say(matterPaneText.reports, matter.reports.length)} level="h3" />
      <div class="stack-snug">
        {matter.reports.map((report) => (
          <Card key={report.id} as="article">
            <p class="tiny soft">
              {say(
                matterPaneText.reportMeta,
                shortNumber(report.number),
                say(channelName[report.channel]),
                sayMoment(say, now, parseInstant(report.submittedAt)),
              )}
            </p>
            <div class="stack-snug">
              <blockquote class="quote as-written">{say(deskText.quote, report.text)}</blockquote>
              {report.recording && <RecordingPlayer frame={frame} recording={report.recording} />}
              {report.place !== '' && <p class="small">{say(matterPaneText.where, report.place)}</p>}
              {report.photoIds.length > 0 && <Photos frame={frame} photoIds={report.photoIds} />}
              <Reporter frame={frame} matter={matter} report={report} contact={contact} />
            </div>
          </Card>
        ))}
      </div>
    </div>
  );
}

type ReporterProps = Part & { report: StaffMatter['reports'][number]; contact: SeenContact | null };

function Reporter({ frame, matter, report, contact }: ReporterProps) {
  const { say } = frame;
  const { reporter } = report;
  if (!reporter) {
    const isHidden = report.anonymity === 'hidden-from-handler';
    return (
      <p class="small soft">{say(isHidden ? matterPaneText.reporterHidden : matterPaneText.nothingLeft)}</p>
    );
  }
  const seen = contact?.reportId === report.id ? contact : null;
  const ids = { matterId: matter.id, reportId: report.id };
  return (
    <div class="row row-wrap small">
      <span>{seen?.name ?? reporter.name ?? say(matterPaneText.noName)}</span>
      {reporter.dwelling && <span class="soft">{say(deskText.home, reporter.dwelling)}</span>}
      {seen?.phone && <a href={`tel:${seen.phone}`}>{seen.phone}</a>}
      {seen && <span class="tiny soft">{say(deskText.seen)}</span>}
      {reporter.phone && !seen && (
        <Form
          action={actionOf(frame, seeReporterContact, ids)}
          hidden={{ ...frame.hidden, _next: frame.here }}
        >
          <button class="link" type="submit">
            {say(deskText.seeContact)}
          </button>
        </Form>
      )}
    </div>
  );
}

type RoundClock = StaffMatter['clocks'][number];

/** Every clock answers "why this date?" line by line; once a matter was reopened, each says its round. */
function Clocks({ frame, matter }: Part) {
  const { say } = frame;
  const ended = (clock: RoundClock) =>
    clock.state === 'in-time' || clock.state === 'late' || clock.state === 'dropped';
  const clocks = [
    ...matter.clocks.filter((clock) => !ended(clock)),
    ...matter.clocks.filter((clock) => ended(clock)),
  ];
  return (
    <div class="section-gap">
      <PaneHead title={say(matterPaneText.clocks)} level="h3" />
      <ul class="card card-flush rows">
        {clocks.map((clock) => (
          <li class="clock-row" key={`${clock.kind} ${clock.round} ${clock.dueAt}`}>
            <Clock frame={frame} matter={matter} clock={clock} />
            <details class="small">
              <summary>{clock.why.question}</summary>
              <ol class="why">
                {clock.why.lines.map((line, index) => (
                  <li key={`${index} ${line.step}`}>{line.text}</li>
                ))}
              </ol>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Clock({ frame, matter, clock }: Part & { clock: RoundClock }) {
  const { say, now } = frame;
  const { state } = clock;
  const round = matter.reopenedCount > 0 && (
    <span class="soft"> · {say(matterPaneText.round, clock.round)}</span>
  );
  if (state === 'in-time' || state === 'late' || state === 'dropped') {
    return (
      <p class="row small">
        <span class="grow">
          {say(clockName[clock.kind])}
          {round}
        </span>
        <span class={state === 'late' ? 'overdue' : 'soft'}>{say(matterPaneText.clockState[state])}</span>
      </p>
    );
  }
  return (
    <p class="row row-wrap small">
      <SlaClock locale={say.locale} {...dueOfClock(say, now, clock, matter.suspendedFor)} />
      <span class="push soft">
        {sayEnd(say, now, parseInstant(clock.dueAt))}
        {clock.provisional && ` · ${say(matterPaneText.provisional)}`}
        {round}
      </span>
    </p>
  );
}

function Replies({ frame, matter }: Part) {
  const { say, now } = frame;
  return (
    <div class="section-gap">
      <PaneHead
        title={say(matterPaneText.replies)}
        level="h3"
        aside={matter.result ? say(resultText[matter.result]) : undefined}
      />
      <div class="stack-snug">
        {matter.replies.map((reply) => (
          <Card key={reply.at} tone="quiet">
            <p class="tiny soft">{sayMoment(say, now, parseInstant(reply.at))}</p>
            <p class="as-written">{reply.text}</p>
            {reply.photoIds.length > 0 && <Photos frame={frame} photoIds={reply.photoIds} />}
            {reply.whyNoPhoto !== null && (
              <p class="small soft">{say(matterPaneText.whyNoPhoto, reply.whyNoPhoto)}</p>
            )}
          </Card>
        ))}
      </div>
    </div>
  );
}

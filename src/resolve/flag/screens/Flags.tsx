import { photoHref } from '../../../collect/photo/screens/photo-href.ts';
import type { OutputOf } from '../../../kernel/operation.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Checkbox } from '../../../web/parts/Checkbox.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import { decideFlag, type ListedFlag, type listFlags, maxFlagWords } from '../flag.contract.ts';
import { flagText, flagsText as text } from './flag.text.ts';

/** What was flagged, for the desk to look at. */
export function Flags({ frame, data }: { frame: Frame; data: OutputOf<typeof listFlags> }) {
  const { say } = frame;
  const open = data.rows.filter(({ state }) => state === 'open');
  const decided = data.rows.filter(({ state }) => state !== 'open');
  return (
    <>
      <TopBar title={say(text.title)} sub={say(text.sub, data.open)} />
      <div class="desk-body desk-narrow">
        {open.length === 0 ? (
          <EmptyState icon="flag" title={say(text.emptyTitle)} text={say(text.emptyText)} />
        ) : (
          open.map((flag) => <OneFlag key={flag.id} frame={frame} flag={flag} />)
        )}
        {decided.length > 0 && (
          <Section title={say(text.decided)}>
            {decided.map((flag) => (
              <OneFlag key={flag.id} frame={frame} flag={flag} />
            ))}
          </Section>
        )}
      </div>
    </>
  );
}

function OneFlag({ frame, flag }: { frame: Frame; flag: ListedFlag }) {
  const { say, now, to } = frame;
  const about = say(text.about, flag.number, say(flagText.part[flag.part]));
  const { decision } = flag;
  return (
    <Card as="article" label={about}>
      <div class="row row-wrap">
        <h2>{about}</h2>
        <Chip tone={flag.state === 'open' ? 'now' : 'plain'}>{say(text.state[flag.state])}</Chip>
        {decision?.badFaith && <Chip tone="line">{say(text.inBadFaith)}</Chip>}
      </div>
      <div class="form-gap" />
      <DefinitionList
        items={[
          flag.photoId === null
            ? { term: say(text.stands), detail: flag.content ?? say(text.gone) }
            : { term: say(text.shows), detail: <FlaggedPhoto frame={frame} photoId={flag.photoId} /> },
          { term: say(text.because), detail: say(flagText.reason[flag.reason]) },
          ...(flag.words === null ? [] : [{ term: say(text.says), detail: `“${flag.words}”` }]),
          { term: say(text.when), detail: sayMoment(say, parseInstant(flag.at), now) },
          { term: say(text.by), detail: say(flag.willBeTold ? text.known : text.unknown) },
          ...(decision === null ? [] : [{ term: say(text.state[flag.state]), detail: decision.words }]),
        ]}
      />
      {flag.state === 'open' && flag.badFaithBefore > 0 && (
        <div class="form-gap">
          <Notice>{say(text.badFaithBefore, flag.badFaithBefore)}</Notice>
        </div>
      )}
      <p class="form-gap">
        {flag.matterId === null ? (
          <Link href={to(`/desk?report=${flag.reportId}`)}>{say(text.toReport)}</Link>
        ) : (
          <Link href={to(`/matters/${flag.matterId}`)}>{say(text.toMatter)}</Link>
        )}
      </p>
      {flag.can.hide === true || flag.can.keep === true ? (
        <Decide frame={frame} flag={flag} about={about} />
      ) : (
        flag.state === 'open' && <Notice>{say(text.deskOnly)}</Notice>
      )}
    </Card>
  );
}

function FlaggedPhoto({ frame, photoId }: { frame: Frame; photoId: string }) {
  const src = photoHref(frame, photoId, 'small');
  const href = photoHref(frame, photoId, 'large');
  return <PhotoGrid columns={2} photos={[{ src, href, alt: frame.say(text.photo) }]} />;
}

function Decide({ frame, flag, about }: { frame: Frame; flag: ListedFlag; about: string }) {
  const { say, to } = frame;
  const came = frame.form?.operation === decideFlag.name && frame.form.values._about === flag.id;
  const form = readForm(came ? frame.form : undefined);
  const { problems, refusal } = form.summary();
  const idOf = (name: string) => `${name}-${flag.id}`;
  const decide = (
    <Form
      action={to(decideFlag.path.replace(':flagId', flag.id))}
      hidden={{ ...frame.hidden, _about: flag.id }}
    >
      <div class="form-gap" />
      <ErrorSummary
        locale={say.locale}
        problems={problems.map((problem) => ({ ...problem, id: idOf('words') }))}
        {...(refusal !== undefined && { refusal })}
      />
      {flag.part === 'title' && flag.state === 'open' && (
        <TextField
          {...form.text('newTitle')}
          id={idOf('newTitle')}
          label={say(text.newTitle)}
          maxLength={60}
        />
      )}
      <TextField
        {...form.text('words')}
        id={idOf('words')}
        label={say(text.words)}
        maxLength={maxFlagWords}
      />
      {flag.state === 'open' && (
        <Checkbox {...form.checked('badFaith')} id={idOf('badFaith')} label={say(text.badFaith)} />
      )}
      <div class="row row-wrap form-gap">
        {flag.can.hide === true && (
          <Button kind="danger" name="decision" value="hide" label={say(text.hideOf, about)}>
            {say(text.hide)}
          </Button>
        )}
        {flag.can.keep === true && (
          <Button kind="primary" name="decision" value="keep" label={say(text.keepOf, about)}>
            {say(flag.state === 'open' ? text.keep : text.showAgain)}
          </Button>
        )}
      </div>
    </Form>
  );
  if (flag.state === 'open') return decide;
  return (
    <details class="form-gap" open={came}>
      <summary>{say(text.decideAgain)}</summary>
      {decide}
    </details>
  );
}

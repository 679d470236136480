import { clockName, limitName } from '../../../clocks/deadline/deadline.text.ts';
import { categoryFlag, type Tier, tiers } from '../../../collect/category/category.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { DangerHint } from '../../../web/parts/DangerHint.tsx';
import { DisabledReason } from '../../../web/parts/DisabledReason.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import { acceptReport } from '../matter.operations.contract.ts';
import { mayDecideOnReport } from '../matter.policy.ts';
import { matterRefusals } from '../matter.refusals.contract.ts';
import { AssistingFields } from './AssistingFields.tsx';
import { AskForm, JoinForm, RedirectForm, RejectForm } from './DecideForms.tsx';
import { decideText } from './decide.text.ts';
import { type DecidePaneProps, hiddenOf } from './decide.ts';
import { deskText } from './desk.text.ts';
import { actionOf, addressOf, type Promised, stateOf } from './desk-data.ts';
import { sayEnd } from './due.ts';
import { PhrasedArea } from './PhrasedArea.tsx';
import { postOptions } from './posts.ts';

/** Why the reporter cannot be asked; a code this page has no words for says the least it can. */
function sayWhyNot({ say }: Frame, code: string): string {
  const known = Object.hasOwn(matterRefusals, code) ? (code as keyof typeof matterRefusals) : 'desk-only';
  return say(matterRefusals[known]);
}

/** A value no id can have: nobody has been chosen yet, which the contract refuses. */
const notChosen = '-';

/** What the desk decides on a report: accept and dispatch in one step, or one of the four other ways. */
export function DecidePane(props: DecidePaneProps) {
  const { frame, open, opened } = props;
  const { say } = frame;
  return (
    <Pane label={say(decideText.what)} kind="acts">
      <PaneHead title={say(titleOf(opened))} />
      {open.report.state === 'submitted' ? <Decision {...props} /> : <Decided {...props} />}
    </Pane>
  );
}

function titleOf({ act }: DecidePaneProps['opened']) {
  const ways = ['ask', 'redirect', 'reject', 'join'] as const;
  return decideText[ways.find((way) => way === act) ?? 'what'];
}

function Decision(props: DecidePaneProps) {
  const { frame, open, opened } = props;
  const may = mayDecideOnReport(frame.asker);
  if (may !== true) {
    return (
      <Notice icon="eye" title={frame.say(decideText.readOnly)}>
        {frame.say(matterRefusals[may])}
      </Notice>
    );
  }
  switch (opened.act) {
    case 'ask':
      return open.report.can.ask === true ? <AskForm {...props} /> : <AcceptForm {...props} />;
    case 'redirect':
      return <RedirectForm {...props} />;
    case 'reject':
      return <RejectForm {...props} />;
    case 'join':
      return <JoinForm {...props} />;
    default:
      return <AcceptForm {...props} />;
  }
}

/** Somebody else was first; what was written here is not lost from sight. */
function Decided({ frame, place, open, next }: DecidePaneProps) {
  const { say } = frame;
  const written = frame.form?.values;
  const words = ['messageToReporter', 'messageToHandlers', 'question']
    .map((name) => written?.[name])
    .filter((value) => typeof value === 'string' && value !== '');
  const { matterId } = open.report;
  return (
    <div class="stack-snug">
      <Notice tone={written ? 'warn' : 'info'} title={say(decideText.changedTitle)}>
        {say(deskText.decidedText)}
      </Notice>
      {words.length > 0 && (
        <Card tone="quiet">
          <p class="tiny soft">{say(decideText.written)}</p>
          <p class="as-written">{words.join('\n')}</p>
        </Card>
      )}
      {matterId && (
        <LinkButton href={addressOf(frame, place, { kind: 'matter', id: matterId })} full size="small">
          {say(deskText.toMatter)}
        </LinkButton>
      )}
      {next && (
        <LinkButton href={addressOf(frame, place, next)} kind="primary" full>
          {say(deskText.toNext)}
        </LinkButton>
      )}
    </div>
  );
}

function AcceptForm(props: DecidePaneProps) {
  const { frame, open, catalogue } = props;
  const { say } = frame;
  const { proposal, report } = open;
  const form = readForm(stateOf(frame, acceptReport), ({ path }) => {
    if (path === 'publicTitle') return say(decideText.titleMissing);
    if (path === 'categoryCode') return say(decideText.categoryMissing);
    return path === 'mainHandlerPostId' ? say(decideText.mainMissing) : null;
  });
  const category = form.text('categoryCode', proposal.category?.category.code ?? '');
  const posts = postOptions(say, catalogue.posts);
  const options = {
    category: catalogue.groups.map((group) => ({
      group: group.name[say.locale],
      options: catalogue.categories
        .filter((category) => category.open && category.group === group.code)
        .map(({ code, name }) => ({ value: code, label: name[say.locale] })),
    })),
    main: [{ value: notChosen, label: say(decideText.choose) }, ...posts],
  };
  return (
    <Form
      action={actionOf(frame, acceptReport, { reportId: report.id })}
      hidden={hiddenOf(props)}
      warnUnsaved
    >
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <TierChoice frame={frame} suggested={proposal.tier} field={form.text('tier', proposal.tier)} />
      <TextField
        {...form.text('publicTitle', proposal.title)}
        label={say(decideText.publicTitle)}
        aside={say(decideText.publicTitleHint)}
        hint={proposal.title === '' ? undefined : say(decideText.guessedTitle)}
        maxLength={60}
        required
      />
      <div class="pair form-gap">
        <SelectField
          {...category}
          label={say(decideText.category)}
          hint={guessOf(props)}
          empty={say(decideText.chooseCategory)}
          options={options.category}
          required
        />
        <SelectField
          {...form.text('mainHandlerPostId', proposal.mainPostId ?? notChosen)}
          label={say(decideText.main)}
          hint={proposal.mainPostId === null ? undefined : say(decideText.guessedMain)}
          options={options.main}
        />
      </div>
      <div class="form-gap">
        <AssistingFields
          frame={frame}
          form={form}
          chosen={proposal.assistingPostId === null ? [] : [proposal.assistingPostId]}
          options={posts}
        />
      </div>
      <ChosenDanger {...props} chosen={category.value} />
      <PromiseCard {...props} chosen={category.value} />
      <div class="form-gap">
        <PhrasedArea
          frame={frame}
          operation={acceptReport}
          field={form.text('messageToReporter', say(decideText.tellDefault))}
          phrases={open.phrases.filter(({ use }) => use === 'accept')}
          label={say(decideText.tell)}
          aside={say(decideText.tellAside)}
          rows={2}
          maxLength={500}
        />
      </div>
      <Ways {...props} />
    </Form>
  );
}

/** Whom to call first, as soon as a category of danger is chosen. */
function ChosenDanger({ frame: { say }, catalogue, chosen }: DecidePaneProps & { chosen: string }) {
  const signs = catalogue.categories.flatMap(({ code, flags }) =>
    flags.includes(categoryFlag.emergency) ? [code] : [],
  );
  return (
    <DangerHint of="categoryCode" signs={signs} isDanger={signs.includes(chosen)}>
      <div class="form-gap">
        <Notice tone="danger" icon="phone">
          {say(decideText.danger)}
        </Notice>
      </div>
    </DangerHint>
  );
}

/** Where the proposed category comes from: nobody has chosen it yet who answers for it. */
function guessOf({ frame: { say }, open: { proposal, report } }: DecidePaneProps): string | undefined {
  if (proposal.category === null) return undefined;
  const { category, because } = proposal.category;
  if (report.categoryGuess === category.code) return say(decideText.guessedByReporter);
  return say(decideText.guessedCategory, because.join('、'));
}

function TierChoice(props: {
  frame: Frame;
  suggested: Tier;
  field: ReturnType<ReturnType<typeof readForm>['text']>;
}) {
  const { say } = props.frame;
  return (
    <Choice
      {...props.field}
      type="radio"
      legend={say(decideText.who)}
      options={tiers.map((tier) => ({
        value: tier,
        label: say(decideText.tiers[tier]),
        before: <TierTag tier={tier} locale={say.locale} />,
        after: tier === props.suggested ? say(decideText.suggested) : undefined,
      }))}
    />
  );
}

/**
 * By when it has to be done, for the category that is chosen: a small script shows the one that holds as the choice
 * changes, without it the days of all limits stand below.
 */
function PromiseCard({ frame, open, catalogue, chosen }: DecidePaneProps & { chosen: string | undefined }) {
  const { say, now } = frame;
  const { promises } = open.proposal;
  const limits = Object.fromEntries(catalogue.categories.map(({ code, limit }) => [code, limit]));
  const holds = limits[chosen ?? ''] ?? '';
  return (
    <div class="form-gap">
      <Card tone="quiet">
        <div data-limit-promises={JSON.stringify(limits)} data-of="categoryCode">
          <p class="tiny soft" data-limit="" hidden={holds !== ''}>
            {say(decideText.noPromise)}
          </p>
          {promises.map((promised) => (
            <div key={promised.limit} data-limit={promised.limit} hidden={holds !== promised.limit}>
              <PromisedDays frame={frame} promised={promised} />
            </div>
          ))}
          <noscript>
            <p class="tiny soft">
              {promises
                .map(({ limit, resolveAt }) => `${say(limitName[limit])}: ${sayEnd(say, now, resolveAt)}`)
                .join(' · ')}
            </p>
          </noscript>
        </div>
      </Card>
    </div>
  );
}

function PromisedDays({ frame: { say, now }, promised }: { frame: Frame; promised: Promised }) {
  const { limit, onSiteAt, resolveAt, provisional } = promised;
  return (
    <>
      <dl class="sums">
        {onSiteAt !== null && (
          <div>
            <dt>{say(clockName['on-site'])}</dt>
            <dd>{sayEnd(say, now, onSiteAt)}</dd>
          </div>
        )}
        <div>
          <dt>{say(clockName.resolve)}</dt>
          <dd>{sayEnd(say, now, resolveAt)}</dd>
        </div>
      </dl>
      <p class="tiny soft">
        {limit === 'U2h'
          ? say(decideText.promiseRuleSite)
          : say(decideText.promiseRule, say(limitName[limit]))}{' '}
        {provisional && say(decideText.provisional)}
      </p>
    </>
  );
}

/** All ways out of the decision. "Accept only" leaves the main handler empty, as the last value of its name. */
function Ways({ frame, place, open }: DecidePaneProps) {
  const { say } = frame;
  const item = { kind: 'report', id: open.report.id } as const;
  const to = (act: string) => addressOf(frame, place, item, act);
  const redirect = (
    <LinkButton href={to('redirect')} size="small" icon="arrow-right" shortcut="R">
      {say(decideText.redirect)}
    </LinkButton>
  );
  return (
    <div class="stack-tight form-gap">
      <Button kind="primary" full shortcut="A">
        {say(decideText.acceptAndDispatch)}
      </Button>
      {open.report.can.ask === true ? (
        <div class="pair">
          <LinkButton href={to('ask')} size="small" icon="undo-2" shortcut="B">
            {say(decideText.ask)}
          </LinkButton>
          {redirect}
        </div>
      ) : (
        <>
          {redirect}
          <DisabledReason
            id="ask"
            size="small"
            icon="undo-2"
            full
            reason={sayWhyNot(frame, open.report.can.ask)}
          >
            {say(decideText.ask)}
          </DisabledReason>
        </>
      )}
      <div class="pair">
        <Button size="small" kind="quiet" name="mainHandlerPostId" value="">
          {say(decideText.acceptOnly)}
        </Button>
        <LinkButton href={to('reject')} size="small" kind="quiet">
          {say(decideText.reject)}
        </LinkButton>
      </div>
      <p class="tiny soft">{say(decideText.notSelf)}</p>
    </div>
  );
}

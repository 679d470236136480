import { tiers } from '../../../collect/category/category.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { channels } from '../../matter/matter.contract.ts';
import { channelText } from '../../matter/matter.text.ts';
import { AssistingFields } from '../../matter/screens/AssistingFields.tsx';
import { actText } from '../../matter/screens/act.text.ts';
import { decideText } from '../../matter/screens/decide.text.ts';
import { actionOf, stateOf } from '../../matter/screens/desk-data.ts';
import { postOptions } from '../../matter/screens/posts.ts';
import { shortNumber } from '../../matter/screens/WaitingPane.tsx';
import { type BulkAct, bulkOperations } from '../bulk.contract.ts';
import { bulkText } from './bulk.text.ts';
import type { SeveralData } from './several-data.ts';

/** The title fields stand beside the reports they are for and belong to this form. */
export const severalFormId = 'several-form';

const operationOf = {
  accept: bulkOperations.acceptSeveral,
  merge: bulkOperations.mergeReports,
  join: bulkOperations.joinReports,
  redirect: bulkOperations.redirectSeveral,
  dispatch: bulkOperations.dispatchSeveral,
} as const satisfies Record<BulkAct, unknown>;

type FormProps = { frame: Frame; data: SeveralData; act: BulkAct };

function readerOf(frame: Frame, act: BulkAct): FormReader {
  const { say } = frame;
  return readForm(stateOf(frame, operationOf[act]), ({ path, code }) => {
    if (code === 'none-chosen' || code === 'two-needed') return null;
    if (path === 'publicTitle' || path.startsWith('titles.')) return say(decideText.titleMissing);
    if (path === 'categoryCode') return say(decideText.categoryMissing);
    if (path === 'mainHandlerPostId') return say(decideText.mainMissing);
    if (path === 'matterId') return say(bulkText.joinMissing);
    if (path === 'channel') return say(decideText.whomMissing);
    return path === 'messageToReporter' ? say(decideText.wordsMissing) : null;
  });
}

/** The titles of several reports, as they were written. */
export function titlesOf(frame: Frame): FormReader {
  return readerOf(frame, 'accept');
}

/** One decision for all that is ticked. */
export function SeveralForm(props: FormProps) {
  const { frame, data, act } = props;
  const { say } = frame;
  const form = readerOf(frame, act);
  const ids = { accept: [], dispatch: [] } as Record<string, never[]>;
  const reportIds = ids[act] ?? data.reports.map(({ report }) => report.id as string);
  const versions = act === 'dispatch' ? data.matters : [];
  return (
    <Form
      id={severalFormId}
      action={actionOf(frame, operationOf[act], {})}
      hidden={{
        ...frame.hidden,
        _next: frame.to('/desk'),
        ...(reportIds.length > 0 && { reportIds }),
        ...Object.fromEntries(versions.map(({ id, version }) => [`versions.${id}`, `${version}`])),
      }}
      warnUnsaved
    >
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <div class="form-gap">
        <Fields {...props} form={form} />
      </div>
      <p class="tiny soft form-gap">{say(bulkText.grace)}</p>
      {(act !== 'join' || data.candidates.length > 0) && (
        <div class="form-gap">
          <Button kind="primary" full>
            {say(bulkText.confirm[act])}
          </Button>
        </div>
      )}
    </Form>
  );
}

function Fields(props: FormProps & { form: FormReader }) {
  switch (props.act) {
    case 'accept':
    case 'merge':
      return <AcceptFields {...props} />;
    case 'join':
      return <JoinFields {...props} />;
    case 'redirect':
      return <RedirectFields {...props} />;
    case 'dispatch':
      return <HandlerFields {...props} />;
  }
}

function AcceptFields(props: FormProps & { form: FormReader }) {
  const { frame, data, act, form } = props;
  const { say } = frame;
  const { catalogue } = data;
  const proposed = catalogue.categories.find(({ code }) => code === data.categoryCode);
  return (
    <>
      {act === 'merge' && (
        <TextField
          {...form.text('publicTitle', data.reports[0]?.title ?? '')}
          label={say(decideText.publicTitle)}
          aside={say(decideText.publicTitleHint)}
          maxLength={60}
          required
        />
      )}
      <SelectField
        {...form.text('categoryCode', data.categoryCode)}
        label={say(decideText.category)}
        empty={say(decideText.chooseCategory)}
        options={catalogue.groups.map((group) => ({
          group: group.name[say.locale],
          options: catalogue.categories
            .filter((category) => category.open && category.group === group.code)
            .map(({ code, name }) => ({ value: code, label: name[say.locale] })),
        }))}
        required
      />
      <SelectField
        {...form.text('tier', proposed?.tier ?? 'self')}
        label={say(decideText.who)}
        options={tiers.map((tier) => ({ value: tier, label: say(decideText.tiers[tier]) }))}
      />
      <HandlerFields {...props} />
      <TextArea
        {...form.text('messageToReporter', say(decideText.tellDefault))}
        label={say(decideText.tell)}
        aside={say(decideText.tellAside)}
        rows={2}
        maxLength={500}
      />
    </>
  );
}

function HandlerFields({ frame, data, act, form }: FormProps & { form: FormReader }) {
  const { say } = frame;
  const posts = postOptions(say, data.catalogue.posts);
  return (
    <>
      <SelectField
        {...form.text('mainHandlerPostId', '')}
        label={say(decideText.main)}
        empty={say(act === 'dispatch' ? decideText.choose : bulkText.mainLater)}
        options={posts}
      />
      <div class="form-gap">
        <AssistingFields frame={frame} form={form} chosen={[]} options={posts} />
      </div>
      <div class="form-gap">
        <TextArea
          {...form.text('messageToHandlers')}
          label={say(actText.messageToHandlers)}
          aside={say(actText.optional)}
          rows={2}
          maxLength={500}
        />
      </div>
    </>
  );
}

function JoinFields({ frame, data, form }: FormProps & { form: FormReader }) {
  const { say } = frame;
  if (data.candidates.length === 0) return <p class="small soft form-gap">{say(bulkText.joinNone)}</p>;
  return (
    <>
      <Choice
        {...form.text('matterId', data.candidates.length === 1 ? data.candidates[0]?.id : undefined)}
        type="radio"
        legend={say(bulkText.joinInto)}
        options={data.candidates.map((row) => ({
          value: row.id,
          label: row.title,
          hint: [shortNumber(row.number), row.building].filter(Boolean).join(' · '),
        }))}
      />
      <TextArea
        {...form.text('messageToReporter', say(decideText.tellJoin))}
        label={say(decideText.tell)}
        aside={say(decideText.optional)}
        rows={2}
        maxLength={500}
      />
    </>
  );
}

function RedirectFields({ frame: { say }, form }: FormProps & { form: FormReader }) {
  return (
    <>
      <Choice
        {...form.text('channel')}
        type="radio"
        legend={say(decideText.whom)}
        columns={2}
        options={channels.map((channel) => ({ value: channel, label: say(channelText[channel]) }))}
      />
      <TextArea
        {...form.text('messageToReporter')}
        label={say(decideText.redirectWords)}
        rows={3}
        maxLength={500}
      />
    </>
  );
}

import { pauseReasons } from '../../../clocks/deadline/deadline.contract.ts';
import { addDays, dateOf } from '../../../kernel/time.ts';
import { readForm } from '../../../web/forms/read-form.ts';
import { Choice } from '../../../web/parts/Choice.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import {
  archiveMatter,
  dispatchMatter,
  extendMatter,
  mergeMatter,
  reassignMatter,
  refuseExtension,
  resumeMatter,
  suspendMatter,
} from '../matter.operations.contract.ts';
import { ActForm } from './ActForm.tsx';
import { AssistingFields } from './AssistingFields.tsx';
import { actText } from './act.text.ts';
import type { ActProps } from './acts.ts';
import { stateOf } from './desk-data.ts';
import { PhrasedArea } from './PhrasedArea.tsx';
import { postOptions } from './posts.ts';
import { shortNumber } from './WaitingPane.tsx';

/** Dispatching for the first time or again, and giving to others: the same choice, with words or with a reason. */
export function HandlersForm(act: ActProps & { again: boolean }) {
  const { frame, matter, catalogue, again } = act;
  const { say } = frame;
  const operation = again ? reassignMatter : dispatchMatter;
  const form = readForm(stateOf(frame, operation), ({ path }) =>
    path === 'mainHandlerPostId'
      ? say(actText.mainMissing)
      : path === 'reason'
        ? say(actText.reasonMissing)
        : null,
  );
  const posts = postOptions(say, catalogue.posts);
  return (
    <ActForm
      act={act}
      name={again ? 'reassign' : 'dispatch'}
      operation={operation}
      form={form}
      {...(!again && { shortcut: 'A' })}
    >
      {again && matter.mainHandler?.ended && (
        <Notice tone="warn" icon="users" title={say(actText.postEnded)}>
          <LinkButton href={frame.to(`/people/posts/${matter.mainHandler.postId}`)} size="small">
            {say(actText.handOverAll)}
          </LinkButton>
        </Notice>
      )}
      <SelectField
        {...form.text('mainHandlerPostId', again ? '' : (matter.mainHandler?.postId ?? ''))}
        label={say(actText.main)}
        empty={say(actText.choose)}
        options={posts}
      />
      <AssistingFields
        frame={frame}
        form={form}
        chosen={matter.assisting.map(({ postId }) => postId)}
        options={posts}
      />
      {again ? (
        <TextArea {...form.text('reason')} label={say(actText.reason)} rows={2} maxLength={500} />
      ) : (
        <TextArea
          {...form.text('messageToHandlers')}
          label={say(actText.messageToHandlers)}
          aside={say(actText.optional)}
          rows={2}
          maxLength={500}
        />
      )}
    </ActForm>
  );
}

export function ExtendForm(act: ActProps) {
  const { say } = act.frame;
  const form = readForm(stateOf(act.frame, extendMatter), ({ path }) =>
    say(path === 'workingDays' ? actText.daysMissing : actText.reasonMissing),
  );
  const asked = act.matter.timeline.find(({ action }) => action === 'ask-extension');
  return (
    <ActForm act={act} name="extend" operation={extendMatter} form={form}>
      {act.matter.extensionAsked && asked && (
        <Notice tone="warn" icon="clock" title={say(actText.asked)}>
          {asked.words}
        </Notice>
      )}
      <TextField
        {...form.text('workingDays', `${asked?.facts.workingDays ?? ''}`)}
        label={say(actText.days)}
        hint={say(actText.extendHint)}
        type="number"
        inputMode="numeric"
        min="1"
        max="15"
        width="short"
      />
      <TextArea {...form.text('reason')} label={say(actText.reason)} rows={2} maxLength={500} />
    </ActForm>
  );
}

export function RefuseExtensionForm(act: ActProps) {
  const { say } = act.frame;
  const form = readForm(stateOf(act.frame, refuseExtension), () => say(actText.reasonMissing));
  return (
    <ActForm act={act} name="refuse-extension" operation={refuseExtension} form={form}>
      <TextArea {...form.text('reason')} label={say(actText.reason)} rows={3} maxLength={500} />
    </ActForm>
  );
}

export function SuspendForm(act: ActProps) {
  const { frame } = act;
  const { say } = frame;
  const form = readForm(stateOf(frame, suspendMatter), ({ path }) => {
    if (path === 'reason') return say(actText.suspendMissing);
    return path === 'explanation' ? say(actText.explanationMissing) : null;
  });
  const today = dateOf(frame.now);
  return (
    <ActForm act={act} name="suspend" operation={suspendMatter} form={form}>
      <Choice
        {...form.text('reason')}
        type="radio"
        legend={say(actText.suspendFor)}
        options={pauseReasons.map((reason) => ({ value: reason, label: say(actText.pauses[reason]) }))}
      />
      <TextField
        {...form.text('until')}
        label={say(actText.until)}
        hint={say(actText.untilHint)}
        type="date"
        min={addDays(today, 1)}
      />
      <PhrasedArea
        frame={frame}
        operation={suspendMatter}
        field={form.text('explanation')}
        phrases={act.phrases.filter(({ use }) => use === 'suspend')}
        label={say(actText.explanation)}
        rows={3}
        maxLength={500}
      />
    </ActForm>
  );
}

export function ResumeForm(act: ActProps) {
  const form = readForm(stateOf(act.frame, resumeMatter));
  return (
    <ActForm act={act} name="resume" operation={resumeMatter} form={form}>
      <p class="small soft">{act.frame.say(actText.resumeText)}</p>
    </ActForm>
  );
}

export function ArchiveForm(act: ActProps) {
  const form = readForm(stateOf(act.frame, archiveMatter));
  return (
    <ActForm act={act} name="archive" operation={archiveMatter} form={form}>
      <p class="small soft">{act.frame.say(actText.archiveText)}</p>
    </ActForm>
  );
}

export function MergeForm(act: ActProps) {
  const { frame, mergeable } = act;
  const { say } = frame;
  const form = readForm(stateOf(frame, mergeMatter), () => say(actText.mergeMissing));
  if (mergeable.length === 0) return <p class="small soft">{say(actText.mergeNone)}</p>;
  return (
    <ActForm act={act} name="merge" operation={mergeMatter} form={form}>
      <Choice
        {...form.text('intoMatterId', mergeable.length === 1 ? mergeable[0]?.id : undefined)}
        type="radio"
        legend={say(actText.mergeInto)}
        hint={say(actText.mergeHint)}
        options={mergeable.map((row) => ({
          value: row.id,
          label: row.title,
          hint: [shortNumber(row.number), row.building].filter(Boolean).join(' · '),
        }))}
      />
    </ActForm>
  );
}

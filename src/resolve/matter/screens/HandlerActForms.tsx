import { photoFiles } from '../../../collect/photo/photo.contract.ts';
import { KeptPhotos, keptPhotosOf } from '../../../collect/photo/screens/KeptPhotos.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import { Checkbox } from '../../../web/parts/Checkbox.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { PhotoPicker } from '../../../web/parts/PhotoPicker.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { contactWays, resultTypes } from '../matter.contract.ts';
import {
  addNote,
  askExtension,
  contactReporter,
  resolveMatter,
  returnMatter,
  takeMatter,
} from '../matter.operations.contract.ts';
import { openPartStates } from '../matter.part.rules.ts';
import { contactText, resultText } from '../matter.text.ts';
import { ActForm } from './ActForm.tsx';
import { actText } from './act.text.ts';
import type { ActProps } from './acts.ts';
import { stateOf } from './desk-data.ts';
import { PhrasedArea } from './PhrasedArea.tsx';
import { partText } from './part.text.ts';

export function TakeForm(act: ActProps) {
  const form = readForm(stateOf(act.frame, takeMatter));
  return (
    <ActForm act={act} name="take" operation={takeMatter} form={form} shortcut="A">
      <p class="small soft">{act.frame.say(actText.takeText)}</p>
    </ActForm>
  );
}

export function ReturnForm(act: ActProps) {
  const { say } = act.frame;
  const form = readForm(stateOf(act.frame, returnMatter), ({ path }) =>
    path === 'reason' ? say(actText.reasonMissing) : null,
  );
  return (
    <ActForm act={act} name="return" operation={returnMatter} form={form} files>
      <TextArea
        {...form.text('reason')}
        label={say(actText.reason)}
        hint={say(actText.returnReasonHint)}
        rows={3}
        maxLength={500}
      />
      <Photos act={act} form={form} ids="evidencePhotoIds" legend={say(actText.evidence)} optional />
    </ActForm>
  );
}

/** Being on site is one more fact of a contact; the on-site clock ends with it. */
export function ContactForm(act: ActProps) {
  const { say } = act.frame;
  const form = readForm(stateOf(act.frame, contactReporter), ({ path }) =>
    path === 'way' ? say(actText.wayMissing) : null,
  );
  return (
    <ActForm act={act} name="contact" operation={contactReporter} form={form}>
      <Choice
        {...form.text('way')}
        type="radio"
        legend={say(actText.way)}
        columns={2}
        options={contactWays.map((way) => ({ value: way, label: say(contactText[way]) }))}
      />
      <TextArea
        {...form.text('note')}
        label={say(actText.contactNote)}
        aside={say(actText.optional)}
        rows={2}
        maxLength={500}
      />
      <Checkbox {...form.checked('onSite')} label={say(actText.onSite)} />
    </ActForm>
  );
}

export function AskExtensionForm(act: ActProps) {
  const { say } = act.frame;
  const form = readForm(stateOf(act.frame, askExtension), ({ path }) =>
    say(path === 'workingDays' ? actText.daysMissing : actText.reasonMissing),
  );
  return (
    <ActForm act={act} name="ask-extension" operation={askExtension} form={form}>
      <TextField
        {...form.text('workingDays')}
        label={say(actText.days)}
        hint={say(actText.extendHint)}
        type="number"
        inputMode="numeric"
        min="1"
        max="15"
        width="short"
      />
      <TextArea {...form.text('reason')} label={say(actText.reason)} rows={3} maxLength={500} />
    </ActForm>
  );
}

export function ResolveForm(act: ActProps) {
  const { say } = act.frame;
  const form = readForm(stateOf(act.frame, resolveMatter), ({ path }) => {
    if (path === 'result') return say(actText.resultMissing);
    return path === 'reply' ? say(actText.replyMissing) : null;
  });
  const open = act.matter.parts.filter(({ state }) => openPartStates.has(state)).length;
  return (
    <ActForm act={act} name="resolve" operation={resolveMatter} form={form} files>
      <Choice
        {...form.text('result')}
        type="radio"
        legend={say(actText.result)}
        columns={2}
        options={resultTypes.map((result) => ({ value: result, label: say(resultText[result]) }))}
      />
      <PhrasedArea
        frame={act.frame}
        operation={resolveMatter}
        field={form.text('reply')}
        phrases={act.phrases.filter(({ use }) => use === 'resolve')}
        label={say(actText.reply)}
        hint={say(actText.replyHint)}
        rows={5}
        maxLength={2000}
      />
      <Photos act={act} form={form} ids="proofPhotoIds" legend={say(actText.proof)} />
      <TextArea
        {...form.text('whyNoPhoto')}
        label={say(actText.whyNoPhoto)}
        aside={say(actText.optional)}
        rows={2}
        maxLength={500}
      />
      {open > 0 && (
        <>
          <div class="form-gap">
            <Notice tone="warn" icon="users" title={say(partText.openTitle, open)}>
              {say(partText.openText)}
            </Notice>
          </div>
          <TextArea {...form.text('whyPartsOpen')} label={say(partText.whyOpen)} rows={2} maxLength={500} />
        </>
      )}
    </ActForm>
  );
}

export function NoteForm(act: ActProps) {
  const { say } = act.frame;
  const form = readForm(stateOf(act.frame, addNote), ({ path }) =>
    path === 'text' ? say(actText.noteMissing) : null,
  );
  return (
    <ActForm act={act} name="note" operation={addNote} form={form} files>
      <PhrasedArea
        frame={act.frame}
        operation={addNote}
        field={form.text('text')}
        phrases={act.phrases.filter(({ use }) => use === 'reply')}
        label={say(actText.note)}
        rows={3}
        maxLength={2000}
      />
      <Choice
        {...form.text('for', 'staff')}
        type="radio"
        legend={say(actText.noteFor)}
        columns={2}
        options={(['staff', 'reporter-and-staff'] as const).map((readers) => ({
          value: readers,
          label: say(actText.noteFors[readers]),
        }))}
      />
      <Photos act={act} form={form} ids="photoIds" legend={say(actText.photos)} optional />
    </ActForm>
  );
}

/** Photos that come with a step; those of a form that was refused are here already. */
export function Photos(props: {
  act: ActProps;
  form: FormReader;
  /** The field that names photos sent ahead. */
  ids: 'photoIds' | 'proofPhotoIds' | 'evidencePhotoIds';
  legend: string;
  optional?: boolean;
}) {
  const { act, form, ids } = props;
  const { say } = act.frame;
  const kept = keptPhotosOf(form, ids);
  return (
    <>
      <KeptPhotos frame={act.frame} photoIds={kept} name={ids} />
      <PhotoPicker
        {...form.file(photoFiles.field)}
        locale={say.locale}
        legend={props.legend}
        aside={props.optional ? say(actText.optional) : undefined}
        hint={say(actText.photoHint)}
        maxFiles={photoFiles.maxFiles - kept.length}
        maxBytesEach={photoFiles.maxBytesEach}
      />
    </>
  );
}

import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import type { FormState, Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Checkbox } from '../../../web/parts/Checkbox.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { DangerHint } from '../../../web/parts/DangerHint.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { PhotoPicker } from '../../../web/parts/PhotoPicker.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Steps } from '../../../web/parts/Steps.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { VoicePlayer } from '../../../web/parts/VoicePlayer.tsx';
import { VoiceRecorder } from '../../../web/parts/VoiceRecorder.tsx';
import type { Category } from '../../category/category.contract.ts';
import { speaksOfDanger, wordsOfDanger } from '../../category/category.rules.ts';
import { maxPhotoBytes, maxPhotosAtOnce } from '../../photo/photo.contract.ts';
import { draftPhotoHref } from '../../photo/screens/photo-href.ts';
import { maxRecordingBytes, maxRecordingSeconds } from '../../recording/recording.contract.ts';
import { draftRecordingHref, sayLength } from '../../recording/screens/recording-href.ts';
import type { DraftView } from '../draft.contract.ts';
import { EmergencyNotice } from './EmergencyNotice.tsx';
import { totalSteps } from './StepHead.tsx';
import { stepsText } from './steps.text.ts';

/** The device's own copy of the words, kept until the server holds them. */
export const localDraftKey = 'report';

/** Step 1: what happened. `draft` is absent at the very beginning; `state` is what the step still lacks. */
export function WhatStep(props: {
  frame: Frame;
  draft: DraftView | undefined;
  state?: FormState | undefined;
  /** The categories in force: their words of danger are listened for while it is written. */
  categories: readonly Category[];
}) {
  const { frame, draft, state, categories } = props;
  const { say, to } = frame;
  const read = readForm(frame.form ?? state);
  const { value: words } = read.text('text', draft?.text);
  return (
    <Form
      action={to(draft ? `/drafts/${draft.draftId}` : '/drafts')}
      files
      flow
      hidden={{ ...frame.hidden, ...(draft && { step: 'what' }) }}
      {...(!draft && { draft: { key: localDraftKey, locale: say.locale } })}
    >
      <Steps locale={say.locale} current={1} total={totalSteps} />
      <ScreenTitle>{say(stepsText.what)}</ScreenTitle>
      <ErrorSummary locale={say.locale} {...read.summary()} />
      <Recording frame={frame} draft={draft} read={read} />
      <TextArea
        {...read.text('text', draft?.text)}
        label={say(stepsText.whatLabel)}
        hideLabel
        rows={5}
        placeholder={say(stepsText.whatExample)}
      />
      <Photos frame={frame} draft={draft} read={read} />
      <div class="section-gap">
        <DangerHint
          of="text"
          signs={wordsOfDanger(categories)}
          isDanger={speaksOfDanger(words, null, categories)}
          otherwise={<EmergencyNotice frame={frame} />}
        >
          <EmergencyNotice frame={frame} about="sounds" />
        </DangerHint>
      </div>
      <Dock>
        <Button kind="primary" size="big">
          {say(stepsText.nextWhere)}
        </Button>
      </Dock>
    </Form>
  );
}

function Recording(props: { frame: Frame; draft: DraftView | undefined; read: FormReader }) {
  const { frame, draft, read } = props;
  const { say } = frame;
  const recording = draft?.recording;
  if (draft && recording)
    return (
      <div class="form-gap">
        <VoicePlayer
          src={draftRecordingHref(frame, draft.draftId, recording.recordingId)}
          label={say(stepsText.recordingYours)}
          length={recording.seconds === null ? null : sayLength(recording.seconds)}
        />
        <Checkbox {...read.checked('removeRecording')} label={say(stepsText.recordingRemove)} />
      </div>
    );
  return (
    <VoiceRecorder
      {...read.file('recording')}
      locale={say.locale}
      legend={say(stepsText.recording)}
      aside={say(stepsText.recordingAside)}
      hint={say(stepsText.recordingHint)}
      maxSeconds={maxRecordingSeconds}
      maxBytesEach={maxRecordingBytes}
    />
  );
}

function Photos(props: { frame: Frame; draft: DraftView | undefined; read: FormReader }) {
  const { frame, draft, read } = props;
  const { say } = frame;
  const kept = draft?.photoIds ?? [];
  const left = maxPhotosAtOnce - kept.length;
  return (
    <div class="section-gap">
      {draft && kept.length > 0 && (
        <>
          <PhotoGrid
            photos={kept.map((photoId, index) => ({
              src: draftPhotoHref(frame, draft.draftId, photoId, 'small'),
              href: draftPhotoHref(frame, draft.draftId, photoId, 'large'),
              alt: say(stepsText.photo, index + 1),
              caption: String(index + 1),
            }))}
          />
          <div class="form-gap">
            <Choice
              {...read.list('removePhotoIds')}
              type="checkbox"
              legend={say(stepsText.removeTitle)}
              columns={2}
              options={kept.map((value, index) => ({ value, label: say(stepsText.remove, index + 1) }))}
            />
          </div>
        </>
      )}
      {left > 0 && (
        <div class={kept.length > 0 ? 'form-gap' : undefined}>
          <PhotoPicker
            {...read.file('photos')}
            locale={say.locale}
            legend={say(stepsText.photos)}
            aside={
              kept.length > 0 ? say(stepsText.photosLeft, left) : say(stepsText.photosAside, maxPhotosAtOnce)
            }
            hint={say(stepsText.photosWho)}
            maxFiles={left}
            maxBytesEach={maxPhotoBytes}
            addLabel={say(stepsText.photoAdd)}
          />
        </div>
      )}
    </div>
  );
}

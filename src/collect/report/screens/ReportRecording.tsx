import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { VoicePlayer } from '../../../web/parts/VoicePlayer.tsx';
import { recordingHref, sayLength } from '../../recording/screens/recording-href.ts';
import { maxReportText, type ReportRecording as Recording, type StaffReport } from '../report.contract.ts';
import { reportOperations } from '../report.operations.contract.ts';
import { recordingText } from './recording.text.ts';

/** The recording itself, or a line that there is one which only others may hear. */
export function RecordingPlayer({ frame, recording }: { frame: Frame; recording: Recording }) {
  const { say } = frame;
  const { recordingId, seconds } = recording;
  if (recordingId === null) return <p class="small soft">{say(recordingText.hidden)}</p>;
  return (
    <VoicePlayer
      src={recordingHref(frame, recordingId)}
      label={say(recordingText.recording)}
      length={seconds === null ? null : sayLength(seconds)}
    />
  );
}

/** The recording that came with a report, and what the desk heard in it. */
export function ReportRecording({ frame, recording }: { frame: Frame; recording: Recording | null }) {
  const { say } = frame;
  if (!recording) return null;
  return (
    <div class="form-gap">
      <RecordingPlayer frame={frame} recording={recording} />
      {recording.typedText === null ? (
        <p class="small soft">{say(recordingText.untyped)}</p>
      ) : (
        <>
          <p class="small soft">{say(recordingText.typed)}</p>
          <p class="as-written">{recording.typedText}</p>
        </>
      )}
    </div>
  );
}

/** The desk writes down what it hears, open until something stands there. */
export function TypeRecording({ frame, report }: { frame: Frame; report: StaffReport }) {
  const { say, to } = frame;
  const returned = frame.form?.operation === reportOperations.typeRecording.name ? frame.form : undefined;
  const read = readForm(returned);
  const typed = report.recording?.typedText ?? null;
  return (
    <details open={typed === null || returned !== undefined}>
      <summary>{say(typed === null ? recordingText.type : recordingText.correct)}</summary>
      <Form action={to(`/reports/${report.id}/recording-text`)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...read.summary()} />
        <TextArea
          {...read.text('text', typed ?? '')}
          id="recording-text"
          label={say(recordingText.label)}
          hint={say(recordingText.hint)}
          rows={4}
          maxLength={maxReportText}
        />
        <div class="form-gap">
          <Button kind="line" size="small">
            {say(recordingText.save)}
          </Button>
        </div>
      </Form>
    </details>
  );
}

import { maxPhotoBytes, maxPhotosAtOnce } from '../../../collect/photo/photo.contract.ts';
import { KeptPhotos, keptPhotosOf } from '../../../collect/photo/screens/KeptPhotos.tsx';
import { RecordingPlayer } from '../../../collect/report/screens/ReportRecording.tsx';
import type { Operation } from '../../../kernel/operation.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Dialog } from '../../../web/parts/Dialog.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { PhotoPicker } from '../../../web/parts/PhotoPicker.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { ReporterMatter } from '../matter.contract.ts';
import { addNote, reopenMatter, withdrawReport } from '../matter.operations.contract.ts';
import { closedStates } from '../matter.states.ts';
import { matterText } from '../matter.text.ts';
import { actionOf } from './desk-data.ts';
import { Photos } from './MatterTimeline.tsx';
import { matterPageText } from './matter-page.text.ts';

type Props = { frame: Frame; matter: ReporterMatter };

function readOf(frame: Frame, operation: { name: string }) {
  return readForm(frame.form?.operation === operation.name ? frame.form : undefined);
}

/** A closed matter that came back: with a reason, within the time that is left. */
export function Reopen({ frame, matter }: Props) {
  const { say, to } = frame;
  if (matter.can.reopen !== true || !closedStates.has(matter.state)) return null;
  const read = readOf(frame, reopenMatter);
  return (
    <Section title={say(matterPageText.reopenTitle)}>
      <Card>
        <Form
          action={to(`/matters/${matter.id}/reopen`)}
          hidden={{ ...frame.hidden, version: String(matter.version) }}
        >
          <ErrorSummary locale={say.locale} {...read.summary()} />
          <TextArea
            {...read.text('reason')}
            label={say(matterPageText.reopenLabel)}
            rows={3}
            maxLength={500}
          />
          <div class="form-gap">
            <Button full icon="rotate-ccw">
              {say(matterPageText.reopen)}
            </Button>
          </div>
        </Form>
        {matter.reopenUntil !== null && (
          <p class="small soft form-gap">
            {/* The contract's dateText is a calendar day by its format. */}
            {say(
              matterText.reopenUntil,
              matter.reopenUntil as Parameters<typeof matterText.reopenUntil.zh>[0],
            )}
          </p>
        )}
      </Card>
    </Section>
  );
}

/** Once a day, to those who have it; afterwards the page says that it was passed on. */
export function Urge({ frame, matter, operation }: Props & { operation: Operation }) {
  const { say } = frame;
  const may = matter.can.urge;
  if (may === 'urged-today') {
    return (
      <div class="section-gap">
        <Notice tone="ok" icon="alarm-clock" title={say(matterPageText.urged)}>
          {say(matterPageText.urgedText)}
        </Notice>
      </div>
    );
  }
  if (may !== true) return null;
  const read = readOf(frame, operation);
  return (
    <Section title={say(matterPageText.urgeTitle)}>
      <Card>
        <Form
          action={actionOf(frame, operation, { matterId: matter.id })}
          hidden={{ ...frame.hidden, words: '' }}
        >
          <ErrorSummary locale={say.locale} {...read.summary()} />
          <p>{say(matterPageText.urgeText)}</p>
          <div class="form-gap">
            <Button full icon="alarm-clock">
              {say(matterPageText.urge)}
            </Button>
          </div>
        </Form>
      </Card>
    </Section>
  );
}

/** A word to those who handle it. */
export function NoteForm({ frame, matter }: Props) {
  const { say, to } = frame;
  if (matter.can.note !== true) return null;
  const read = readOf(frame, addNote);
  const kept = keptPhotosOf(read);
  return (
    <Section title={say(matterPageText.notes)}>
      <Card>
        <Form
          action={to(`/matters/${matter.id}/notes`)}
          files
          hidden={{ ...frame.hidden, for: 'reporter-and-staff' }}
        >
          <ErrorSummary locale={say.locale} {...read.summary()} />
          <TextArea
            {...read.text('text')}
            label={say(matterPageText.noteLabel)}
            hint={say(matterPageText.noteWho)}
            rows={3}
            maxLength={2000}
          />
          <KeptPhotos frame={frame} photoIds={kept} />
          <PhotoPicker
            {...read.file('photos')}
            locale={say.locale}
            legend={say(matterPageText.photos)}
            aside={say(matterPageText.optional)}
            maxFiles={maxPhotosAtOnce - kept.length}
            maxBytesEach={maxPhotoBytes}
          />
          <div class="form-gap">
            <Button full>{say(matterPageText.send)}</Button>
          </div>
        </Form>
      </Card>
    </Section>
  );
}

/** The reporter's own words, as they were sent. */
export function OwnWords({ frame, matter }: Props) {
  const { say, now } = frame;
  if (matter.ownReports.length === 0) return null;
  return (
    <Section title={say(matterPageText.yours)}>
      {matter.ownReports.map(({ id, number, text, place, submittedAt, photoIds, recording }) => (
        <Card key={id}>
          <p class="as-written">{text}</p>
          {recording && (
            <div class="form-gap">
              <RecordingPlayer frame={frame} recording={recording} />
            </div>
          )}
          {place !== '' && <p class="small form-gap">{say(matterPageText.where, place)}</p>}
          {photoIds.length > 0 && (
            <div class="form-gap">
              <Photos frame={frame} photoIds={photoIds} />
            </div>
          )}
          <p class="small soft form-gap">
            {say(matterPageText.number, number)} · {sayMoment(say, parseInstant(submittedAt), now)}
          </p>
        </Card>
      ))}
    </Section>
  );
}

/** Taking one's own report back; the dialog says what that ends. */
export function Withdraw({ frame, matter }: Props) {
  const { say, to } = frame;
  if (matter.can.withdraw !== true && matter.can.leave !== true) return null;
  const read = readOf(frame, withdrawReport);
  const { problems, refusal } = read.summary();
  return (
    <div class="section-gap">
      <ErrorSummary locale={say.locale} problems={problems} refusal={refusal} />
      <LinkButton href="#withdraw" opensDialog="withdraw" kind="quiet" icon="undo-2">
        {say(matterPageText.withdraw)}
      </LinkButton>
      <Dialog
        id="withdraw"
        title={say(matterPageText.withdrawTitle)}
        closeLabel={say(matterPageText.keep)}
        actions={
          <Button kind="danger" form="withdraw-form">
            {say(matterPageText.doWithdraw)}
          </Button>
        }
      >
        <p>{say(matterPageText.withdrawText)}</p>
        <Form
          id="withdraw-form"
          action={to(`/matters/${matter.id}/withdraw`)}
          hidden={{ ...frame.hidden, version: String(matter.version) }}
        >
          <TextArea
            {...read.text('reason')}
            id="withdraw-reason"
            label={say(matterPageText.withdrawWhy)}
            aside={say(matterPageText.optional)}
            rows={2}
            maxLength={500}
          />
        </Form>
      </Dialog>
    </div>
  );
}

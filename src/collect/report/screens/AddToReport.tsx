import type { ComponentChildren, ComponentProps } from 'preact';
import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { PhotoPicker } from '../../../web/parts/PhotoPicker.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { maxPhotoBytes, maxPhotosAtOnce } from '../../photo/photo.contract.ts';
import { KeptPhotos, keptPhotosOf } from '../../photo/screens/KeptPhotos.tsx';
import type { ReportView } from '../report.contract.ts';
import { maxReportText } from '../report.contract.ts';
import { reportOperations } from '../report.operations.contract.ts';
import { ownReportText } from './own-report.text.ts';

type AddProps = {
  frame: Frame;
  reportId: ReportView['id'];
  reader: ReportView['reader'];
  /** Where the words are written, for those who are offered more than an empty field. */
  area?: (field: WordsField) => ComponentChildren;
};

export type WordsField = ReturnType<FormReader['text']> &
  Pick<ComponentProps<typeof TextArea>, 'label' | 'hint' | 'rows' | 'maxLength'>;

/** A word more, and photos, to a report that was sent: its reporter's, or the desk's to its reporter. */
export function AddToReport({ frame, reportId, reader, area }: AddProps) {
  const { say, to } = frame;
  const returned = frame.form?.operation === reportOperations.addToReport.name ? frame.form : undefined;
  const read = readForm(returned);
  const kept = keptPhotosOf(read);
  const field: WordsField = {
    ...read.text('text'),
    label: say(reader === 'staff' ? ownReportText.writeLabel : ownReportText.addLabel),
    hint: reader === 'staff' ? say(ownReportText.writeHint) : undefined,
    rows: 3,
    maxLength: maxReportText,
  };
  return (
    <Form action={to(`/reports/${reportId}/messages`)} files hidden={frame.hidden}>
      <ErrorSummary locale={say.locale} {...read.summary()} />
      {area ? area(field) : <TextArea {...field} />}
      <KeptPhotos frame={frame} photoIds={kept} />
      <PhotoPicker
        {...read.file('photos')}
        locale={say.locale}
        legend={say(ownReportText.addPhotos)}
        aside={say(ownReportText.optional)}
        maxFiles={maxPhotosAtOnce - kept.length}
        maxBytesEach={maxPhotoBytes}
      />
      <div class="form-gap">
        <Button full kind={reader === 'staff' ? 'line' : undefined}>
          {say(ownReportText.send)}
        </Button>
      </div>
    </Form>
  );
}

import type { FormReader } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Choice } from '../../../web/parts/Choice.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { keptText } from './kept-photos.text.ts';
import { photoHref } from './photo-href.ts';

/** The photos a form brought before it was refused. */
export function keptPhotosOf(form: FormReader): readonly string[] {
  return form.list('photoIds').value.filter((id) => id !== '');
}

/** Photos of a form that came back, each still part of it unless its tick is taken away. */
export function KeptPhotos({ frame, photoIds }: { frame: Frame; photoIds: readonly string[] }) {
  const { say } = frame;
  if (photoIds.length === 0) return null;
  return (
    <div class="form-gap">
      <PhotoGrid
        photos={photoIds.map((photoId, index) => ({
          src: photoHref(frame, photoId, 'small'),
          href: photoHref(frame, photoId, 'large'),
          alt: say(keptText.photo, index + 1),
          caption: String(index + 1),
        }))}
      />
      <div class="form-gap">
        <Choice
          id="field-photoIds"
          name="photoIds"
          value={photoIds}
          type="checkbox"
          legend={say(keptText.legend)}
          hint={say(keptText.hint)}
          columns={2}
          options={photoIds.map((value, index) => ({ value, label: say(keptText.photo, index + 1) }))}
        />
      </div>
    </div>
  );
}

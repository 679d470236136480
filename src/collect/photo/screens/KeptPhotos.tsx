import { type FormReader, fieldId } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Choice } from '../../../web/parts/Choice.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { keptText } from './kept-photos.text.ts';
import { photoHref } from './photo-href.ts';

/** The photos a form brought before it was refused. */
export function keptPhotosOf(form: FormReader, name = 'photoIds'): readonly string[] {
  return form.list(name).value.filter((id) => id !== '');
}

/** Photos of a form that came back, each still part of it unless its tick is taken away. */
export function KeptPhotos(props: { frame: Frame; photoIds: readonly string[]; name?: string }) {
  const { frame, photoIds, name = 'photoIds' } = props;
  const { say } = frame;
  if (photoIds.length === 0) return null;
  return (
    <div class="form-gap">
      <KeptGrid frame={frame} photoIds={photoIds} />
      <div class="form-gap">
        <Choice
          id={fieldId(name)}
          name={name}
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

/** Photos that arrived with a form that came back, to be looked at. */
export function KeptGrid({ frame, photoIds }: { frame: Frame; photoIds: readonly string[] }) {
  return (
    <PhotoGrid
      photos={photoIds.map((photoId, index) => ({
        src: photoHref(frame, photoId, 'small'),
        href: photoHref(frame, photoId, 'large'),
        alt: frame.say(keptText.photo, index + 1),
        caption: String(index + 1),
      }))}
    />
  );
}

import { type Locale, sayIn } from '../../kernel/text.ts';
import { Icon } from '../icons/Icon.tsx';
import { webText } from '../web.text.ts';
import { classNames } from './class-names.ts';
import { describedBy } from './Field.tsx';

type PhotoPickerProps = {
  locale: Locale;
  id: string;
  name: string;
  legend: string;
  aside?: string | undefined;
  hint?: string | undefined;
  problem?: string | undefined;
  maxFiles: number;
  maxBytesEach: number;
  /** Words on the add button: 拍一张. */
  addLabel?: string | undefined;
};

/** Choosing photos: a plain file input, which the photo-picker island turns into previews that can be taken back. */
export function PhotoPicker(props: PhotoPickerProps) {
  const { locale, id, hint, problem } = props;
  const t = sayIn(locale);
  return (
    <fieldset
      class={classNames('field photo-picker', problem && 'field-bad')}
      data-photo-picker
      data-max={props.maxFiles}
      data-max-bytes={props.maxBytesEach}
      data-too-many={t(webText.photoTooMany, props.maxFiles)}
      data-too-big={t(webText.photoTooBig)}
      data-unreadable={t(webText.photoUnreadable)}
      data-left={t(webText.photoLeft)}
      data-remove={t(webText.photoRemove)}
    >
      <legend class="label">
        {props.legend}
        {props.aside && <span class="label-aside"> {props.aside}</span>}
      </legend>
      <p class="problem" id={`${id}-problem`} role="alert" hidden={!problem} data-photo-problem>
        <Icon name="circle-alert" size="s" />
        <span>{problem}</span>
      </p>
      <ul class="photos" data-photo-list>
        <li>
          <label class="photo-add">
            <span class="photo-add-words">
              <Icon name="camera" size="l" />
              {props.addLabel ?? t(webText.photoAdd)}
            </span>
            <input
              type="file"
              id={id}
              name={props.name}
              accept="image/*"
              multiple
              aria-describedby={describedBy(id, hint, problem)}
            />
          </label>
        </li>
      </ul>
      <p class="unseen" role="status" data-photo-status />
      {hint && (
        <p class="small soft with-icon-top form-gap" id={`${id}-hint`}>
          <Icon name="eye-off" />
          <span>{hint}</span>
        </p>
      )}
    </fieldset>
  );
}

import type { ComponentChildren } from 'preact';
import { type Locale, sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';
import { HiddenFields } from './HiddenFields.tsx';

type FormProps = {
  action: string;
  method?: 'get' | 'post' | undefined;
  id?: string | undefined;
  /** It carries files. */
  files?: boolean | undefined;
  /** `frame.hidden` for every POST (origin token, submission key, page to come back to), and earlier answers. */
  hidden?: Record<string, string | readonly string[]> | undefined;
  /** A flow's form fills the screen down to its Dock. */
  flow?: boolean | undefined;
  /** Says "you have not sent this" before leaving a changed form (the submit-once island). */
  warnUnsaved?: boolean | undefined;
  /** Keeps what is typed on this device until it is sent (the draft-keeper island); needs `locale`. */
  draft?: { key: string; locale: Locale } | undefined;
  label?: string | undefined;
  children: ComponentChildren;
};

/** A form that works without JavaScript. The server answers bad input with the same page, so the browser's checks stay off. */
export function Form(props: FormProps) {
  const method = props.method ?? 'post';
  return (
    <form
      id={props.id}
      class={props.flow ? 'flow' : undefined}
      method={method}
      action={props.action}
      enctype={props.files ? 'multipart/form-data' : undefined}
      noValidate
      aria-label={props.label}
      data-submit-once={method === 'post' ? '' : undefined}
      data-warn-unsaved={props.warnUnsaved ? '' : undefined}
      data-draft={props.draft?.key}
    >
      {props.hidden && <HiddenFields fields={props.hidden} />}
      {props.draft && <DraftNote locale={props.draft.locale} />}
      {props.children}
    </form>
  );
}

function DraftNote({ locale }: { locale: Locale }) {
  const t = sayIn(locale);
  return (
    <div class="notice form-gap" role="status" hidden data-draft-note>
      <span class="grow">{t(webText.draftFound)}</span>
      <button type="button" class="link" data-draft-discard>
        {t(webText.draftDiscard)}
      </button>
    </div>
  );
}

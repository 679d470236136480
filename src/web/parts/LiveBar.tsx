import { type Locale, sayIn } from '../../kernel/text.ts';
import { Icon } from '../icons/Icon.tsx';
import { webText } from '../web.text.ts';

export type LiveBarProps = {
  /** Where changes are told, as server-sent events. */
  events: string;
  /** Up to where this page knows of changes. */
  after: number;
  /** The address of what is shown here, for fetching it again. */
  page: string;
};

/** Where an open page says that others changed what it shows; silent, and nothing without JavaScript. */
export function LiveBar({ locale, events, after, page }: LiveBarProps & { locale: Locale }) {
  const t = sayIn(locale);
  return (
    <div
      class="flash live-bar"
      role="status"
      data-live={events}
      data-live-after={String(after)}
      data-live-page={page}
    >
      <p class="toast" data-live-says="changed" hidden>
        <Icon name="refresh-cw" />
        <a class="toast-act" href={page}>
          {t(webText.liveChanged)}
        </a>
      </p>
      <p class="toast" data-live-says="offline" hidden>
        <Icon name="circle-alert" />
        <span>{t(webText.liveOffline)}</span>
      </p>
      <p class="toast" data-live-says="over" hidden>
        <Icon name="lock" />
        <a class="toast-act" href={page}>
          {t(webText.liveOver)}
        </a>
      </p>
    </div>
  );
}

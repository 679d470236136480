import { type Locale, sayIn } from '../../kernel/text.ts';
import { Icon, type IconName } from '../icons/Icon.tsx';
import { webText } from '../web.text.ts';

export type OfflineBarProps = {
  community: string;
  /** Names the product's files as they are now: pages kept in a telephone are renewed when it changes. */
  build: string;
  /** Where the service worker is; absent where pages are not to be kept. */
  worker?: string | undefined;
  /** The mark of who is signed in, and of nobody. */
  writer: string;
  listHref: string;
  formHref: string;
};

/** Says what waits in this telephone and when it goes; silent, and nothing without JavaScript. */
export function OfflineBar(props: OfflineBarProps & { locale: Locale }) {
  const t = sayIn(props.locale);
  const { listHref, formHref } = props;
  const lines = [
    ['away', 'wifi-off', webText.offlineAway, webText.offlineWrite, formHref],
    ['away-waiting', 'wifi-off', webText.offlineAwayWaiting, webText.offlineSee, listHref],
    ['held', 'circle-alert', webText.offlineHeld, webText.offlineSee, listHref],
    ['later', 'hourglass', webText.offlineLater, webText.offlineSee, listHref],
    ['sending', 'send', webText.offlineSending, webText.offlineSee, listHref],
    ['received', 'check', webText.offlineReceived, webText.offlineSee, listHref],
  ] as const satisfies [string, IconName, { zh: string; en: string }, { zh: string; en: string }, string][];
  return (
    <div
      class="flash live-bar"
      role="status"
      data-offline
      data-community={props.community}
      data-build={props.build}
      data-worker={props.worker}
      data-writer={props.writer}
    >
      {lines.map(([name, icon, words, act, href]) => (
        <p class="toast" key={name} data-offline-says={name} hidden>
          <Icon name={icon} />
          <span data-template={t(words)} />
          <a class="toast-act" href={href}>
            {t(act)}
          </a>
        </p>
      ))}
    </div>
  );
}

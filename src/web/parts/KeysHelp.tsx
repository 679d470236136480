import { type Locale, sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';
import { Dialog } from './Dialog.tsx';
import { Kbd } from './Kbd.tsx';

type KeysHelpProps = {
  locale: Locale;
  /** The id its opener names. */
  id: string;
  title: string;
  keys: readonly { key: string; does: string }[];
};

/** What each single key does on a staff page, and the switch that turns them off (WCAG 2.2, 2.1.4). */
export function KeysHelp({ locale, id, title, keys }: KeysHelpProps) {
  const t = sayIn(locale);
  return (
    <Dialog id={id} title={title} closeLabel={t(webText.close)}>
      <dl class="facts">
        {keys.map(({ key, does }) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="choice form-gap">
        <input class="choice-input" type="checkbox" checked data-keys-toggle />
        <span class="choice-box">
          <span class="choice-mark choice-mark-square" />
          <span class="grow">{t(webText.keysToggle)}</span>
        </span>
      </label>
    </Dialog>
  );
}

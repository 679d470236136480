import { type Locale, sayIn } from '../../kernel/text.ts';
import type { DisplayForms } from '../display.ts';
import { HiddenFields } from '../forms/HiddenFields.tsx';
import type { Display } from '../frame.ts';
import { webText } from '../web.text.ts';

type DisplaySwitchesProps = { locale: Locale; display: Display; forms: DisplayForms };

const themes = ['system', 'light', 'dark'] as const;
const modes = ['standard', 'elder'] as const;
const sizes = ['m', 'l', 'xl'] as const;

/** Colours, large print and its sizes: one small form, one button for each, no JavaScript. */
export function DisplaySwitches({ locale, display, forms }: DisplaySwitchesProps) {
  const t = sayIn(locale);
  return (
    <form class="display-switches" method="post" action={forms.action} aria-label={t(webText.display)}>
      <HiddenFields fields={forms.hidden} />
      {themes.map((theme) => (
        <Switch key={theme} name="theme" value={theme} now={display.theme}>
          {t(webText.themes[theme])}
        </Switch>
      ))}
      {modes.map((mode) => (
        <Switch key={mode} name="mode" value={mode} now={display.mode}>
          {t(webText.modes[mode])}
        </Switch>
      ))}
      {display.mode === 'elder' &&
        sizes.map((size) => (
          <Switch key={size} name="size" value={size} now={display.size}>
            {t(webText.sizes[size])}
          </Switch>
        ))}
    </form>
  );
}

function Switch(props: { name: string; value: string; now: string; children: string }) {
  return (
    <button
      class="text-button"
      type="submit"
      name={props.name}
      value={props.value}
      aria-pressed={props.value === props.now}
    >
      {props.children}
    </button>
  );
}

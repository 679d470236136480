import { type Locale, sayIn } from '../../kernel/text.ts';
import type { DisplayForms } from '../display.ts';
import { HiddenFields } from '../forms/HiddenFields.tsx';
import type { Display } from '../frame.ts';
import { webText } from '../web.text.ts';
import { IconButton } from './IconButton.tsx';

type ThemeSwitchProps = { locale: Locale; display: Display; forms: DisplayForms };

/** Light or dark by one icon, for the foot of the StaffRail. */
export function ThemeSwitch({ locale, display, forms }: ThemeSwitchProps) {
  const other = display.theme === 'dark' ? 'light' : 'dark';
  return (
    <form method="post" action={forms.action}>
      <HiddenFields fields={forms.hidden} />
      <IconButton
        icon={other === 'dark' ? 'moon' : 'sun'}
        label={sayIn(locale)(webText.themes[other])}
        name="theme"
        value={other}
      />
    </form>
  );
}

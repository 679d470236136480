import { type Locale, sayIn } from '../../kernel/text.ts';
import type { DisplayForms } from '../display.ts';
import { HiddenFields } from '../forms/HiddenFields.tsx';
import type { Display } from '../frame.ts';
import { webText } from '../web.text.ts';
import { Button } from './Button.tsx';

type ModeSwitchProps = { locale: Locale; display: Display; forms: DisplayForms };

/** The way into and out of elder mode, for the head of a resident's first screen. */
export function ModeSwitch({ locale, display, forms }: ModeSwitchProps) {
  const other = display.mode === 'elder' ? 'standard' : 'elder';
  return (
    <form method="post" action={forms.action}>
      <HiddenFields fields={forms.hidden} />
      <Button name="mode" value={other} size="small" icon={other === 'elder' ? 'a-large-small' : undefined}>
        {sayIn(locale)(webText.modes[other])}
      </Button>
    </form>
  );
}

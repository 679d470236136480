import { type Locale, sayIn } from '../../kernel/text.ts';
import type { DisplayForms } from '../display.ts';
import { HiddenFields } from '../forms/HiddenFields.tsx';
import type { Display } from '../frame.ts';
import { webText } from '../web.text.ts';
import { Button } from './Button.tsx';

type SizePickerProps = { locale: Locale; display: Display; forms: DisplayForms };

const sizes = ['m', 'l', 'xl'] as const;

/** The three letter sizes of elder mode, for its first screen. */
export function SizePicker({ locale, display, forms }: SizePickerProps) {
  const t = sayIn(locale);
  return (
    <form class="size-picker" method="post" action={forms.action} aria-label={t(webText.letters)}>
      <HiddenFields fields={forms.hidden} />
      {sizes.map((size) => (
        <Button
          key={size}
          kind={display.size === size ? 'primary' : 'line'}
          name="size"
          value={size}
          pressed={display.size === size}
        >
          {t(webText.sizes[size])}
        </Button>
      ))}
    </form>
  );
}

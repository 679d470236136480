import { type Locale, sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';
import { Button } from './Button.tsx';
import { LinkButton } from './LinkButton.tsx';
import { TextField } from './TextField.tsx';

type SaveWithReasonProps = {
  locale: Locale;
  /** `form.text('reason')`; with an id of its own where a page has several such forms. */
  field: { id: string; name: string; value: string; problem?: string; autoFocus?: boolean };
  /** What the reason may rest on; without it the field speaks for itself. */
  hint?: string | undefined;
  /** The button's words, where it does more than save. */
  save?: string | undefined;
  kind?: 'primary' | 'line' | undefined;
  size?: 'small' | undefined;
  /** Where somebody goes who leaves it as it is. */
  back?: string | undefined;
};

/** The end of every form that changes what a community has set: why, and the button; the reason is kept with the change. */
export function SaveWithReason({ locale, field, hint, save, kind, size, back }: SaveWithReasonProps) {
  const say = sayIn(locale);
  return (
    <>
      <TextField {...field} label={say(webText.reason)} hint={hint} maxLength={200} required />
      <div class="form-gap stack-tight">
        <Button kind={kind ?? 'primary'} size={size} full={size !== 'small'}>
          {save ?? say(webText.save)}
        </Button>
        {back !== undefined && (
          <LinkButton kind="quiet" full href={back}>
            {say(webText.leave)}
          </LinkButton>
        )}
      </div>
    </>
  );
}

import type { Say } from '../../kernel/text.ts';
import { Button } from '../../web/parts/Button.tsx';
import { Card } from '../../web/parts/Card.tsx';
import { ErrorState } from '../../web/parts/ErrorState.tsx';
import { LinkButton } from '../../web/parts/LinkButton.tsx';
import { PermissionState } from '../../web/parts/PermissionState.tsx';
import { keptWordsText } from './kept-words.text.ts';

export type KeptWordsProps = {
  say: Say;
  title: string;
  text: string;
  /** Where the form went and goes again. */
  action: string;
  withFiles: boolean;
  lostPhotos: boolean;
  words: readonly string[];
  fields: readonly (readonly [name: string, value: string])[];
  /** Where somebody who has been signed out signs in; it opens a page of its own, so that this one stays. */
  signIn: string | undefined;
};

/** A form that could not be taken just now: what is wrong, all that was written, and the same form once more. */
export function KeptWords(props: KeptWordsProps) {
  const { say, title, text, action, withFiles, lostPhotos, words, fields, signIn } = props;
  const State = signIn === undefined ? ErrorState : PermissionState;
  const toSignIn = signIn !== undefined && (
    <LinkButton href={signIn} kind="primary" opensPage>
      {say(keptWordsText.signIn)}
    </LinkButton>
  );
  return (
    <>
      <State heading="h1" title={title} text={text} action={toSignIn || undefined} />
      <Card>
        <div class="stack-snug">
          {words.length > 0 && <h2>{say(keptWordsText.yours)}</h2>}
          {words.map((written) => (
            <blockquote key={written} class="quote as-written">
              {written}
            </blockquote>
          ))}
          {lostPhotos && <p>{say(keptWordsText.photos)}</p>}
          <form
            method="post"
            action={action}
            enctype={withFiles ? 'multipart/form-data' : undefined}
            data-submit-once
          >
            {fields.map(([name, value], index) => (
              <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
            ))}
            <Button kind={signIn === undefined ? 'primary' : 'line'}>{say(keptWordsText.again)}</Button>
          </form>
          <p class="small">{say(keptWordsText.hint)}</p>
        </div>
      </Card>
    </>
  );
}

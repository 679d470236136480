import type { Say } from '../../kernel/text.ts';
import { Card } from '../../web/parts/Card.tsx';
import { keptWordsText } from './kept-words.text.ts';

/** What was written in a form that its page does not offer any more. */
export function LostWords({
  say,
  because,
  words,
}: {
  say: Say;
  because: string | undefined;
  words: readonly string[];
}) {
  return (
    <Card as="section" label={say(keptWordsText.yours)}>
      {because && <p role="alert">{because}</p>}
      <p class="soft">{say(keptWordsText.notOffered)}</p>
      {words.map((written) => (
        <blockquote key={written} class="quote as-written">
          {written}
        </blockquote>
      ))}
    </Card>
  );
}

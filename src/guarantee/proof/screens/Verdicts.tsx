import type { ComponentChildren } from 'preact';
import type { Say } from '../../../kernel/text.ts';
import { Notice } from '../../../web/parts/Notice.tsx';
import { inlineVerdicts, verdictTones } from './verdict-tones.ts';
import { verdictText } from './verify.text.ts';

/** Everything the check in the browser may say, ready to be put in place; its blanks are filled there. */
export function Verdicts({ say }: { say: Say }) {
  const codes = Object.keys(verdictText) as (keyof typeof verdictText)[];
  return (
    <>
      {codes.map((code) => (
        <template key={code} data-says={code}>
          {inlineVerdicts.has(code) ? (
            <span class={`verdict-${verdictTones[code]}`}>{withBlanks(say(verdictText[code]))}</span>
          ) : (
            <Notice tone={verdictTones[code]}>
              <p>{withBlanks(say(verdictText[code]))}</p>
            </Notice>
          )}
        </template>
      ))}
    </>
  );
}

/** `[what]` becomes a blank of that name. */
function withBlanks(text: string): ComponentChildren[] {
  return text
    .split(/(\[\w+\])/)
    .map((part) => (/^\[\w+\]$/.test(part) ? <b key={part} data-fill={part.slice(1, -1)} /> : part));
}

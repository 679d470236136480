import type { ComponentChildren } from 'preact';
import type { Say } from '../../../kernel/text.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { meansText as text } from './verify.text.ts';

/** How to check with programs that are not the community's: exact commands, with this ledger's address and key in them. */
export function OwnMeans({ say, address, vkey }: { say: Say; address: string; vkey: string }) {
  return (
    <Section title={say(text.title)} id="means">
      <Card>
        <p>{say(text.about)}</p>
        <h3 class="form-gap">{say(text.program)}</h3>
        <p class="small soft">{say(text.programText)}</p>
        <Commands>{`sunshine ledger verify ${address} \\\n  --vkey '${vkey}'`}</Commands>
        <h3 class="form-gap">{say(text.against)}</h3>
        <p class="small soft">{say(text.againstText)}</p>
        <Commands>{`sunshine ledger verify ${address} \\\n  --vkey '${vkey}' \\\n  --against 2026-0158-4771.tlog-proof`}</Commands>
        <details class="form-gap">
          <summary>{say(text.bare)}</summary>
          <p class="form-gap">{say(text.bareKey)}</p>
          <Commands>{`curl -sO ${address}/checkpoint\nprintf '%s' '${vkey}' > vkey`}</Commands>
          <p class="form-gap">{say(text.bareSignature)}</p>
          <Commands>{signatureCommands}</Commands>
          <p class="form-gap">{say(text.bareEntry)}</p>
          <Commands>{entryCommands(address)}</Commands>
          <p class="form-gap small soft">{say(text.bareRest)}</p>
        </details>
      </Card>
    </Section>
  );
}

/** The note is the text up to the empty line; the log's own signature stands behind it, ours after 4 bytes of key id. */
const signatureCommands = `(printf '302a300506032b6570032100' | xxd -r -p
 cut -d+ -f3- vkey | base64 -d | tail -c 32) > key.der
sed '/^$/,$d' checkpoint > text
grep '^— ' checkpoint | head -n 1 | cut -d' ' -f3 | base64 -d | tail -c 64 > signature
openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile signature`;

const entryCommands = (address: string) => `(printf '\\0'; printf '%s' 'ENTRY') | openssl dgst -sha256
curl -s ${address}/tile/0/000 | tail -c +$((32 * 41 + 1)) | head -c 32 | xxd -p -c 32`;

function Commands({ children }: { children: ComponentChildren }) {
  return (
    <pre class="commands">
      <code>{children}</code>
    </pre>
  );
}

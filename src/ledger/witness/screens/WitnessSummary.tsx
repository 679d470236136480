import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { ShownWitness } from '../witness.contract.ts';
import { isDemonstrationKey } from '../witness.rules.ts';
import { witnessText as text } from './witness.text.ts';

/** What each of the three vouched for last, in a line each, with the way to the page that tells all of it. */
export function WitnessSummary({ frame, witnesses }: { frame: Frame; witnesses: readonly ShownWitness[] }) {
  const { say, now, to } = frame;
  const stands = ({ state, last }: ShownWitness) => {
    if (!last) return say(text.states[state]);
    if (!last.agrees) return <strong>{say(text.differs)}</strong>;
    const when = sayMoment(say, parseInstant(last.cosignedAt), now);
    return say(text.upTo, last.size.toLocaleString('en-US'), when);
  };
  return (
    <Card as="section" label={say(text.title)}>
      <h2>{say(text.title)}</h2>
      <DefinitionList
        items={witnesses.map((witness) => ({
          term: say(text.parties[witness.party]),
          detail: stands(witness),
        }))}
      />
      {witnesses.some(({ vkey }) => vkey !== null && isDemonstrationKey(vkey)) && (
        <p class="soft small form-gap">{say(text.demonstration)}</p>
      )}
      <p class="form-gap">
        <a class="link" href={to('/witnesses')}>
          {say(text.sub)}
        </a>
      </p>
    </Card>
  );
}

import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { ProofBadge } from '../../../web/parts/ProofBadge.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { LedgerEntries } from '../proof.contract.ts';
import { badgeText as text } from './badge.text.ts';

/** Whether a matter's record fits the ledger, by a check that has just run; it leads to where anybody checks it. */
export function ProofOfMatter(props: { frame: Frame; number: string; found: LedgerEntries }) {
  const { frame, number, found } = props;
  const { say, now, to } = frame;
  const href = to(`/verify?number=${number}`);
  const { entries } = found;
  const [first] = entries;
  const last = entries.at(-1);
  if (entries.some(({ checked }) => checked === 'broken')) {
    return <ProofBadge state="broken" title={say(text.broken)} text={say(text.brokenText)} href={href} />;
  }
  const sealed = entries.filter(({ checked }) => checked === 'fits');
  if (!first || !last || sealed.length === 0) {
    return <ProofBadge state="waiting" title={say(text.waiting)} text={say(text.waitingText)} href={href} />;
  }
  const places = [...new Set([first.leaf, last.leaf])];
  const when = sayMoment(say, parseInstant(last.recordedAt), now);
  return (
    <ProofBadge
      state="verified"
      title={say(text.verified, sealed.length)}
      text={say(text.verifiedText, places.join('—'), when)}
      href={href}
    />
  );
}

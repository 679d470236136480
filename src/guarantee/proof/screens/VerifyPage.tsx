import type { ComponentChildren } from 'preact';
import type { Frame } from '../../../web/frame.ts';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import type { Figures } from '../../figures/figures.contract.ts';
import type { Seal } from '../proof.contract.ts';
import { CheckEntries, type LookedUpNumber } from './CheckEntries.tsx';
import { CheckReceipt } from './CheckReceipt.tsx';
import { LatestSeal } from './LatestSeal.tsx';
import { OpenAccounts } from './OpenAccounts.tsx';
import { OwnMeans } from './OwnMeans.tsx';
import { Verdicts } from './Verdicts.tsx';
import { verifyPageText as text } from './verify.text.ts';

type VerifyProps = {
  frame: Frame;
  seal: Seal;
  asked: LookedUpNumber;
  /** The address of the ledger's files, with its host, as commands need it. */
  address: string;
  figures: { figures: Figures; asOf: string } | undefined;
  /** Who else keeps the seal, from those who keep witnesses. */
  witnesses?: ComponentChildren;
};

/** The public page of the ledger (design D7): check one's own entry first, then how, then what it adds up to. */
export function VerifyPage({ frame, seal, asked, address, figures, witnesses }: VerifyProps) {
  const { say } = frame;
  const [log] = seal.logs;
  return (
    <div data-check-log data-logs={JSON.stringify(seal.logs.map(({ vkey, path }) => ({ vkey, path })))}>
      <Verdicts say={say} />
      <div class="verify-board">
        <div>
          <ScreenTitle look="display">{say(text.title)}</ScreenTitle>
          <p class="form-gap">{say(text.about)}</p>
          <ol class="verify-cards elder-off">
            {text.cards.map((card) => (
              <li key={card.title.en}>
                <h2>{say(card.title)}</h2>
                <p>{say(card.text)}</p>
              </li>
            ))}
          </ol>
        </div>
        <div class="stack">
          <CheckEntries frame={frame} asked={asked} />
          <CheckReceipt say={say} />
          <LatestSeal frame={frame} seal={seal} />
          {witnesses}
        </div>
      </div>
      {figures && <OpenAccounts frame={frame} {...figures} />}
      {log && <OwnMeans say={say} address={address} vkey={log.vkey} />}
    </div>
  );
}

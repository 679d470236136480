import { getFigures } from '../../guarantee/figures/figures.contract.ts';
import { sayAsOf } from '../../guarantee/figures/screens/FiguresPage.tsx';
import { proofOperations } from '../../guarantee/proof/proof.contract.ts';
import type { LookedUpNumber } from '../../guarantee/proof/screens/CheckEntries.tsx';
import { VerifyPage } from '../../guarantee/proof/screens/VerifyPage.tsx';
import { entriesText, verifyPageText } from '../../guarantee/proof/screens/verify.text.ts';
import { ok } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { entryNumber } from '../../ledger/entry/entry.contract.ts';
import { WitnessSummary } from '../../ledger/witness/screens/WitnessSummary.tsx';
import { witnessOperations } from '../../ledger/witness/witness.contract.ts';
import type { Call } from '../../platform/call.ts';
import { sayRefusal } from '../../platform/http/problem.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { type Ask, page } from './page.ts';

const { getSeal, listLedgerEntries } = proofOperations;

/** What stands under the number that was typed, spaces and full-width digits forgiven; or why it cannot be shown. */
async function lookUpNumber(ask: Ask, call: Call, typed: string | undefined): Promise<LookedUpNumber> {
  if (typed === undefined) return undefined;
  const number = typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Script=Han}]/gu, '')
    .replaceAll(/[—–]/g, '-');
  if (!entryNumber.safeParse(number).success)
    return { number: typed, found: { problem: sayIn(call.locale)(entriesText.unreadable) } };
  const found = await ask(listLedgerEntries, { number });
  if (found.ok) return { number, found: found.value };
  return { number, found: { problem: sayRefusal(found.refusal, call.locale, listLedgerEntries) } };
}

export const verifyPages = [
  page({
    path: '/verify',
    load: async ({ call, ask, request }) => {
      const seal = await ask(getSeal, {});
      if (!seal.ok) return seal;
      const figures = await ask(getFigures, {});
      const witnessing = await ask(witnessOperations.listWitnesses, {});
      return ok({
        seal: seal.value,
        asked: await lookUpNumber(ask, call, request.query.number),
        figures: figures.ok ? figures.value : undefined,
        witnesses: witnessing.ok ? witnessing.value.witnesses : undefined,
        address: new URL(seal.value.logs[0]?.path ?? '/', call.platform.baseUrl).href,
      });
    },
    view: ({ figures, witnesses, ...shown }, frame) => ({
      title: frame.say(verifyPageText.name),
      shell: 'plain',
      section: 'public',
      isPublic: true,
      islands: ['check-log', 'copy-text'],
      head: (
        <AppBar
          title={frame.say(verifyPageText.name)}
          back={{ href: frame.to(''), label: frame.say(verifyPageText.back) }}
        />
      ),
      body: (
        <VerifyPage
          frame={frame}
          {...shown}
          witnesses={witnesses && <WitnessSummary frame={frame} witnesses={witnesses} />}
          figures={figures && { figures, asOf: sayAsOf(frame, figures.asOf) }}
        />
      ),
    }),
  }),
];

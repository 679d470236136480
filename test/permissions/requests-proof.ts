import { listReceipts } from '../../src/guarantee/proof/proof.contract.ts';
import { must } from '../world.ts';
import type { Prepare, Scene } from './requests.ts';

/** A report whose entry is sealed, and the place of that entry. */
async function sealed({ world, story }: Scene) {
  const { reportId, reportKey } = await story.reported();
  await world.sequence();
  const { sealed: steps } = must(await world.as('resident').call(listReceipts, { reportId }));
  return { reportId, reportKey, index: steps[0]?.index ?? -1 };
}

/** Requests about the public ledger and the receipts of what stands in it. */
export const proofRequests: Record<string, Prepare> = {
  async 'proof.entries'({ story }) {
    const { number, reportKey } = await story.reported();
    return { input: { number }, reportKey };
  },
  async 'proof.seal'({ story }) {
    const { reportKey } = await story.reported();
    return { input: {}, reportKey };
  },
  async 'proof.receipts'(scene) {
    const { reportId, reportKey } = await sealed(scene);
    return { input: { reportId }, reportKey };
  },
  async 'proof.receipt'(scene) {
    const { reportId, reportKey, index } = await sealed(scene);
    return { input: { reportId, index }, reportKey };
  },
  async 'proof.receipt, it is of an entry of somebody else'(scene) {
    const others = await sealed(scene);
    const { reportId, reportKey } = await sealed(scene);
    return { input: { reportId, index: others.index }, reportKey };
  },
};

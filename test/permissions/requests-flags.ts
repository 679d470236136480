import { raiseFlag } from '../../src/resolve/flag/flag.contract.ts';
import { must } from '../world.ts';
import type { Prepare } from './requests.ts';

const flag = { part: 'title', reason: 'insult', words: null } as const;

/** Requests about what should not be shown. */
export const flagRequests: Record<string, Prepare> = {
  async 'flag.listParts'({ story }) {
    const { matterId, reportKey } = await story.accepted();
    return { input: { matterId }, reportKey };
  },
  async 'flag.raise'({ story }) {
    const { matterId, reportKey } = await story.accepted();
    return { input: { matterId, ...flag }, reportKey };
  },
  'flag.list': () => ({ input: {} }),
  async 'flag.decide'({ world, story }) {
    const { matterId } = await story.accepted();
    const { flagId } = must(await world.as('stranger').call(raiseFlag, { matterId, ...flag }));
    return { input: { flagId, decision: 'keep', words: '没有露出谁', newTitle: null, badFaith: false } };
  },
};

import { listFlaggableWords, raiseFlag } from '../../src/resolve/flag/flag.contract.ts';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import type { Story, ToldReport } from '../story.ts';
import { must, type World } from '../world.ts';
import type { Prepare } from './requests.ts';

const flag = { part: 'title', reason: 'insult', words: null } as const;

/** A report that the desk has asked about. */
async function asked(world: World, story: Story): Promise<ToldReport> {
  const report = await story.reported();
  const { reportId } = report;
  must(await world.as('desk1').call(matterOperations.askReporter, { reportId, question: '是哪一层？' }));
  return report;
}

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
  async 'flag.listWords'({ world, story }) {
    const { reportId, reportKey } = await asked(world, story);
    return { input: { reportId }, reportKey };
  },
  async 'flag.raiseWords'({ world, story }) {
    const { reportId, reportKey } = await asked(world, story);
    const { parts } = must(await world.as('resident').call(listFlaggableWords, { reportId }));
    return { input: { reportId, part: parts[0]?.part, reason: 'insult', words: null }, reportKey };
  },
  'flag.list': () => ({ input: {} }),
  async 'flag.decide'({ world, story }) {
    const { matterId } = await story.accepted();
    const { flagId } = must(await world.as('stranger').call(raiseFlag, { matterId, ...flag }));
    return { input: { flagId, decision: 'keep', words: '没有露出谁', newTitle: null, badFaith: false } };
  },
};

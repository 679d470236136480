import { markAbusive } from '../../src/resolve/abuse/abuse.contract.ts';
import { flagOperations } from '../../src/resolve/flag/flag.contract.ts';
import type { Story } from '../story.ts';
import { must, type Visitor, type World } from '../world.ts';
import type { Stop, Stops } from './stops.ts';

/** A title and a reply that were flagged, one that was hidden, one that was kept. */
export async function tellOfFlags(world: World, story: Story) {
  const matter = await story.resolved();
  const { matterId } = matter;
  const raise = async (who: Visitor, part: 'title' | 'reply', words: string | null) => {
    const input = { matterId, part, reason: 'personal-data', words } as const;
    return must(await world.as(who).call(flagOperations.raiseFlag, input)).flagId;
  };
  const decide = (flagId: Awaited<ReturnType<typeof raise>>, decision: 'hide' | 'keep') =>
    world.as('desk1').call(flagOperations.decideFlag, {
      ...{ flagId, decision, words: '照片里看得到门牌', newTitle: null, badFaith: decision === 'keep' },
    });
  must(await decide(await raise('neighbour', 'title', null), 'keep'));
  must(await decide(await raise('resident', 'reply', null), 'hide'));
  await raise('neighbour', 'title', '写着是谁家');
  const { reportId } = await story.reported({ text: '你们都是骗子' });
  must(await world.as('desk1').call(markAbusive, { reportId, reason: 'insult', words: '请好好说' }));
  return { matterId, followed: `/follow/${matter.reportKey}/flag`, abusive: `/desk?report=${reportId}` };
}

/** Where something is flagged, and where the desk decides on it. */
export function abuseStops({ abusive }: Awaited<ReturnType<typeof tellOfFlags>>, report: string): Stop[] {
  return [
    { name: 'marked as abusive', as: 'desk1', at: abusive },
    { name: 'marked without a word', as: 'desk1', at: report, send: '/abuse' },
  ];
}

export function flagStops({ matterId, followed }: Awaited<ReturnType<typeof tellOfFlags>>): Stops {
  const page = `/matters/${matterId}/flag`;
  return {
    '/matters/:matterId/flag': [
      { name: 'to a stranger', as: 'stranger', at: page },
      { name: 'nothing chosen', as: 'resident', at: page, send: '/flags' },
    ],
    '/follow/:reportKey/flag': [
      { name: 'by private link', as: 'stranger', at: followed },
      { name: 'nothing chosen', as: 'stranger', at: followed, send: '/flags' },
    ],
    '/flags': [
      { name: 'filled', as: 'desk1', at: '/flags' },
      { name: 'to the street, who reads', as: 'street', at: '/flags' },
      { name: 'decided without a word', as: 'desk1', at: '/flags', send: '/decide' },
      { name: 'nothing flagged', as: 'desk1', at: '/flags', empty: true },
    ],
  };
}

/** Where words between desk and reporter are flagged: of a report that was asked about, and of one where nothing was said. */
export const wordsStops = (asked: string, waiting: string): Stops => ({
  '/mine/:reportId/flag': [
    { name: 'what the desk asked', as: 'resident', at: `/mine/${asked}/flag` },
    { name: 'nothing chosen', as: 'resident', at: `/mine/${asked}/flag`, send: '/flags' },
    { name: 'nothing was said', as: 'resident', at: `/mine/${waiting}/flag` },
  ],
});

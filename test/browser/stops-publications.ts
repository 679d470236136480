import { publicationOperations } from '../../src/resolve/publication/publication.contract.ts';
import { collectPublications } from '../../src/resolve/publication/publication-collecting.service.ts';
import type { Story } from '../story.ts';
import { must, type World } from '../world.ts';
import type { Stops } from './stops.ts';

/** A matter of whose words some are published, some kept closed and some still wait. */
export async function tellOfPublications(world: World, story: Story) {
  const told = await story.accepted(
    {},
    await story.reported({ text: '我是刘阿姨，住3幢2单元501室，扶手松了，打13900000001' }),
  );
  const resolved = await story.resolved();
  const catchUp = async () => {
    await world.sequence();
    while ((await collectPublications(world.installation.platform, world.here.community)) > 0);
  };
  await catchUp();
  const desk = world.as('desk1');
  for (const [at, decision] of ['publish', 'keep'].entries()) {
    const { items } = must(
      await desk.call(publicationOperations.getPublications, { matterId: resolved.matterId }),
    );
    const item = items[at];
    if (!item) continue;
    must(
      await desk.call(publicationOperations.decidePublication, {
        ...{ publicationId: item.id, version: item.version, decision: decision as 'publish' | 'keep' },
        ...{ text: '扶手松了，昨天差点摔着人', checked: false, reason: null },
      }),
    );
  }
  return { waiting: told.matterId, decided: resolved.matterId, number: resolved.number };
}

/** Where the desk decides what becomes public, and the public list. */
export function publicationStops({
  waiting,
  decided,
  number,
}: Awaited<ReturnType<typeof tellOfPublications>>): Stops {
  return {
    '/matters': [
      { name: 'filled', as: 'stranger', at: '/matters' },
      {
        name: 'filtered and searched',
        as: 'neighbour',
        at: '/matters?status=open&category=FAC06&building=3&q=%E5%81%A5%E8%BA%AB',
      },
      { name: 'nothing found', as: 'stranger', at: '/matters?tier=linked&month=2026-01' },
      { name: 'empty', as: 'stranger', at: '/matters', empty: true },
    ],
    '/matters/filter': [
      { name: 'chosen', as: 'stranger', at: '/matters/filter?status=open&category=FAC06&building=3' },
      { name: 'empty', as: 'stranger', at: '/matters/filter', empty: true },
    ],
    '/publications': [
      { name: 'filled', as: 'desk1', at: '/publications' },
      { name: 'to the street, who reads', as: 'street', at: '/publications' },
      { name: 'nothing waits', as: 'desk1', at: '/publications', empty: true },
    ],
    '/matters/:matterId/publications': [
      { name: 'to look at', as: 'desk1', at: `/matters/${waiting}/publications` },
      { name: 'decided', as: 'desk1', at: `/matters/${decided}/publications` },
      { name: 'to the street, who reads', as: 'street', at: `/matters/${waiting}/publications` },
      {
        name: 'still personal',
        as: 'desk1',
        at: `/matters/${waiting}/publications`,
        send: '/decide',
        written: { text: '打13900000001' },
      },
    ],
  };
}

/** A matter as a stranger finds it by its number, with what was published of it. */
export const publishedStop = ({ number }: { number: string }) =>
  ({ name: 'by its number, with published words', as: 'stranger', at: `/matters/${number}` }) as const;

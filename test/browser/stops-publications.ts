import { publicationOperations } from '../../src/resolve/publication/publication.contract.ts';
import { collectPublications } from '../../src/resolve/publication/publication-collecting.service.ts';
import type { Story } from '../story.ts';
import { must, type World } from '../world.ts';
import type { Stops } from './stops.ts';

const said = { text: '我是刘阿姨，住3幢2单元501室，扶手松了，打13900000001' };

/** A matter whose words wait, and one whose words are published as the scrub proposed them. */
export async function tellOfPublications(world: World, story: Story) {
  const told = await story.accepted({}, await story.reported(said));
  const other = await story.accepted({}, await story.reported(said));
  await world.sequence();
  while ((await collectPublications(world.installation.platform, world.here.community)) > 0);
  const desk = world.as('desk1');
  const { matterId, number } = other;
  for (const item of must(await desk.call(publicationOperations.getPublications, { matterId })).items) {
    must(
      await desk.call(publicationOperations.decidePublication, {
        ...{ publicationId: item.id, version: item.version, decision: 'publish' },
        ...{ text: item.proposal, checked: false, reason: null },
      }),
    );
  }
  return { waiting: told.matterId, decided: matterId, number };
}

/** Where the desk decides what becomes public, and the public list. */
export function publicationStops({
  waiting,
  decided,
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

import { minuteMs } from '../../src/kernel/time.ts';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import { postOf, storyOf, type ToldMatter } from '../story.ts';
import { must, type World } from '../world.ts';
import type { Stop } from './stops.ts';

/** In work; one part taken, one handed back. */
export async function haveAssisted(world: World): Promise<ToldMatter> {
  const { accepted, step } = storyOf(world);
  const told = await accepted({
    mainHandlerPostId: postOf(world, 'handler'),
    assistingPostIds: [postOf(world, 'committee'), postOf(world, 'captain')],
  });
  const [first, second] = told.matter.parts.map(({ id }) => ({ matterId: told.matterId, partId: id }));
  if (!first || !second) throw new Error('two were to assist');
  const { takePart, handBackPart, takeMatter, contactReporter } = matterOperations;
  must(await world.as('committee').call(takePart, first));
  const back = must(
    await world.as('captain').call(handBackPart, { ...second, reason: '楼上不归我这个单元' }),
  );
  const taken = await step({ ...told, version: back.version }, 'handler', takeMatter);
  return step(taken, 'handler', contactReporter, { way: 'visit', note: null, onSite: true });
}

/** What handlers give back, and what main and assisting ones see of parts that are open. */
export function handlingStops(told: { assisted: ToldMatter; dispatched: ToldMatter }): Stop[] {
  const work = `/tasks/${told.assisted.matterId}`;
  const back = `/tasks/${told.dispatched.matterId}?act=return`;
  return [
    { name: 'returned without a reason', as: 'handler', at: back, send: '/return' },
    {
      name: 'signed out meanwhile, the words come back',
      as: 'handler',
      at: back,
      send: '/return',
      written: { reason: 'Not ours.' },
      sentAfterMs: 31 * minuteMs,
    },
    { name: 'parts of those who assist are open', as: 'handler', at: `${work}?act=resolve` },
    { name: 'one’s own part', as: 'committee', at: work },
    { name: 'finished without a word', as: 'committee', at: work, send: '/finish' },
    {
      name: 'handed back without a reason',
      as: 'committee',
      at: `${work}?act=hand-back-part`,
      send: '/hand-back',
    },
  ];
}

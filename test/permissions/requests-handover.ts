import { dateOf } from '../../src/kernel/time.ts';
import { addPerson } from '../../src/people/person/person.service.ts';
import { appoint, closePost, ensureOrganisation } from '../../src/people/post/post.service.ts';
import { getHandover } from '../../src/resolve/handover/handover.contract.ts';
import { postOf } from '../story.ts';
import { must } from '../world.ts';
import type { Prepare, Prepared, Scene } from './requests.ts';

/** A handler's post of somebody new, with one matter, ended or still held. */
async function handing(scene: Scene, ended: boolean): Promise<Prepared> {
  const { world, story, fresh } = scene;
  const { made, here, clock } = world;
  const today = dateOf(clock.now());
  const inHere = <T>(work: Parameters<typeof made.database.write<T>>[1]) =>
    made.database.write<T>(here.community.id, work);
  const postId = await inHere(async (tx) => {
    const organisationId = await ensureOrganisation(tx, 'property-company', '水岸物业');
    const personId = must(await addPerson(tx, { displayName: `师傅${fresh()}` }, clock.now()));
    return must(await appoint(tx, { personId, kind: 'handler', organisationId, heldFrom: today }));
  });
  await story.accepted({ mainHandlerPostId: postId });
  if (ended) await inHere((tx) => closePost(tx, postId, clock.now(), null));
  const { seen } = must(await world.as('desk1').call(getHandover, { postId }));
  return { input: { postId, to: `post:${postOf(world, 'handler')}`, reason: '岗位交接', seen } };
}

/** Requests for handing posts over. */
export const handoverRequests: Record<string, Prepare> = {
  'handover.get': ({ world }) => ({ input: { postId: postOf(world, 'handler') } }),
  'handover.make': (scene) => handing(scene, false),
  'handover.make, the post has ended': (scene) => handing(scene, true),
};

import { addDays, dateOf } from '../../src/kernel/time.ts';
import { beginAbsence } from '../../src/people/absence/absence.contract.ts';
import { postOf } from '../story.ts';
import { must } from '../world.ts';
import type { Prepare, Scene } from './requests.ts';

/** One day away, another one each time: nobody is away twice on one day. */
function captainAway({ world, fresh }: Scene) {
  const from = addDays(dateOf(world.clock.now()), 10 + fresh());
  const deputyPostId = postOf(world, 'otherCaptain');
  return { postId: postOf(world, 'captain'), deputyPostId, from, to: from };
}

/** Requests for who is away and who stands in. */
export const absenceRequests: Record<string, Prepare> = {
  'absence.list': () => ({ input: {} }),
  'absence.begin': (scene) => ({ input: captainAway(scene) }),
  async 'absence.end'(scene) {
    const begun = must(await scene.world.as('captain').call(beginAbsence, captainAway(scene)));
    return { input: { absenceId: begun.absenceId } };
  },
};

import { addDays, dateOf } from '../../src/kernel/time.ts';
import { beginAbsence } from '../../src/people/absence/absence.contract.ts';
import { postOf } from '../story.ts';
import { must, type World } from '../world.ts';
import type { Stops } from './stops.ts';

/** Has somebody be away, with a colleague who stands in. */
export async function tellOfAbsences(world: World) {
  const from = dateOf(world.clock.now());
  const deputyPostId = postOf(world, 'handler');
  const away = { postId: postOf(world, 'colleague'), deputyPostId, from, to: addDays(from, 4) };
  must(await world.as('colleague').call(beginAbsence, away));
  return { captainPostId: postOf(world, 'captain') };
}

/** The pages of who is away. */
export function absenceStops({ captainPostId }: Awaited<ReturnType<typeof tellOfAbsences>>): Stops {
  const ofCaptain = `/absences?post=${captainPostId}`;
  return {
    '/absences': [
      { name: 'who stands in', as: 'handler', at: '/absences' },
      { name: 'choosing for whom', as: 'desk1', at: '/absences?post=choose' },
      { name: 'empty', as: 'captain', at: '/absences', empty: true },
      { name: 'without a deputy', as: 'desk2', at: ofCaptain, send: '/absences' },
      { name: 'of an administrator', as: 'administrator', at: '/absences' },
    ],
  };
}

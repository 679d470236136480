import { addDays, dateOf } from '../../src/kernel/time.ts';
import { beginAbsence } from '../../src/people/absence/absence.contract.ts';
import { endPost } from '../../src/people/post/post.contract.ts';
import { postOf, storyOf } from '../story.ts';
import { must, type World } from '../world.ts';
import type { Stops } from './stops.ts';

/** Has somebody be away, with a colleague who stands in. */
export async function tellOfAbsences(world: World) {
  const from = dateOf(world.clock.now());
  const deputyPostId = postOf(world, 'handler');
  const away = { postId: postOf(world, 'colleague'), deputyPostId, from, to: addDays(from, 4) };
  must(await world.as('colleague').call(beginAbsence, away));
  const ended = postOf(world, 'otherCaptain');
  await storyOf(world).accepted({ mainHandlerPostId: ended });
  must(await world.as('administrator').call(endPost, { id: ended }));
  return { captainPostId: postOf(world, 'captain'), handlerPostId: deputyPostId, endedPostId: ended };
}

/** The pages of who is away, and of posts that change hands. */
export function absenceStops(told: Awaited<ReturnType<typeof tellOfAbsences>>): Stops {
  const { captainPostId, handlerPostId, endedPostId } = told;
  const ofCaptain = `/absences?post=${captainPostId}`;
  return {
    '/absences': [
      { name: 'who stands in', as: 'handler', at: '/absences' },
      { name: 'choosing for whom', as: 'desk1', at: '/absences?post=choose' },
      { name: 'empty', as: 'captain', at: '/absences', empty: true },
      { name: 'without a deputy', as: 'desk2', at: ofCaptain, send: '/absences' },
      { name: 'of an administrator', as: 'administrator', at: '/absences' },
    ],
    '/people/posts/:postId': [
      { name: 'of a post that is held', as: 'administrator', at: `/people/posts/${handlerPostId}` },
      { name: 'of a post that has ended', as: 'desk1', at: `/people/posts/${endedPostId}` },
      { name: 'that is not the desk’s', as: 'desk1', at: `/people/posts/${handlerPostId}` },
      {
        name: 'to nobody yet',
        as: 'administrator',
        at: `/people/posts/${handlerPostId}`,
        send: '/handover',
      },
    ],
  };
}

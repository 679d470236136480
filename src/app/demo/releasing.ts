import { addDays, dateOf, weekdayOf } from '../../kernel/time.ts';
import {
  type PublicationItem,
  publicationOperations,
} from '../../resolve/publication/publication.contract.ts';
import { atTime, type Stage } from './stage.ts';
import type { Plot } from './telling.ts';

const friday = 5;

/**
 * Every Friday afternoon the desk reads what waits to become public and lets it out as the scrub proposes it. What
 * came up since the last Friday is waiting when the story ends.
 */
export async function* release(stage: Stage): Plot {
  const { asker } = stage.cast.post('deskTwo');
  const { listPublications, getPublications, decidePublication } = publicationOperations;
  for (let day = dateOf(stage.now()); ; day = addDays(day, 1)) {
    if (weekdayOf(day) !== friday) continue;
    yield atTime(day, '16:45');
    const { rows } = await stage.act(asker, listPublications, { limit: 100 });
    for (const { matterId } of rows) {
      const { items } = await stage.act(asker, getPublications, { matterId });
      for (const item of items) {
        if (item.state === 'waiting') await stage.act(asker, decidePublication, publish(item));
      }
    }
  }
}

function publish({ id: publicationId, version, proposal: text }: PublicationItem) {
  return { publicationId, version, decision: 'publish', text, checked: true, reason: null } as const;
}

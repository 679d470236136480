import { phraseOperations } from '../../src/resolve/phrase/phrase.contract.ts';
import { must, type World } from '../world.ts';
import type { Stops } from './stops.ts';

/** One of the phrases a community begins with. */
export async function keepPhrase(world: World): Promise<string> {
  const { phrases } = must(await world.as('desk1').call(phraseOperations.listPhrases, {}));
  const [first] = phrases;
  if (!first) throw new Error('a new community has phrases');
  return first.id;
}

/** The pages where phrases are kept. */
export function phraseStops(phraseId: string): Stops {
  // What somebody wrote stands in the page in any language: here in letters that are no finding.
  const unknown = { textZh: '{name}, hello' };
  return {
    '/phrases': [{ name: 'the list', as: 'desk1', at: '/phrases' }],
    '/phrases/new': [
      { name: 'as it is', as: 'administrator', at: '/phrases/new' },
      { name: 'without words', as: 'desk1', at: '/phrases/new', send: '/phrases' },
    ],
    '/phrases/:phraseId': [
      {
        name: 'with what cannot be filled in',
        as: 'desk1',
        at: `/phrases/${phraseId}`,
        send: `/phrases/${phraseId}`,
        written: unknown,
      },
    ],
  };
}

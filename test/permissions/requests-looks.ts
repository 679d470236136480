import type { Prepare } from './requests.ts';

/** Requests for the log of looks. */
export const lookRequests: Record<string, Prepare> = {
  'look.list': () => ({ input: {} }),
  'look.export': () => ({ input: {} }),
  'look.list-own': () => ({ input: {} }),
  'erasure.read': () => ({ input: {} }),
  async 'erasure.ask'({ world, story }) {
    // What the neighbour has said in rows before this one would stand in the way: it becomes the resident's.
    const { neighbour, resident } = world.here.people;
    await world.made.owner`
      update reports set person_id = ${resident.personId} where person_id = ${neighbour.personId}`;
    await story.accepted();
    return { input: { read: 'yes', final: 'yes' } };
  },
  'erasure.withdraw': () => ({ input: {} }),
};

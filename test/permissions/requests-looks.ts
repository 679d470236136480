import type { Prepare } from './requests.ts';

/** Requests for the log of looks. */
export const lookRequests: Record<string, Prepare> = {
  'look.list': () => ({ input: {} }),
  'look.export': () => ({ input: {} }),
  'look.list-own': () => ({ input: {} }),
  'retention.read': () => ({ input: {} }),
  'copy.offer': () => ({ input: {} }),
  'copy.make': () => ({ input: {} }),
  'erasure.read': () => ({ input: {} }),
  async 'erasure.ask'({ world, story }) {
    // What the neighbour has said, or was written down for them, in rows before this one would stand in the way.
    const { community, people } = world.here;
    await world.made.database.write(
      community.id,
      (tx) => tx`
        update reports set person_id = case when person_id is null then null else ${people.resident.personId}::uuid end,
          contact_phone = null
        where community_id = ${tx.community} and (person_id = ${people.neighbour.personId} or contact_phone =
          (select phone from persons where community_id = ${tx.community} and id = ${people.neighbour.personId}))`,
    );
    await story.accepted();
    return { input: { read: 'yes', final: 'yes' } };
  },
  'erasure.withdraw': () => ({ input: {} }),
};

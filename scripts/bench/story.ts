import { prepareCommunity } from '../../src/app/community.ts';
import { tell } from '../../src/app/demo/course.ts';
import { earlierTales } from '../../src/app/demo/founding.ts';
import { playUntil } from '../../src/app/demo/playing.ts';
import { type Cast, setStage } from '../../src/app/demo/setting.ts';
import { openStage, type Stage, type StagePlatform } from '../../src/app/demo/stage.ts';
import { loadCalendar } from '../../src/clocks/calendar/calendar.service.ts';
import { addDays, atMinute, dateOf, type LocalDate } from '../../src/kernel/time.ts';
import { createCommunity } from '../../src/places/community/community.service.ts';
import type { Community } from '../../src/platform/call.ts';
import { publicationOperations } from '../../src/resolve/publication/publication.contract.ts';

const storyDays = 240;

/** Chosen from all over the seven months; fewer are the first of these. */
const mostMatters = 20;

/**
 * A small community whose matters went their whole way through the product's own operations, and whose words were
 * published. `onSet` is called when its places and people stand and nothing has happened yet.
 */
export async function playSmallStory(
  platform: StagePlatform,
  matters: number,
  onSet: (community: Community) => Promise<void>,
): Promise<Community> {
  const ends = addDays(dateOf(platform.clock.now()), -1);
  const begins = addDays(ends, -storyDays);
  platform.clock.set(atMinute(begins, 8 * 60));
  const slug = 'told';
  const made = await createCommunity(platform.database.sql, {
    ...{ slug, name: '样板社区', nameEn: 'Told', streetName: '样板街道' },
    createdAt: platform.clock.now(),
  });
  if (!made.ok) throw new Error(`the community could not be made: ${made.refusal.code}`);
  const community = made.value;
  await prepareCommunity(platform, community);
  const cast = await platform.database.write(community.id, (tx) =>
    setStage(tx, begins, platform.clock.now()),
  );
  await onSet(community);
  await play(platform, community, cast, { ends, matters });
  return community;
}

async function play(
  platform: StagePlatform,
  community: Community,
  cast: Cast,
  { ends, matters }: { ends: LocalDate; matters: number },
): Promise<void> {
  const calendar = await platform.database.read(community.id, loadCalendar);
  const stage = await openStage(platform, community, cast, calendar, ends);
  const every = Math.floor(earlierTales.length / mostMatters);
  const tales = earlierTales.filter((_, index) => index % every === 0).slice(0, matters);
  const tellAll = (meanwhile: Parameters<typeof tell>[3]) =>
    tales.map((tale, index) => tell(stage, tale, index, meanwhile));
  try {
    await playUntil(platform, community, ends, tellAll, () => undefined);
    await publishAll(stage, cast);
    // What publishing wrote into the ledger is numbered and read, too.
    await playUntil(
      platform,
      community,
      ends,
      () => [],
      () => undefined,
    );
  } finally {
    await stage.close();
  }
}

/** Somebody of the desk reads what waits and lets everybody read it. */
async function publishAll(stage: Stage, cast: Cast): Promise<void> {
  const { asker } = cast.post('deskOne');
  const { rows } = await stage.act(asker, publicationOperations.listPublications, { limit: 100 });
  for (const { matterId } of rows) {
    const { items } = await stage.act(asker, publicationOperations.getPublications, { matterId });
    for (const { id: publicationId, version, state, proposal } of items) {
      if (state !== 'waiting') continue;
      const decided = { publicationId, version, decision: 'publish', text: proposal, checked: true } as const;
      await stage.act(asker, publicationOperations.decidePublication, { ...decided, reason: null });
    }
  }
}

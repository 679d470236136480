import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addDays, atMinute, dateOf, daysBetween, type Instant, type LocalDate } from '../../kernel/time.ts';
import { sequence } from '../../ledger/entry/entry.service.ts';
import { openLog } from '../../ledger/log/log.service.ts';
import { appointStreet, createStaffAccount } from '../../people/account/staff-account.service.ts';
import type { PersonId } from '../../people/person/person.contract.ts';
import { addPerson } from '../../people/person/person.service.ts';
import { archiveCommunity, createCommunity } from '../../places/community/community.service.ts';
import type { Community, Platform } from '../../platform/call.ts';
import { settableClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { databaseWithin } from '../../platform/database-within.ts';
import { prepareCommunity } from '../community.ts';
import { makePassword } from '../password.ts';
import * as seed from './cast.seed.ts';
import { tell } from './course.ts';
import { earlierTales } from './founding.ts';
import { playUntil } from './playing.ts';
import { release } from './releasing.ts';
import { type Cast, requireOk, setStage } from './setting.ts';
import { atTime, openStage, type StagePlatform } from './stage.ts';
import { freshReports, shortTales } from './tales-aside.seed.ts';
import { jointAndLinkedTales } from './tales-joint.seed.ts';
import { selfTales } from './tales-self.seed.ts';
import { saidAt, tellShort } from './telling.ts';
import { cosignAll, nameWitnesses } from './witnessing.ts';

/** How somebody signs in, as it is printed once. */
export type DemonstrationAccount = { role: string; signIn: string };

export type DemonstrationOptions = {
  /** The last day of the story: yesterday unless said otherwise. */
  ending?: LocalDate;
  /** With its books closed: it can be read, and nothing in it changes or runs any more. */
  archived?: boolean;
  progress?: (done: number, total: number) => void;
};

/** How long before its end the community is set up: some weeks of preparation, then the seven months of its reports. */
const storyDays = 240;

/**
 * Loads the demonstration: a community at work for seven months, played through the product's own operations
 * by the persons concerned, at the times they would have acted. All of it is one transaction: killed in the
 * middle, nothing of it is there. Exists on private installations only, since its passwords are made to be shown.
 */
export async function loadDemonstration(
  { platform }: { platform: Platform },
  { ending, archived = false, progress = () => undefined }: DemonstrationOptions = {},
): Promise<Outcome<DemonstrationAccount[], 'not-private' | 'ending-ahead' | 'demonstration-exists'>> {
  if (!platform.isPrivate) return refuse('not-private');
  const today = dateOf(platform.clock.now());
  const ends = ending ?? addDays(today, -1);
  if (ends >= today) return refuse('ending-ahead');
  return platform.database.global(async (sql) => {
    const begins = addDays(ends, -storyDays);
    const clock = settableClock(atMinute(begins, 8 * 60));
    const within: StagePlatform = { ...platform, database: databaseWithin(sql), clock };
    const made = await createCommunity(within.database.sql, { ...seed.community, createdAt: clock.now() });
    if (!made.ok) return refuse('demonstration-exists');
    const community = made.value;
    await prepareCommunity(within, community);
    const { database } = within;
    const cast = await database.write(community.id, (tx) => setStage(tx, begins, clock.now()));
    await playStory(within, community, cast, ends, (day) => progress(daysBetween(begins, day), storyDays));
    const accounts = await database.write(community.id, (tx) => openAccounts(tx, cast, begins, clock.now()));
    if (archived) await archiveCommunity(database.sql, community.id);
    progress(storyDays, storyDays);
    const codes = `${platform.baseUrl}/c/${community.slug}/development/messages`;
    const resident = { role: 'resident', signIn: `${seed.resident.phone} / code at ${codes}` };
    return ok([...accounts, resident]);
  });
}

async function playStory(
  platform: StagePlatform,
  community: Community,
  cast: Cast,
  ends: LocalDate,
  onDay: (day: LocalDate) => void,
): Promise<void> {
  const calendar = await platform.database.read(community.id, loadCalendar);
  const stage = await openStage(platform, community, cast, calendar, ends);
  try {
    // Without an address there is no log to vouch for yet (PORT=0): it is begun when the server knows its port.
    const log = await platform.database.write(community.id, (tx) => openLog(tx, platform, community.slug));
    const witnesses = log ? await nameWitnesses(stage) : [];
    await sequence(platform.database, community.id, platform.clock);
    await playUntil(
      platform,
      community,
      ends,
      (meanwhile) => [
        ...[...earlierTales, ...selfTales, ...jointAndLinkedTales].map((tale, index) =>
          tell(stage, tale, index, meanwhile),
        ),
        ...shortTales.map((tale) => tellShort(stage, tale, saidAt(stage, tale), 'deskTwo')),
        ...freshReports.map((tale) => tellShort(stage, tale, atTime(ends, tale.at), 'deskOne')),
        release(stage),
      ],
      onDay,
    );
    await cosignAll(stage, witnesses);
  } finally {
    await stage.close();
  }
}

const roles: readonly [role: string, post: seed.PostName][] = [
  ['administrator', 'administrator'],
  ['desk', 'deskOne'],
  ['desk', 'deskTwo'],
  ['handler', 'repairs'],
  ['captain', 'captain1'],
  ['chair', 'chair'],
];

/** The accounts, with passwords that stand nowhere else. */
async function openAccounts(
  tx: Tx,
  cast: Cast,
  from: LocalDate,
  now: Instant,
): Promise<DemonstrationAccount[]> {
  const accounts: DemonstrationAccount[] = [];
  for (const [role, post] of roles) {
    const seat = seed.posts[post];
    if (!('username' in seat)) throw new Error(`${post} has no user name`);
    const { signIn } = await openAccount(tx, cast.post(post).asker.personId, seat.username, now);
    accounts.push({ role, signIn });
  }
  const { name: displayName, username } = seed.streetOffice;
  const personId = await requireOk(addPerson(tx, { displayName }, now));
  const { accountId, signIn } = await openAccount(tx, personId, username, now);
  await appointStreet(tx, { accountId, displayName, heldFrom: from }, now);
  return [...accounts, { role: 'street', signIn }];
}

/** User names are the installation's: where one is taken, this community's name is added. */
async function openAccount(tx: Tx, personId: PersonId, wanted: string, now: Instant) {
  const password = makePassword();
  for (const username of [wanted, `${wanted}-${seed.community.slug}`]) {
    const made = await createStaffAccount(tx, { personId, username, password, demonstration: true }, now);
    if (made.ok) return { accountId: made.value, signIn: `${username} / ${password}` };
    if (made.refusal.code !== 'username-taken') throw new Error(`no account: ${made.refusal.code}`);
  }
  throw new Error(`the user names ${wanted} and ${wanted}-${seed.community.slug} are taken`);
}

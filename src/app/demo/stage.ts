import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { WorkCalendar } from '../../clocks/calendar/calendar.contract.ts';
import { addBusinessMinutes, addWorkdays, isWorkday } from '../../clocks/calendar/calendar.rules.ts';
import { photoOperations } from '../../collect/photo/photo.contract.ts';
import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { Operation } from '../../kernel/operation.ts';
import { addDays, atMinute, type Instant, type LocalDate } from '../../kernel/time.ts';
import { type Call, type Community, type Platform, writeOrRefuse } from '../../platform/call.ts';
import type { SettableClock } from '../../platform/clock.ts';
import { carryOut } from '../../platform/http/exchange.ts';
import { noLimits } from '../../platform/limits.ts';
import { operations } from '../operations.ts';
import { drawPicture, type PictureName } from './pictures.ts';
import type { Cast } from './setting.ts';

export type StagePlatform = Platform & { clock: SettableClock };

/** Where tales are played: who is there, what time it is, and the product's own operations to act by. */
export type Stage = {
  cast: Cast;
  calendar: WorkCalendar;
  /** The last workday of the story. */
  lastWorkday: LocalDate;
  now(): Instant;
  /** Carries an operation out as somebody; a refusal means that the story itself is wrong. */
  act<Op extends Operation>(
    asker: Asker,
    operation: Op,
    input: z.input<Op['input']>,
  ): Promise<z.output<Op['output']>>;
  /** Sends a drawn picture ahead, as a photo from a telephone. */
  photo(asker: Asker, name: PictureName): Promise<Id<'photo'>>;
  close(): Promise<void>;
};

export async function openStage(
  platform: StagePlatform,
  community: Community,
  cast: Cast,
  calendar: WorkCalendar,
  ending: LocalDate,
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-demonstration-'));
  const act: Stage['act'] = (asker, operation, input) =>
    perform(callAs(platform, community, asker), operation, input);
  return {
    cast,
    calendar,
    lastWorkday: workdayOnOrBefore(calendar, ending),
    now: () => platform.clock.now(),
    act,
    async photo(asker, name) {
      const path = join(folder, `${name}.jpg`);
      const bytes = await drawPicture(name);
      await writeFile(path, bytes);
      const files = [{ field: 'photos', path, bytes: bytes.length, name: `${name}.jpg` }];
      const call = { ...callAs(platform, community, asker), files };
      const { photos } = await perform(call, photoOperations.addPhotos, {});
      const [photo] = photos;
      if (!photo) throw new Error('a photo vanished');
      return photo.photoId;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A call as a request would open it. */
function callAs(platform: StagePlatform, community: Community, asker: Asker): Call {
  const { database, clock } = platform;
  return {
    platform: { ...platform, limits: noLimits },
    community,
    asker,
    locale: 'zh',
    now: clock.now(),
    requestId: 'demonstration',
    sessionToken: null,
    device: { system: 'other', program: 'other' },
    sender: { device: null, address: 'demonstration' },
    files: [],
    read: (work) => database.read(community.id, work),
    write: (work) => writeOrRefuse(database, community.id, work),
    unfinished: null,
    setUnfinished: () => undefined,
    attempt: null,
    setAttempt: () => undefined,
    setSession: () => undefined,
  };
}

async function perform<Op extends Operation>(
  call: Call,
  operation: Op,
  input: z.input<Op['input']>,
): Promise<z.output<Op['output']>> {
  const bound = operations.find((candidate) => candidate.operation === operation);
  if (!bound) throw new Error(`nobody carries out ${operation.name}`);
  const outcome = await carryOut(bound, call, input, undefined);
  if (!outcome.ok) {
    const { code, fields } = outcome.refusal;
    const where = fields?.map(({ path, code: problem }) => `${path} ${problem}`).join(', ') ?? '';
    throw new Error(`the demonstration’s story breaks: ${operation.name} is refused with ${code} ${where}`);
  }
  return outcome.value as z.output<Op['output']>;
}

function workdayOnOrBefore(calendar: WorkCalendar, date: LocalDate): LocalDate {
  let day = date;
  while (!isWorkday(calendar, day)) day = addDays(day, -1);
  return day;
}

/** The day so many workdays before the last one of the story. */
export function workdayBack({ calendar, lastWorkday }: Stage, back: number): LocalDate {
  let day = lastWorkday;
  for (let left = back; left > 0; left--) day = workdayOnOrBefore(calendar, addDays(day, -1));
  return day;
}

/** `09:20` of a day. */
export function atTime(date: LocalDate, time: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return atMinute(date, hours * 60 + minutes);
}

/** After so many minutes in which the desk is open. */
export function afterOpenMinutes({ calendar }: Stage, from: Instant, minutes: number): Instant {
  return addBusinessMinutes(calendar, from, minutes);
}

/** A time of the workday so many workdays after a day. */
export function onWorkdayAfter({ calendar }: Stage, date: LocalDate, count: number, time: string): Instant {
  return atTime(count === 0 ? date : addWorkdays(calendar, date, count), time);
}

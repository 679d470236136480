import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { stranger } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { intakeOperations, voiceOperations } from '../../resolve/matter/matter.operations.contract.ts';
import type { PostName } from './cast.seed.ts';
import type { Chance } from './chance.ts';
import { afterOpenMinutes, atTime, type Stage, workdayBack } from './stage.ts';
import type { ShortTale, Tale, Voice } from './tale.ts';

/**
 * Something that goes on for a while: it gives the instant at which it wants to go on, and is woken then. Many
 * go on side by side, and everything happens in the order of time.
 */
export type Plot = AsyncGenerator<Instant, void, void>;

/** A matter as those who act on it last saw it. */
export type Seen = { id: Id<'matter'>; version: number; isOpen: boolean };

/** Says it the way it was said: by form as oneself, or through somebody who registers it. */
export async function say(stage: Stage, voice: Voice, desk: PostName): Promise<Id<'report'>> {
  const { cast } = stage;
  const neighbour = voice.who === null ? undefined : cast.neighbour(voice.who);
  const isNameless = voice.hides === 'everything' || neighbour === undefined;
  const byForm = voice.through === 'form';
  const self = isNameless ? stranger : neighbour.asker;
  const sender = byForm ? self : cast.post(voice.writtenBy ?? desk).asker;
  const photoIds = voice.shows === undefined ? [] : [await stage.photo(sender, voice.shows)];
  const said = {
    text: voice.says,
    place: cast.place(voice.where),
    photoIds,
    anonymity: isNameless ? 'anonymous' : anonymityOf(voice),
    publicName: voice.known ?? null,
    contact:
      isNameless || byForm ? { name: null, phone: null } : { name: neighbour.name, phone: neighbour.phone },
    categoryGuess: null,
  } as const;
  if (voice.through === 'form') {
    const { submitReport } = reportOperations;
    return (await stage.act(sender, submitReport, { ...said, draftId: null })).reportId;
  }
  const { registerReport } = reportOperations;
  const registered = { ...said, channel: voice.through, occurredAt: null, toldOfPrivacy: true } as const;
  return (await stage.act(sender, registerReport, registered)).reportId;
}

function anonymityOf(voice: Voice) {
  if (voice.known !== undefined) return 'public-name' as const;
  return voice.hides === 'from-handler' ? ('hidden-from-handler' as const) : ('community-only' as const);
}

export function saidAt(stage: Stage, { back, at }: Voice): Instant {
  return atTime(workdayBack(stage, back), at);
}

/** The desk accepts a report and dispatches it in one step. */
export async function accept(
  stage: Stage,
  tale: Tale,
  reportId: Id<'report'>,
  desk: PostName,
  handler: PostName,
): Promise<Seen> {
  const { cast } = stage;
  const { id, version } = await stage.act(cast.post(desk).asker, intakeOperations.acceptReport, {
    reportId,
    publicTitle: tale.title,
    categoryCode: tale.about,
    tier: tale.tier,
    messageToReporter: null,
    mainHandlerPostId: cast.post(handler).id,
    assistingPostIds: (tale.assisting ?? []).map((name) => cast.post(name).id),
    messageToHandlers: null,
  });
  return { id, version, isOpen: true };
}

/** Another report of the same: it joins while the matter is open. */
export async function* joinLater(
  stage: Stage,
  voice: Voice,
  matter: Seen,
  desk: PostName,
  chance: Chance,
): Plot {
  yield saidAt(stage, voice);
  const reportId = await say(stage, voice, desk);
  yield afterOpenMinutes(stage, stage.now(), chance.between(10, 70));
  const { version } = await stage.act(stage.cast.post(desk).asker, intakeOperations.acceptReportInto, {
    reportId,
    matterId: matter.id,
    version: matter.version,
    messageToReporter: null,
  });
  matter.version = version;
}

/** Households that met the same say so, one after the other over the next hours, as long as it is open. */
export async function* agree(stage: Stage, tale: Tale, matter: Seen, chance: Chance): Plot {
  const { cast } = stage;
  const [building = ''] = tale.where.split('-');
  const near = cast.neighboursOf(building);
  const far = ['1', '2', '3', '4', '5', '6', '7', '8'].flatMap((other) => cast.neighboursOf(other));
  const among = (near.length > 0 ? near : far).filter(({ phone }) => !saidBy(stage, tale).includes(phone));
  const first = chance.between(0, among.length - 1);
  for (let voice = 0; voice < (tale.meToo ?? 0); voice++) {
    yield afterOpenMinutes(stage, stage.now(), chance.between(4, 40));
    if (!matter.isOpen) return;
    const neighbour = among[(first + voice) % among.length];
    if (neighbour) await stage.act(neighbour.asker, voiceOperations.meToo, { matterId: matter.id });
  }
}

/** Whoever reported it is counted already. */
function saidBy(stage: Stage, tale: Tale): string[] {
  return [tale, ...(tale.also ?? [])].flatMap(({ who }) =>
    who === null ? [] : [stage.cast.neighbour(who).phone],
  );
}

/** A report that leads to no matter, or that the desk has still to decide on. */
export async function* tellShort(stage: Stage, tale: ShortTale, startsAt: Instant, desk: PostName): Plot {
  yield startsAt;
  const reportId = await say(stage, tale, desk);
  const { ends } = tale;
  if (!ends) return;
  yield afterOpenMinutes(stage, stage.now(), 34);
  const { asker } = stage.cast.post(desk);
  const { message: messageToReporter } = ends;
  if ('rejected' in ends) {
    const { rejectReport } = intakeOperations;
    await stage.act(asker, rejectReport, { reportId, reason: ends.rejected, messageToReporter });
  } else {
    const { redirectReport } = intakeOperations;
    await stage.act(asker, redirectReport, { reportId, channel: ends.redirected, messageToReporter });
  }
}

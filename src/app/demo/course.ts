import { callbackOperations } from '../../followup/callback/callback.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { addDays, dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import { assistingOperations } from '../../resolve/matter/matter.assisting.contract.ts';
import { changeOperations } from '../../resolve/matter/matter.operations.contract.ts';
import { readingOperations } from '../../resolve/matter/matter.reading.contract.ts';
import type { PostName } from './cast.seed.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { afterOpenMinutes, onWorkdayAfter, type Stage } from './stage.ts';
import type { Tale, Word, Work } from './tale.ts';
import { accept, agree, joinLater, type Plot, type Seen, saidAt, say } from './telling.ts';

/** One matter on its way: who works on it, who asks afterwards. */
type Course = {
  stage: Stage;
  tale: Tale;
  matter: Seen;
  reportId: Id<'report'>;
  chance: Chance;
  desk: PostName;
  /** Never whoever worked on it. */
  caller: PostName;
};

const desks = ['deskOne', 'deskTwo'] as const;

/** The way of a matter from the first word to the last; the end of the story may overtake it anywhere. */
export async function* tell(stage: Stage, tale: Tale, index: number, meanwhile: (plot: Plot) => void): Plot {
  const chance = chanceFrom(1_000 + index);
  const desk = desks[index % 2] ?? 'deskOne';
  yield saidAt(stage, tale);
  const reportId = await say(stage, tale, desk);
  yield afterOpenMinutes(stage, stage.now(), tale.urgent ? chance.between(3, 9) : chance.between(12, 85));
  const matter = await accept(stage, tale, reportId, desk, tale.turn?.returned?.by ?? tale.handler);
  for (const voice of tale.also ?? []) meanwhile(joinLater(stage, voice, matter, desk, chance));
  if (tale.meToo !== undefined) meanwhile(agree(stage, tale, matter, chanceFrom(5_000 + index)));
  const other = desks.find((name) => name !== desk) ?? desk;
  const caller = tale.handler === desk ? other : desk;
  const course = { stage, tale, matter, reportId, chance, desk, caller };
  if (tale.turn?.returned) yield* comeBack(course, tale.turn.returned);
  yield* work(course, tale.work, tale.turn);
  if (tale.again) yield* work(course, tale.again, undefined);
}

/** What each step needs of the matter. */
function seen({ matter }: Course) {
  return { matterId: matter.id, version: matter.version };
}

function keep(course: Course, { version }: { version: number }): void {
  course.matter.version = version;
}

async function* comeBack(course: Course, { by, reason }: { by: PostName; reason: string }): Plot {
  const { stage, tale, chance, desk } = course;
  yield afterOpenMinutes(stage, stage.now(), chance.between(40, 150));
  const returned = { ...seen(course), reason, evidencePhotoIds: [] };
  keep(course, await stage.act(stage.cast.post(by).asker, changeOperations.returnMatter, returned));
  yield afterOpenMinutes(stage, stage.now(), chance.between(15, 40));
  const mainHandlerPostId = stage.cast.post(tale.handler).id;
  const again = { ...seen(course), mainHandlerPostId, assistingPostIds: [], messageToHandlers: null };
  keep(course, await stage.act(stage.cast.post(desk).asker, changeOperations.dispatchMatter, again));
}

/** Taken, contacted, perhaps prolonged or suspended, resolved, and asked about. */
async function* work(course: Course, round: Work, turn: Tale['turn']): Plot {
  const { stage, tale, chance } = course;
  const handler = stage.cast.post(tale.handler).asker;
  const startedOn = dateOf(stage.now());
  yield afterOpenMinutes(stage, stage.now(), tale.urgent ? chance.between(4, 12) : chance.between(20, 170));
  keep(course, await stage.act(handler, changeOperations.takeMatter, seen(course)));
  yield afterOpenMinutes(stage, stage.now(), chance.between(15, 60));
  const way = tale.urgent ? 'on-site' : chance.pick(['phone', 'visit', 'on-site'] as const);
  const contact = { ...seen(course), way, note: null, onSite: way !== 'phone' };
  keep(course, await stage.act(handler, changeOperations.contactReporter, contact));
  if (turn?.extended) yield* prolong(course, turn.extended, startedOn);
  const goesOnOn = turn?.suspended ? yield* standStill(course, turn.suspended, startedOn) : startedOn;
  const time = chance.pick(['09:20', '10:35', '14:25', '15:50', '16:40']);
  const planned = onWorkdayAfter(stage, goesOnOn, round.days, time);
  yield Math.max(planned, afterOpenMinutes(stage, stage.now(), 25)) as Instant;
  yield* assist(course);
  const proofPhotoIds = round.proof === undefined ? [] : [await stage.photo(handler, round.proof)];
  const resolved = await stage.act(handler, changeOperations.resolveMatter, {
    ...seen(course),
    result: round.result ?? 'solved',
    reply: round.reply,
    proofPhotoIds,
    whyNoPhoto: proofPhotoIds.length > 0 ? null : '办的时候没有拍照，已经当面请反映人看过。',
  });
  keep(course, resolved);
  course.matter.isOpen = false;
  if (round.word === 'silence') yield* askInVain(course);
  else yield* hear(course, round.word);
}

/** Those who assist take and finish their parts before the whole is resolved. */
async function* assist(course: Course): Plot {
  const { stage, tale, chance } = course;
  const view = await stage.act(stage.cast.post(course.desk).asker, readingOperations.getMatter, {
    matterId: course.matter.id,
  });
  if (view.reader !== 'staff') return;
  for (const name of tale.assisting ?? []) {
    const { asker, id } = stage.cast.post(name);
    const part = view.parts.find(({ handler, endedAt }) => handler.postId === id && endedAt === null);
    if (!part) continue;
    const own = { matterId: course.matter.id, partId: part.id };
    await stage.act(asker, assistingOperations.takePart, own);
    yield afterOpenMinutes(stage, stage.now(), chance.between(5, 20));
    const words = '我们这一份做好了，现场和主办一起看过。';
    await stage.act(asker, assistingOperations.finishPart, { ...own, words, photoIds: [] });
  }
}

async function* prolong(
  course: Course,
  given: NonNullable<NonNullable<Tale['turn']>['extended']>,
  startedOn: LocalDate,
): Plot {
  const { stage, tale, desk } = course;
  const { workingDays } = given;
  yield onWorkdayAfter(stage, startedOn, given.after, '10:20');
  const handler = stage.cast.post(tale.handler).asker;
  const asked = { ...seen(course), workingDays, reason: given.reason };
  keep(course, await stage.act(handler, changeOperations.askExtension, asked));
  yield afterOpenMinutes(stage, stage.now(), 35);
  const answer = { ...seen(course), workingDays, reason: given.answer };
  keep(course, await stage.act(stage.cast.post(desk).asker, changeOperations.extendMatter, answer));
}

/** Gives the day on which work goes on; it resumes by itself, or waits for a vote beyond the end of the story. */
async function* standStill(
  course: Course,
  { after, reason, days, explanation }: NonNullable<NonNullable<Tale['turn']>['suspended']>,
  startedOn: LocalDate,
): AsyncGenerator<Instant, LocalDate, void> {
  const { stage, desk } = course;
  yield onWorkdayAfter(stage, startedOn, after, '15:10');
  const until = days === null ? null : addDays(dateOf(stage.now()), days);
  const { asker } = stage.cast.post(desk);
  const suspended = { ...seen(course), reason, until, explanation };
  keep(course, await stage.act(asker, changeOperations.suspendMatter, suspended));
  if (until === null) yield Number.MAX_SAFE_INTEGER as Instant;
  const goesOnOn = addDays(until ?? startedOn, 1);
  yield onWorkdayAfter(stage, goesOnOn, 1, '08:40');
  const view = await stage.act(asker, readingOperations.getMatter, { matterId: course.matter.id });
  if (view.reader === 'staff') keep(course, view);
  return goesOnOn;
}

/** The reporter's own word, on the page or to whoever rings. */
async function* hear(course: Course, word: Word): Plot {
  const { stage, tale, reportId, caller } = course;
  const answer = {
    solved: word.solved,
    satisfaction: word.satisfaction,
    attitude: Math.min(5, word.satisfaction + 1),
    words: word.says ?? null,
  };
  const resolvedOn = dateOf(stage.now());
  if (word.given === 'on-page' && tale.who !== null) {
    yield onWorkdayAfter(stage, resolvedOn, 0, '19:45');
    const { asker } = stage.cast.neighbour(tale.who);
    const { matterId, version, token } = await stage.act(asker, callbackOperations.getQuestion, {
      matterId: course.matter.id,
    });
    const given = { matterId, version, token, ...answer };
    const view = await stage.act(asker, callbackOperations.answerCallback, given);
    if (view.reader !== 'public') keep(course, view);
    return;
  }
  yield onWorkdayAfter(stage, resolvedOn, 1, '10:15');
  const attempt = { ...seen(course), reportId, way: 'phone', outcome: 'answered', answer } as const;
  keep(course, await stage.act(stage.cast.post(caller).asker, callbackOperations.recordAttempt, attempt));
}

/** Three tries on two days; then seven days of silence close it, and it counts as unrated. */
async function* askInVain(course: Course): Plot {
  const { stage, tale, reportId, caller } = course;
  if (tale.who === null || tale.hides === 'everything') return;
  const resolvedOn = dateOf(stage.now());
  for (const [days, time] of [
    [1, '09:40'],
    [1, '16:20'],
    [2, '10:10'],
  ] as const) {
    yield onWorkdayAfter(stage, resolvedOn, days, time);
    const attempt = { ...seen(course), reportId, way: 'phone', outcome: 'no-answer', answer: null } as const;
    keep(course, await stage.act(stage.cast.post(caller).asker, callbackOperations.recordAttempt, attempt));
  }
}

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { CommunityId, Id } from '../../kernel/id.ts';
import { addMs, dayMs, localDate, parseInstant } from '../../kernel/time.ts';
import { newId } from '../../platform/ids.ts';
import { loadCalendar, seedNationalCalendar, setOwnDay } from '../calendar/calendar.service.ts';
import { deadlineMovedJob } from './deadline.contract.ts';
import {
  dropDeadlines,
  dropLapsed,
  endDeadline,
  extendDeadline,
  foreseeRecount,
  listDeadlines,
  listDue,
  recountDeadlines,
  resumeDeadlines,
  resumeExhausted,
  startDeadline,
  startDeadlines,
  suspendDeadlines,
} from './deadline.service.ts';

const at = (words: string) => parseInstant(`${words.replace(' ', 'T')}+08:00`);
const start = at('2026-11-20 09:00');
const resolveIn5 = { kind: 'resolve', startedAt: start, category: 'W5' } as const;
let made: TestDatabase;

before(async () => {
  made = await testDatabase();
  await made.database.global(seedNationalCalendar);
});

async function newCommunity(): Promise<CommunityId> {
  const id = newId<CommunityId>();
  const slug = `c-${id.slice(-12)}`;
  await made.owner`insert into communities (id, slug, name, created_at) values (${id}, ${slug}, ${slug}, now())`;
  return id;
}

test('deadline: comes back from the database as it was reckoned', async () => {
  const here = await newCommunity();
  const matter = newId<Id>();
  await made.database.write(here, async (tx) => {
    const started = await startDeadline(tx, matter, { ...resolveIn5, category: 'W15', reopenings: 1 });
    assert.deepEqual(await listDeadlines(tx, [matter]), [started]);
    const suspended = await suspendDeadlines(tx, matter, at('2026-11-24 12:00'), 'weather');
    assert.ok(suspended.ok);
    const resumed = await resumeDeadlines(tx, matter, at('2026-11-25 15:00'));
    assert.ok(resumed.ok);
    const extended = await extendDeadline(tx, matter, 2, at('2026-11-26 09:00'));
    assert.ok(extended.ok);
    assert.deepEqual(await listDeadlines(tx, [matter]), [extended.value]);
    const ended = await endDeadline(tx, matter, 'resolve', at('2026-11-27 09:00'));
    assert.equal(ended?.endedAs, 'in-time');
    assert.deepEqual(await listDeadlines(tx, [matter]), [ended]);
  });
});

test('deadline: one of a kind runs at a time, and another after it ended', async () => {
  const here = await newCommunity();
  const matter = newId<Id>();
  await made.database.write(here, (tx) => startDeadline(tx, matter, resolveIn5));
  await assert.rejects(
    made.database.write(here, (tx) => startDeadline(tx, matter, resolveIn5)),
    /deadlines_one_running/,
  );
  await made.database.write(here, async (tx) => {
    assert.equal((await endDeadline(tx, matter, 'resolve', at('2026-12-20 09:00')))?.endedAs, 'late');
    assert.equal(await endDeadline(tx, matter, 'resolve', at('2026-12-20 09:00')), undefined);
    await startDeadline(tx, matter, { ...resolveIn5, startedAt: at('2026-12-21 09:00') });
    assert.equal((await listDeadlines(tx, [matter])).length, 2);
  });
});

test('deadline: refuses to stop, go on or be extended when none runs', async () => {
  const here = await newCommunity();
  const matter = newId<Id>();
  const refused = { ok: false, refusal: { code: 'clock-ended' } };
  await made.database.write(here, async (tx) => {
    await startDeadline(tx, matter, { kind: 'callback', startedAt: start });
    assert.deepEqual(await suspendDeadlines(tx, matter, start, 'weather'), refused);
    assert.deepEqual(await resumeDeadlines(tx, matter, start), refused);
    assert.deepEqual(await extendDeadline(tx, matter, 1, start), refused);
  });
});

test('deadline: lists what is due, most urgent first, without the suspended and the ended', async () => {
  const here = await newCommunity();
  const [late, soon, stopped, done] = [newId<Id>(), newId<Id>(), newId<Id>(), newId<Id>()];
  await made.database.write(here, async (tx) => {
    await startDeadline(tx, late, resolveIn5);
    await startDeadline(tx, soon, { kind: 'accept', startedAt: start });
    await startDeadline(tx, stopped, resolveIn5);
    await suspendDeadlines(tx, stopped, at('2026-11-24 00:00'), 'third-party');
    await startDeadline(tx, done, resolveIn5);
    await endDeadline(tx, done, 'resolve', at('2026-11-24 00:00'));
    const due = await listDue(tx, at('2026-12-31 00:00'));
    assert.deepEqual(
      due.map((deadline) => deadline.subjectId),
      [soon, late],
    );
    assert.deepEqual((await listDue(tx, at('2026-11-20 12:00'))).length, 1);
  });
});

test('deadline: goes on by itself once its suspension is used up', async () => {
  const here = await newCommunity();
  const matter = newId<Id>();
  await made.database.write(here, async (tx) => {
    await startDeadline(tx, matter, { ...resolveIn5, startedAt: at('2026-03-02 09:00') });
    await suspendDeadlines(tx, matter, at('2026-03-04 00:00'), 'third-party');
    const until = addMs(at('2026-03-04 00:00'), 60 * dayMs);
    assert.deepEqual(await resumeExhausted(tx, addMs(until, -1)), []);
    const [resumed] = await resumeExhausted(tx, addMs(until, dayMs));
    assert.equal(resumed?.pauses[0]?.to, until);
    assert.equal(resumed?.dueOn, '2026-05-09');
    assert.deepEqual(await resumeExhausted(tx, addMs(until, dayMs)), []);
  });
});

test('deadline: moves when the calendar does and it is recounted', async () => {
  const here = await newCommunity();
  const [matter, ended] = [newId<Id>(), newId<Id>()];
  await made.database.write(here, async (tx) => {
    await startDeadline(tx, matter, resolveIn5);
    await startDeadline(tx, ended, resolveIn5);
    await endDeadline(tx, ended, 'resolve', at('2026-11-24 00:00'));
    await setOwnDay(tx, localDate('2026-11-25'), 'holiday', '停水');
    const noon = at('2026-11-24 12:00');
    const moved = await recountDeadlines(tx, noon);
    assert.deepEqual(
      moved.map(({ subjectId, dueOn }) => [subjectId, dueOn]),
      [[matter, '2026-11-30']],
    );
    assert.deepEqual(await recountDeadlines(tx, noon), []);
    const jobs =
      await tx`select payload from outbox where community_id = ${here} and kind = ${deadlineMovedJob}`;
    assert.deepEqual(
      jobs.map(({ payload }) => payload),
      [{ subjectId: matter, kind: 'resolve', was: '2026-11-27', dueOn: '2026-11-30' }],
    );
  });
});

test('deadline: one that was missed stays missed, whatever the calendar says afterwards', async () => {
  const here = await newCommunity();
  await made.database.write(here, async (tx) => {
    await startDeadline(tx, newId<Id>(), { kind: 'accept', startedAt: start });
    await setOwnDay(tx, localDate('2026-11-20'), 'holiday', '台风停工');
    const afternoon = at('2026-11-20 15:00');
    assert.deepEqual(await foreseeRecount(tx, await loadCalendar(tx), afternoon), { later: 0, earlier: 0 });
    assert.deepEqual(await recountDeadlines(tx, afternoon), []);
    const morning = at('2026-11-20 10:00');
    assert.deepEqual(await foreseeRecount(tx, await loadCalendar(tx), morning), { later: 1, earlier: 0 });
  });
});

test('deadline: clocks that lost their meaning are dropped, all or some', async () => {
  const here = await newCommunity();
  const matter = newId<Id>();
  await made.database.write(here, async (tx) => {
    await startDeadline(tx, matter, resolveIn5);
    await startDeadline(tx, matter, { kind: 'take', startedAt: start });
    await startDeadline(tx, matter, { kind: 'first-contact', startedAt: start });
    await suspendDeadlines(tx, matter, at('2026-11-24 00:00'), 'weather');
    const orders = await dropDeadlines(tx, matter, at('2026-11-24 09:00'), ['take', 'first-contact']);
    assert.deepEqual(orders.map((deadline) => deadline.kind).sort(), ['first-contact', 'take']);
    const [rest] = await dropDeadlines(tx, matter, at('2026-11-24 09:00'));
    assert.deepEqual([rest?.kind, rest?.endedAs, rest?.suspendedAt], ['resolve', 'dropped', null]);
    assert.deepEqual(await dropDeadlines(tx, matter, at('2026-11-24 09:00')), []);
  });
});

test('deadline: clocks nobody had to keep are dropped once their time is over, batch by batch', async () => {
  const here = await newCommunity();
  await made.database.write(here, async (tx) => {
    const [one, two, later] = [newId<Id>(), newId<Id>(), newId<Id>()];
    const started = await startDeadlines(tx, [one, two], { kind: 'reopen', startedAt: start });
    await startDeadline(tx, later, { kind: 'reopen', startedAt: at('2026-12-20 09:00') });
    await startDeadline(tx, one, resolveIn5);
    const [due] = started;
    assert.ok(due);
    assert.deepEqual(await dropLapsed(tx, 'reopen', due.dueAt, 9), [], 'the due instant is still in time');
    const sizes: number[] = [];
    for (let n = 0; n < 3; n++) sizes.push((await dropLapsed(tx, 'reopen', addMs(due.dueAt, 1), 1)).length);
    assert.deepEqual(sizes, [1, 1, 0]);
    const kept = await listDeadlines(tx, [one, two, later]);
    const running = kept.filter((deadline) => deadline.endedAt === null);
    assert.deepEqual(running.map((deadline) => deadline.kind).sort(), ['reopen', 'resolve']);
    assert.ok(kept.every((deadline) => deadline.endedAs === null || deadline.endedAs === 'dropped'));
  });
});

test('community: does not see another’s deadlines', async () => {
  const [here, there] = [await newCommunity(), await newCommunity()];
  const matter = newId<Id>();
  await made.database.write(here, (tx) => startDeadline(tx, matter, resolveIn5));
  assert.deepEqual(await made.database.read(there, (tx) => listDeadlines(tx, [matter])), []);
  assert.equal(
    await made.database.write(there, (tx) => endDeadline(tx, matter, 'resolve', start)),
    undefined,
  );
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  type Answer,
  addPhotosTo,
  aPerson,
  aPhoto,
  assertRefused,
  collectServer,
  countRows,
  type Person,
  type SentReport,
  submitTo,
} from '../../../test/collect-server.ts';
import { seedCategories } from '../../collect/category/category.service.ts';
import { callbackHandlers } from '../../followup/callback/callback.service.ts';
import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { addDays, dateOf, dayMs, hourMs, type LocalDate, localDate, minuteMs } from '../../kernel/time.ts';
import { joinHousehold, openHousehold } from '../../people/household/household.service.ts';
import { appoint, ensureOrganisation } from '../../people/post/post.service.ts';
import {
  ensureBuilding,
  ensureDwelling,
  ensureEstate,
  ensureStairwell,
} from '../../places/place/place.service.ts';
import type { StaffMatter } from './matter.contract.ts';
import { matterHandlers } from './matter.service.ts';
import { closeSilentMatters, resumeExhaustedMatters } from './matter-time.service.ts';

const server = await collectServer([...matterHandlers, ...callbackHandlers]);
after(() => server.stop());
const { platform, here } = server;
const since = localDate('2026-01-01');

function write<T>(work: Parameters<typeof platform.database.write<T>>[1]): Promise<T> {
  return platform.database.write(here.id, work);
}

await write((tx) => seedCategories(tx));
const desk = await aPerson(server, ['desk']);
const caller = await aPerson(server, ['desk']);
const street: Person = {
  ...(await aPerson(server)),
  posts: [{ id: desk.personId as never, kind: 'street', covers: null }],
};
const resident = await aPerson(server);
const other = await aPerson(server);
const company = await write((tx) => ensureOrganisation(tx, 'property-company', '水岸物业'));
const handler = await aHandler();
const colleague = await aHandler();

async function aHandler(): Promise<Person> {
  const person = await aPerson(server);
  const made = await write((tx) =>
    appoint(tx, { personId: person.personId, kind: 'handler', organisationId: company, heldFrom: since }),
  );
  assert.ok(made.ok);
  return { ...person, posts: [{ id: made.value, kind: 'handler', covers: company }] };
}

const postOf = (person: Person): Id<'post'> => {
  const [post] = person.posts;
  assert.ok(post);
  return post.id;
};

const building = await write(async (tx) => ensureBuilding(tx, await ensureEstate(tx, '水岸阳光'), '3'));
const stairwell = await write((tx) => ensureStairwell(tx, building, '2'));

/** Two persons of one household. */
async function aFamily(door: string): Promise<[Person, Person]> {
  const [one, two] = [await aPerson(server), await aPerson(server)];
  await write(async (tx) => {
    const dwellingId = await ensureDwelling(tx, stairwell, door);
    const householdId = await openHousehold(tx, { dwellingId, occupancy: 'owner', livesFrom: since });
    for (const { personId } of [one, two]) {
      await joinHousehold(tx, { householdId, personId, memberFrom: since });
    }
  });
  return [one, two];
}

const placed = { place: { buildingId: building, words: '' } };

async function accepted(report: SentReport, change: Record<string, unknown> = {}): Promise<StaffMatter> {
  const answer = await decide(desk, report, 'accept', {
    ...{ publicTitle: '3幢楼道灯不亮', categoryCode: 'FAC01', tier: 'self', messageToReporter: null },
    ...{ mainHandlerPostId: postOf(handler), assistingPostIds: [], messageToHandlers: null, ...change },
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as unknown as StaffMatter;
}

const decide = (as: Asker, { reportId }: SentReport, verb: string, body: object): Promise<Answer> =>
  server.post(`/reports/${reportId}/${verb}`, body, { as });

/** Does a step on the sight of the version last answered, and keeps the new one. */
async function step(matter: StaffMatter, as: Asker, verb: string, body: object = {}): Promise<StaffMatter> {
  const answer = await tryStep(matter, as, verb, body);
  assert.equal(answer.status, 200, `${verb}: ${JSON.stringify(answer.body)}`);
  return answer.body as unknown as StaffMatter;
}

const tryStep = (matter: StaffMatter, as: Asker, verb: string, body: object = {}): Promise<Answer> =>
  server.post(`/matters/${matter.id}/${verb}`, { version: matter.version, ...body }, { as });

const contact = { way: 'phone', note: null, onSite: false };
const result = { result: 'solved', reply: '灯泡换了。', proofPhotoIds: [], whyNoPhoto: '太暗，拍不清。' };

async function inProgress(as: Asker = resident, change: Record<string, unknown> = {}): Promise<StaffMatter> {
  const taken = await step(await accepted(await submitTo(server, placed, { as }), change), handler, 'take');
  return step(taken, handler, 'contact', contact);
}

const resolved = async (as: Asker = resident) => step(await inProgress(as), handler, 'resolve', result);

/** Says on the page whether it is solved. */
async function answerAs(as: Asker, id: string, solved: string, words: string | null = null): Promise<Answer> {
  const { body } = await server.get(`/matters/${id}/answer`, { as });
  const given = { solved, satisfaction: null, attitude: null, words };
  return server.post(`/matters/${id}/answer`, { version: body.version, token: body.token, ...given }, { as });
}

function rowsOf<Row extends object>(query: string, id: string): Promise<Row[]> {
  return platform.database.read(
    here.id,
    (tx) => tx.unsafe(query, [id] as never) as unknown as Promise<Row[]>,
  );
}

async function entryTypes(number: string): Promise<string[]> {
  const rows = await rowsOf<{ type: string }>(
    'select type from ledger_pending where number = $1 order by arrival',
    number,
  );
  return rows.map(({ type }) => type);
}

async function countAll(): Promise<Record<string, number>> {
  const tables = [
    'matters',
    'matter_events',
    'ledger_pending',
    'notices',
    'deadlines',
    'callback_attempts',
    'callback_answers',
  ];
  const counted = await Promise.all(tables.map(async (table) => [table, await countRows(server, table)]));
  return Object.fromEntries(counted);
}

test('the loop: from the report to the confirmed matter, each step with its entry and its notice', async () => {
  const matter = await resolved();
  const answer = await answerAs(resident, matter.id, 'yes');
  assert.deepEqual([answer.status, answer.body.state, answer.body.closing], [200, 'closed', 'confirmed']);
  assert.deepEqual(await entryTypes(matter.number), [
    ...['report.received', 'matter.accepted', 'matter.dispatched', 'matter.taken', 'matter.contacted'],
    ...['matter.resolved', 'matter.answered', 'matter.closed'],
  ]);
  const told = await rowsOf<{ template: string }>(
    'select distinct template from notices where subject_id = $1::uuid order by 1',
    matter.id,
  );
  const templates = ['accepted', 'closed', 'dispatched', 'resolved', 'taken', 'to-call-back', 'to-take'];
  assert.deepEqual(
    told.map(({ template }) => template),
    templates.map((name) => `matter.${name}`),
  );
  const running = await rowsOf<{ kind: string }>(
    'select kind from deadlines where subject_id = $1::uuid and ended_at is null',
    matter.id,
  );
  assert.deepEqual(
    running.map(({ kind }) => kind),
    ['reopen'],
  );
});

test('everybody else: is refused each step, and nothing is half-written', async () => {
  const report = await submitTo(server, placed, { as: resident });
  const input = {
    ...{ publicTitle: '灯', categoryCode: 'FAC01', tier: 'self', messageToReporter: null },
    ...{ mainHandlerPostId: null, assistingPostIds: [], messageToHandlers: null },
  };
  const handled = await inProgress(other);
  const dispatched = await accepted(await submitTo(server, placed, { as: resident }));
  const before = await countAll();
  const stranger: Asker = { kind: 'stranger' };
  assertRefused(await server.post(`/reports/${report.reportId}/accept`, input), 404, 'report-not-found');
  assertRefused(await decide(handler, report, 'accept', input), 403, 'desk-only');
  assertRefused(await decide(street, report, 'accept', input), 403, 'street-reads-only');
  assertRefused(
    await decide(desk, report, 'accept', { ...input, categoryCode: 'XXX99' }),
    422,
    'category-unknown',
  );
  const nobody = { ...input, mainHandlerPostId: desk.personId };
  assertRefused(await decide(desk, report, 'accept', nobody), 422, 'handler-unknown');
  const refused: [StaffMatter, Asker, string, object, number, string][] = [
    [dispatched, desk, 'take', {}, 403, 'main-handler-only'],
    [dispatched, resident, 'take', {}, 403, 'main-handler-only'],
    [dispatched, street, 'take', {}, 403, 'street-reads-only'],
    [dispatched, handler, 'contact', contact, 409, 'step-not-possible'],
    [handled, desk, 'contact', contact, 403, 'handler-only'],
    [handled, desk, 'resolve', result, 403, 'main-handler-only'],
    [handled, handler, 'resolve', { ...result, whyNoPhoto: null }, 422, 'proof-missing'],
    [handled, handler, 'resolve', { ...result, proofPhotoIds: [report.reportId] }, 422, 'photo-unknown'],
    [handled, handler, 'extend', { workingDays: 1, reason: '等料' }, 403, 'desk-only'],
    [handled, desk, 'refuse-extension', { reason: '不必' }, 409, 'extension-not-asked'],
    [handled, handler, 'suspend', { reason: 'weather', until: null, explanation: '雨' }, 403, 'desk-only'],
    [handled, desk, 'resume', {}, 409, 'step-not-possible'],
    [handled, stranger, 'withdraw', { reason: null }, 403, 'reporter-only'],
    [handled, resident, 'withdraw', { reason: null }, 403, 'reporter-only'],
  ];
  for (const [matter, as, verb, body, status, code] of refused) {
    const answer = await tryStep(matter, as, verb, body);
    assert.deepEqual([verb, answer.status, answer.body.code], [verb, status, code]);
  }
  assert.deepEqual(await countAll(), before);
});

test('two at once: one wins, the other is told what changed; a neighbour’s voice or a note is no change', async () => {
  const matter = await accepted(await submitTo(server, placed, { as: resident }));
  const [family] = await aFamily('201');
  const voice = await server.post(`/matters/${matter.id}/me-too`, {}, { as: family });
  assert.equal(voice.status, 200, JSON.stringify(voice.body));
  const note = { text: '钥匙在门卫。', photoIds: [], for: 'staff' };
  assert.equal((await server.post(`/matters/${matter.id}/notes`, note, { as: desk })).status, 200);

  const answers = await Promise.all([tryStep(matter, handler, 'take'), tryStep(matter, colleague, 'take')]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  const late = await tryStep(matter, desk, 'reassign', {
    ...{ mainHandlerPostId: postOf(colleague), assistingPostIds: [], reason: '换人' },
  });
  assertRefused(late, 409, 'matter-changed');
  assert.match(JSON.stringify(late.body), /take/);
});

test('household: says “me too” once, whoever of them says it, and the reporter’s own is counted already', async () => {
  const [one, two] = await aFamily('301');
  const [next] = await aFamily('302');
  const matter = await accepted(await submitTo(server, placed, { as: one }));
  const meToo = (as: Asker) => server.post(`/matters/${matter.id}/me-too`, {}, { as });
  assertRefused(await meToo(two), 409, 'household-already-counted');
  assert.equal((await meToo(next)).body.households, 2);
  assertRefused(await meToo(next), 409, 'household-already-counted');
  assertRefused(await meToo(other), 403, 'resident-only');
  assertRefused(await server.post(`/matters/${matter.id}/me-too`, {}), 403, 'resident-only');
});

test('merge: the later lives on in the earlier, its reporters and voices with it; not the other way round', async () => {
  const [one] = await aFamily('401');
  const [two] = await aFamily('402');
  const [three] = await aFamily('501');
  const earlier = await accepted(await submitTo(server, placed, { as: one }));
  platform.clock.advance(minuteMs);
  const later = await accepted(await submitTo(server, placed, { as: two }));
  assert.equal((await server.post(`/matters/${later.id}/me-too`, {}, { as: three })).status, 200);
  const wrongWay = await tryStep(earlier, desk, 'merge', { intoMatterId: later.id });
  assertRefused(wrongWay, 409, 'merge-later-into-earlier');
  const merged = await step(later, desk, 'merge', { intoMatterId: earlier.id });
  assert.deepEqual([merged.state, merged.mergedIntoNumber], ['merged', earlier.number]);
  const { body } = await server.get(`/matters/${earlier.id}`, { as: desk });
  assert.deepEqual([(body.reports as object[]).length, body.households], [2, 3]);
  assert.equal((await server.get(`/matters/${earlier.id}`, { as: two })).body.reader, 'reporter');
});

test('a “no”: reopens at once with half the time, twice; the third goes to the joint meeting', async () => {
  const work = { tier: 'joint', categoryCode: 'PRK05', publicTitle: '车棚加充电口' };
  let matter = await step(await inProgress(resident, work), handler, 'resolve', result);
  const limits: unknown[] = [];
  assertRefused(await answerAs(resident, matter.id, 'no'), 422, 'reason-missing');
  for (const reason of ['还是不够', '又坏了']) {
    const reopened = await answerAs(resident, matter.id, 'no', reason);
    assert.equal(reopened.body.state, 'dispatched', JSON.stringify(reopened.body));
    const seen = (await server.get(`/matters/${matter.id}`, { as: handler })).body as unknown as StaffMatter;
    limits.push(seen.clocks.findLast(({ kind }) => kind === 'resolve')?.dueOn);
    const taken = await step(seen, handler, 'take');
    matter = await step(await step(taken, handler, 'contact', contact), handler, 'resolve', result);
  }
  // From Tuesday 24 November 2026: W15 → W7 → W3.
  assert.deepEqual(limits, ['2026-12-03', '2026-11-27']);
  const last = await answerAs(resident, matter.id, 'no', '还是不行');
  assert.deepEqual([last.body.state, last.body.closing], ['closed', 'unsolved']);
});

test('callback: never by whoever worked on it; a captured answer counts as the reporter’s', async () => {
  const outside = await inProgressOf(desk);
  const matter = await step(outside, desk, 'resolve', result);
  const [report] = matter.reports;
  assert.ok(report);
  const attempt = {
    ...{ reportId: report.id, way: 'phone', outcome: 'answered' },
    answer: { solved: 'partly', satisfaction: 4, attitude: null, words: null },
  };
  assertRefused(await tryStep(matter, desk, 'callback/attempts', attempt), 403, 'worked-on-it');
  assertRefused(await tryStep(matter, handler, 'callback/attempts', attempt), 403, 'desk-only');
  const closed = await step(matter, caller, 'callback/attempts', attempt);
  assert.deepEqual([closed.state, closed.closing], ['closed', 'partly']);
});

/** The desk works in the name of an outside unit. */
async function inProgressOf(worker: Person): Promise<StaffMatter> {
  const change = { mainHandlerPostId: postOf(worker), tier: 'linked', categoryCode: 'PUB03' };
  const taken = await step(
    await accepted(await submitTo(server, {}, { as: resident }), change),
    worker,
    'take',
  );
  return step(taken, worker, 'contact', contact);
}

test('extension: asked once, given once; return: in time, once dispatched anew', async () => {
  const asked = await step(await inProgress(), handler, 'ask-extension', {
    workingDays: 1,
    reason: '等灯具',
  });
  assertRefused(
    await tryStep(asked, handler, 'ask-extension', { workingDays: 1, reason: '再等' }),
    409,
    'extension-already-asked',
  );
  assertRefused(
    await tryStep(asked, desk, 'extend', { workingDays: 2, reason: '多给' }),
    422,
    'extension-too-long',
  );
  const given = await step(asked, desk, 'extend', { workingDays: 1, reason: '同意' });
  assert.equal(given.promisedOn, '2026-11-26');
  assertRefused(
    await tryStep(given, desk, 'extend', { workingDays: 1, reason: '再给' }),
    409,
    'extension-already-given',
  );

  const back = { reason: '不归物业', evidencePhotoIds: [] };
  const returned = await step(
    await accepted(await submitTo(server, placed, { as: resident })),
    handler,
    'return',
    back,
  );
  assert.deepEqual([returned.state, returned.returnedCount, returned.mainHandler], ['returned', 1, null]);
  const anew = { mainHandlerPostId: postOf(colleague), assistingPostIds: [], messageToHandlers: null };
  assert.equal((await step(returned, desk, 'dispatch', anew)).state, 'dispatched');
});

test('photos: come with the result and are read with it; another’s cannot be taken', async () => {
  const [photo] = await addPhotosTo(server, await aPhoto(1));
  const matter = await step(await inProgress(), handler, 'resolve', {
    ...{ ...result, whyNoPhoto: null, proofPhotoIds: [photo] },
  });
  assert.deepEqual(matter.replies[0]?.photoIds, [photo]);
  const again = await tryStep(await inProgress(), handler, 'resolve', { ...result, proofPhotoIds: [photo] });
  assertRefused(again, 422, 'photo-unknown');
});

test('suspension: ends on its day, or when sixty are used up, matter and clock together', async () => {
  const start = platform.clock.now();
  const until = (days: number): LocalDate => addDays(dateOf(platform.clock.now()), days);
  const weather = { reason: 'weather', explanation: '连日下雨' };
  const short = await step(await inProgress(), desk, 'suspend', { ...weather, until: until(3) });
  const long = await step(await inProgress(), desk, 'suspend', { ...weather, until: until(60) });
  assertRefused(
    await tryStep(await inProgress(), desk, 'suspend', { ...weather, until: until(61) }),
    422,
    'suspended-too-long',
  );
  const stateOf = async ({ id }: StaffMatter) =>
    (await server.get(`/matters/${id}`, { as: desk })).body.state;

  platform.clock.set((start + 4 * dayMs) as typeof start);
  await resumeExhaustedMatters(platform, here);
  assert.deepEqual([await stateOf(short), await stateOf(long)], ['in_progress', 'suspended']);
  platform.clock.set((start + 60 * dayMs + hourMs) as typeof start);
  await resumeExhaustedMatters(platform, here);
  assert.equal(await stateOf(long), 'in_progress');
  platform.clock.set((start + 62 * dayMs) as typeof start);
  await resumeExhaustedMatters(platform, here);
  platform.clock.set(start);
});

test('silence: closes seven days after the result, as unrated', async () => {
  const start = platform.clock.now();
  const matter = await resolved();
  assertRefused(await tryStep(matter, desk, 'archive'), 409, 'not-silent-yet');
  platform.clock.set((start + 6 * dayMs) as typeof start);
  await closeSilentMatters(platform, here);
  assert.equal((await server.get(`/matters/${matter.id}`, { as: desk })).body.state, 'done');
  platform.clock.set((start + 8 * dayMs) as typeof start);
  assert.ok((await closeSilentMatters(platform, here)) >= 1);
  const { body } = await server.get(`/matters/${matter.id}`, { as: desk });
  assert.deepEqual([body.state, body.closing], ['closed', 'unrated']);
  assert.equal((await entryTypes(matter.number)).at(-1), 'matter.closed');
  platform.clock.set(start);
});

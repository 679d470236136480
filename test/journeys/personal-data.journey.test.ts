import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '../../src/app/operations.ts';
import { forms, pages } from '../../src/app/pages/pages.ts';
import { startRunner } from '../../src/app/runner.ts';
import { chores, workersOn } from '../../src/app/workers.ts';
import { preferenceOperations } from '../../src/channels/preference/preference.contract.ts';
import { reachOperations } from '../../src/channels/reach/reach.contract.ts';
import { webhookOperations } from '../../src/channels/webhook/webhook.contract.ts';
import { draftOperations } from '../../src/collect/draft/draft.contract.ts';
import { anonymities } from '../../src/collect/report/report.contract.ts';
import { reportOperations } from '../../src/collect/report/report.operations.contract.ts';
import { importReports } from '../../src/collect/report/report-importing.service.ts';
import { callbackOperations } from '../../src/followup/callback/callback.contract.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { parseCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import { tilePath, tilesSince } from '../../src/ledger/tree/tile.ts';
import { newId } from '../../src/platform/ids.ts';
import { openLog } from '../../src/platform/log.ts';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import { publicationOperations } from '../../src/resolve/publication/publication.contract.ts';
import { confession, findPersonal, somebody } from '../personal-data.ts';
import { storyOf, type ToldMatter, type ToldReport } from '../story.ts';
import { must, openWorld, type World } from '../world.ts';

/*
 * Somebody writes everything that gives them away wherever they can write, and every gateway fails. What the public can
 * ask for, what the ledger serves and what the log says must not hold any of it.
 */

let world: World;
const lines: string[] = [];
let told: ToldMatter;
const numbers: string[] = [];

/** Nobody listens there: whatever has to leave the house fails and is written about. */
const nowhere = '127.0.0.1:9';

before(async () => {
  world = await openWorld(
    {
      ...{ SMS_ADAPTER: 'http', SMS_HTTP_URL: `http://${nowhere}/sms`, SMS_HTTP_TOKEN: 'nowhere' },
      ...{ SMTP_URL: `smtp://${nowhere}`, MAIL_FROM: 'ting@example.cn' },
    },
    openLog('trace', { write: (line) => void lines.push(line) }),
  );
  await makePublic();
  const reports = await reportInEveryWay();
  told = await goThroughAllSteps(reports);
  await publishWhatIsProposed();
  await failToSend();
  await askBadly();
  await world.sequence();
});
after(() => world.stop());

/** Search engines are let in, and another program is told: there is as much in the open as there can be. */
async function makePublic(): Promise<void> {
  const administrator = world.as('administrator');
  const { version } = must(await administrator.call(reachOperations.seeReach, {}));
  must(
    await administrator.call(reachOperations.setReach, {
      ...{
        version,
        telephone: '12345',
        telephoneDays: 'daily',
        telephoneFrom: '08:00',
        telephoneUntil: '20:00',
      },
      ...{ quietFrom: '03:00', quietUntil: '03:00', searchable: 'yes', reason: '居民代表会议定的' },
    }),
  );
  const url = `http://${nowhere}/${encodeURIComponent(somebody.account)}`;
  must(
    await administrator.call(webhookOperations.addWebhook, {
      url,
      events: ['report.received', 'matter.accepted'],
    }),
  );
  must(
    await world.as('resident').call(preferenceOperations.setPreferences, {
      ...{ sms: ['progress', 'question'], mail: [], quietFrom: '00:00', quietUntil: '00:00' },
    }),
  );
}

/** At every level of anonymity; by a draft, and for somebody who telephoned; from a file of years before. */
async function reportInEveryWay(): Promise<ToldReport[]> {
  const { buildingId, stairwellId } = world.here.places.homes.resident;
  const place = { buildingId, stairwellId, words: confession.slice(0, 80) };
  const contact = { name: somebody.name, phone: somebody.phone };
  const reports: ToldReport[] = [];
  for (const anonymity of anonymities) {
    const isNobody = anonymity === 'anonymous';
    reports.push(
      must(
        await world.as(isNobody ? 'stranger' : 'resident').call(reportOperations.submitReport, {
          ...{ text: `${anonymity}：${confession}`, place, photoIds: [], draftId: null, categoryGuess: null },
          ...{ anonymity, publicName: anonymity === 'public-name' ? '一位热心人' : null },
          contact: isNobody ? { name: null, phone: null } : contact,
        }),
      ),
    );
  }
  const resident = world.as('resident');
  const { draftId } = must(await resident.call(draftOperations.beginDraft, { text: confession }));
  must(await resident.call(draftOperations.writeDraft, { draftId, text: `${confession}。` }));
  must(
    await world.as('desk1').call(reportOperations.registerReport, {
      ...{ text: `电话里说：${confession}`, place, photoIds: [], categoryGuess: null, contact },
      ...{ anonymity: 'hidden-from-handler', publicName: null, channel: 'phone', occurredAt: null },
      toldOfPrivacy: true,
    }),
  );
  await world.made.database.write(world.here.community.id, async (tx) => {
    const line = {
      ...{ text: `文件里：${confession}`, place: { words: confession.slice(0, 80) }, locale: 'zh' as const },
      ...{ anonymity: 'community-only' as const, publicName: null, contact },
      occurredAt: parseInstant('2020-05-31T02:00:00Z'),
      ...{ source: `${somebody.account}.csv`, sourceId: somebody.phone },
    };
    must(await importReports(tx, [line], world.clock.now()));
  });
  numbers.push(...reports.map(({ number }) => number));
  return reports;
}

/** From acceptance to a reopening, with words wherever an act takes some; others are refused and redirected. */
async function goThroughAllSteps([open, usual, hidden, nobody]: ToldReport[]): Promise<ToldMatter> {
  assert.ok(open && usual && hidden && nobody);
  const desk = world.as('desk1');
  const story = storyOf(world);
  const messageToReporter = confession;
  await desk.call(reportOperations.addToReport, { reportId: usual.reportId, text: confession, photoIds: [] });
  must(
    await desk.call(matterOperations.rejectReport, {
      ...{ reportId: hidden.reportId, reason: 'already-decided', messageToReporter },
    }),
  );
  must(
    await desk.call(matterOperations.redirectReport, {
      ...{ reportId: nobody.reportId, channel: 'other', messageToReporter },
    }),
  );
  const handlerPostId = held(world.here.people.handler.postId);
  let matter = await story.accepted(
    { messageToReporter, messageToHandlers: confession, mainHandlerPostId: handlerPostId },
    usual,
  );
  await story.accepted({ messageToReporter }, open);
  const { matterId } = matter;
  matter = await story.step(matter, 'handler', matterOperations.takeMatter);
  matter = await story.step(matter, 'handler', matterOperations.contactReporter, {
    way: 'phone',
    note: confession,
    onSite: false,
  });
  for (const visibleTo of ['reporter-and-staff', 'staff'] as const) {
    const note = { matterId, text: confession, photoIds: [], for: visibleTo };
    must(await world.as('handler').call(matterOperations.addNote, note));
  }
  matter = await story.step(matter, 'handler', matterOperations.askExtension, {
    workingDays: 2,
    reason: confession,
  });
  const resolution = { result: 'solved', reply: confession, proofPhotoIds: [], whyNoPhoto: confession };
  matter = await story.step(matter, 'handler', matterOperations.resolveMatter, resolution);
  const { token } = must(await world.as('resident').call(callbackOperations.getQuestion, { matterId }));
  const answer = { token, solved: 'no', satisfaction: 1, attitude: 1, words: confession };
  return story.step(matter, 'resident', callbackOperations.answerCallback, answer);
}

function held<Value>(value: Value | null): Value {
  assert.ok(value !== null);
  return value;
}

/** What the scrub proposes is released, without the words by which neighbours would know who it is. */
async function publishWhatIsProposed(): Promise<void> {
  const { platform } = world.installation;
  await world.sequence();
  for (const name of ['collect publications', 'count figures', 'tell webhooks'])
    await chores[name]?.run(platform, world.here.community);
  const desk = world.as('desk1');
  const { items } = must(await desk.call(publicationOperations.getPublications, { matterId: told.matterId }));
  assert.ok(items.length > 0);
  for (const item of items) {
    const text = item.proposal?.replaceAll(somebody.words, '夜里很吵');
    if (text === undefined) continue;
    await desk.call(publicationOperations.decidePublication, {
      ...{ publicationId: item.id, version: item.version, decision: 'publish', text },
      ...{ checked: false, reason: null },
    });
  }
}

/** The runner tries to send what waits, and cannot. */
async function failToSend(): Promise<void> {
  world.clock.advance(120_000);
  const runner = startRunner(world.installation.platform, workersOn(world.installation), {});
  const waiting = () =>
    world.made.database.read(world.here.community.id, async (tx) => {
      const [row] = await tx<{ count: number }[]>`
        select count(*)::integer as count from outbox where attempts = 0 and run_at <= ${world.clock.now()}`;
      return row?.count ?? 0;
    });
  while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  await runner.stop();
}

const bad = encodeURIComponent(`${somebody.name} ${somebody.phone}`);
/** An address whose every blank is filled with what nobody should read. */
const filled = (path: string) => path.replaceAll(/:\w+(\([^)]*\))?/g, bad);

/** Every operation, form and page, asked with personal data where it takes any, where it takes none, and broken off. */
async function askBadly(): Promise<void> {
  const { url, here } = world;
  const [home, api] = [`${url}/c/${here.community.slug}`, `${url}/api/c/${here.community.slug}`];
  const query = new URLSearchParams({ q: confession, phone: somebody.phone, name: somebody.name }).toString();
  const json = JSON.stringify({
    ...somebody,
    text: confession,
    contact: somebody,
    place: { words: confession },
  });
  for (const visitor of ['stranger', 'desk1'] as const) {
    const headers = await world.headersOf(visitor);
    const ask = async (address: string, init: RequestInit = {}): Promise<void> => {
      const answer = await fetch(address, {
        ...init,
        redirect: 'manual',
        headers: { ...headers, ...init.headers },
      });
      await answer.arrayBuffer();
    };
    const type = { 'content-type': 'application/json' };
    for (const { operation } of operations) {
      const { method, path } = operation;
      const body = method === 'GET' ? null : json;
      await ask(`${api}${filled(path)}?${query}`, { method, body, headers: body === null ? {} : type });
    }
    for (const { operation } of forms)
      await ask(`${home}${filled(operation.path)}`, { method: 'POST', body: new URLSearchParams(query) });
    for (const { path } of pages) await ask(`${home}${filled(path)}?${query}`);
    await ask(`${api}/reports`, { method: 'POST', body: json.slice(0, -9), headers: type });
    await ask(`${api}/reports`, {
      method: 'POST',
      body: json,
      headers: { 'content-type': `text/${somebody.account}` },
    });
    await ask(`${home}/${bad}%ZZ?${query}`);
    await ask(`${url}/${bad}`, { method: 'DELETE', headers: { 'x-report-key': somebody.account } });
    await ask(`${url}/ledger/${bad}/tile/${bad}`);
  }
}

/** Asks as a stranger and gives what came back, whatever it is. */
async function ask(address: string): Promise<{ status: number; text: string; type: string }> {
  const answer = await fetch(address, { headers: { 'accept-language': 'zh' }, redirect: 'manual' });
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
  const said = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return { status: answer.status, text: `${said}\n${text}`, type: answer.headers.get('content-type') ?? '' };
}

/** Every address that a stranger comes to by following links, from the doors that are known to all. */
async function crawl(): Promise<ReadonlyMap<string, string>> {
  const { url, here } = world;
  const home = `/c/${here.community.slug}`;
  const known = [
    ...['/', home, `${home}/matters`, `${home}/figures`, `${home}/promises`, `${home}/sitemap.xml`],
    ...[
      `${home}/feeds/matters.atom`,
      '/robots.txt',
      '/metrics',
      '/healthz',
      '/readyz',
      '/api',
      '/api/openapi.json',
    ],
    ...numbers.flatMap((number) => [`${home}/matters/${number}`, `${home}/feeds/matters/${number}.atom`]),
  ];
  const found = new Map<string, string>();
  const queue = [...known];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    // Filters multiply: two of them together lead to nothing that one alone does not.
    if (found.has(path) || (path.match(/&/g) ?? []).length > 1 || path.startsWith('/assets/')) continue;
    const { text } = await ask(`${url}${path}`);
    found.set(path, text);
    for (const [, link = ''] of text.matchAll(
      /(?:href|src|location:)\s*=?\s*"?((?:https?:\/\/[^"\s<]*)?\/[^"\s<]*)/g,
    )) {
      const next = new URL(link.replaceAll('&amp;', '&'), url);
      if (next.origin === url) queue.push(`${next.pathname}${next.search}`);
    }
  }
  return found;
}

/** Every question of every operation that only reads, asked as a stranger about the things that there are. */
async function readAll(): Promise<ReadonlyMap<string, string>> {
  const { url, here } = world;
  const known: Readonly<Record<string, string>> = {
    ...{
      matterId: told.matterId,
      reportId: told.reportId,
      number: told.number,
      community: here.community.slug,
    },
  };
  const found = new Map<string, string>();
  for (const { operation } of operations.filter(({ operation }) => operation.method === 'GET')) {
    const path = operation.path.replaceAll(/:(\w+)/g, (_blank, name: string) => known[name] ?? newId());
    found.set(operation.name, (await ask(`${url}/api/c/${here.community.slug}${path}`)).text);
  }
  return found;
}

function assertNothing(found: ReadonlyMap<string, string>): void {
  const leaks = [...found].flatMap(([where, text]) =>
    findPersonal(text).map((what) => `${where} holds ${what}`),
  );
  assert.deepEqual(leaks, []);
}

describe('somebody who told everything', () => {
  test('the search finds them in every way they could be written', () => {
    for (const text of Object.values(somebody)) {
      const padded = `前${text}后`;
      const written = [
        ...[padded, encodeURIComponent(padded), JSON.stringify(padded)],
        ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}${padded}`).toString('base64')),
        Buffer.from(padded).toString('hex'),
      ];
      for (const one of written) assert.notDeepEqual(findPersonal(one), [], one);
    }
    assert.deepEqual(findPersonal('居民反映楼道灯不亮，13900000001'), []);
  });

  test('stands in no public page, feed, list, file or answer', async () => {
    const found = await crawl();
    assert.ok(found.size > 30, `${found.size} addresses`);
    for (const path of [`/c/here/matters/${told.number}`, '/metrics', '/c/here/sitemap.xml', '/robots.txt'])
      assert.match(found.get(path) ?? '', /./, path);
    assert.match(found.get('/c/here/sitemap.xml') ?? '', new RegExp(told.number));
    assertNothing(found);
    assertNothing(await readAll());
  });

  test('is not found by a search in the open either', async () => {
    for (const text of Object.values(somebody)) {
      const list = `${world.url}/api/c/here/public/matters?q=${encodeURIComponent(text)}`;
      const { rows } = (await (await fetch(list)).json()) as { rows: unknown[] };
      assert.deepEqual(rows, [], text);
    }
  });

  test('stands in no file of the ledger, which tells of every step', async () => {
    const at = `${world.url}/ledger/${world.here.community.slug}`;
    const checkpoint = await (await fetch(`${at}/checkpoint`)).text();
    const { size } = must(parseCheckpoint(`${checkpoint.split('\n\n')[0]}\n`));
    const parts = tilesSince(0, size).flatMap((tile) =>
      tile.level === 0 ? [tile, { ...tile, level: 'entries' as const }] : [tile],
    );
    const paths = ['checkpoint', 'vkey', ...parts.map((part) => tilePath(part))];
    const found = new Map<string, string>();
    for (const path of paths) {
      const answer = await fetch(`${at}/${path}`);
      assert.equal(answer.status, 200, path);
      found.set(path, Buffer.from(await answer.arrayBuffer()).toString('utf8'));
    }
    const all = [...found.values()].join('');
    for (const type of [
      'report.received',
      'report.rejected',
      'report.redirected',
      'matter.resolved',
      'matter.reopened',
    ])
      assert.ok(all.includes(type), type);
    assertNothing(found);
  });

  test('stands in no line of the log, though requests were refused, malformed and could not be sent on', () => {
    const asked = lines.filter((line) => line.includes('"msg":"request"'));
    assert.ok(asked.length > 2 * operations.length, `${asked.length} requests`);
    for (const status of [403, 404, 422])
      assert.ok(
        asked.some((line) => line.includes(`"status":${status}`)),
        `${status}`,
      );
    assertNothing(new Map(lines.map((line, index) => [`line ${index}, ${line}`, line])));
  });
});

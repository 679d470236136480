import '../count-argon2.ts';

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { forms } from '../../src/app/pages/pages.ts';
import { requestLostKey } from '../../src/collect/lost-key/lost-key.contract.ts';
import type { Operation } from '../../src/kernel/operation.ts';
import { dayMs, minuteMs } from '../../src/kernel/time.ts';
import { readMe, signInWithCode } from '../../src/people/account/account.contract.ts';
import { maxFailures } from '../../src/people/account/account.rules.ts';
import { issuePasswordLink } from '../../src/people/recovery/recovery.contract.ts';
import { stepMs } from '../../src/people/second-factor/second-factor.rules.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';
import { argon2Calls } from '../count-argon2.ts';
import { codeShown, enrolled, formBrowser, secretOf } from '../second-factor.ts';
import { makeStaff, staffPassword } from '../sign-in.ts';
import { countStatements, type StatementCounter } from '../statement-counter.ts';
import { storyOf } from '../story.ts';
import { must, openWorld, type World } from '../world.ts';

let world: World;
let counter: StatementCounter;
let serial = 0;

before(async () => {
  world = await openWorld();
});
after(() => world.stop());

const chosen = '七月的风吹了一整个白天';
const freshPhone = () => `133${String(++serial).padStart(8, '0')}`;
const api = (path: string) => `${world.url}/api/c/here${path}`;
const isNobody = async (session: string | null) =>
  must(await world.as({ session: session ?? '' }).call(readMe, {})).person === null;

/** Staff who sign in by password alone. */
async function worker() {
  const phone = freshPhone();
  return makeStaff(world.made, world.here.community, { username: `worker${serial}`, phone });
}

/** An answer, and all that was done for it. */
type Told = { status: number; body: string; cookie: string[]; statements: string[]; argon2: number };

const send = (path: string, input: object) =>
  fetch(api(path), {
    ...{ method: 'POST', body: JSON.stringify(input) },
    headers: { 'content-type': 'application/json' },
  });

async function tell(path: string, input: object): Promise<Told> {
  counter.verbs();
  argon2Calls();
  const response = await send(path, input);
  const { status } = response;
  const body = (await response.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
  const cookie = response.headers.getSetCookie();
  // A transaction that only read ends a little later, together with whatever comes next on its line.
  const statements = counter.verbs().filter((verb) => verb !== 'commit');
  return { status, body, cookie, statements, argon2: argon2Calls() };
}

/** Tells the first apart from none of the others: in what they say, and in the work they cause. */
function assertAlike(told: readonly [string, Told][]): void {
  const [first, ...others] = told;
  assert.ok(first && others.length > 0);
  assert.ok(first[1].statements.length > 0, 'statements were counted');
  for (const [name, answer] of others) assert.deepEqual(answer, first[1], `${name} against ${first[0]}`);
}

describe('a guesser learns nothing', () => {
  let direct: Database;
  before(async () => {
    const { platform } = world.installation;
    direct = platform.database;
    counter = await countStatements(world.made.ways.application);
    platform.database = await openDatabase(counter.options, { max: 6 });
    // Everybody here has just been sent a code.
    world.clock.advance(10 * minuteMs);
  });
  after(async () => {
    const { platform } = world.installation;
    await platform.database.close();
    platform.database = direct;
    counter.close();
  });

  test('of names: unknown, impossible, wrong, locked with the right word, and without a password', async () => {
    const { username } = await worker();
    const locked = (await worker()).username;
    for (let i = 0; i < maxFailures; i++)
      await tell('/account/sign-in', { username: locked, password: 'wrong' });
    await tell('/account/sign-in', { username: 'warming.up', password: 'wrong' });
    const told: [string, Told][] = [];
    for (const [name, input] of [
      ['a wrong password', { username, password: 'wrong' }],
      ['an unknown name', { username: 'nobody.of.this.name', password: 'wrong' }],
      ['an impossible name', { username: "'; drop table accounts; --", password: 'wrong' }],
      ['the right password of a locked name', { username: locked, password: staffPassword }],
      ['a wrong password of a locked name', { username: locked, password: 'wrong' }],
    ] as const)
      told.push([name, await tell('/account/sign-in', input)]);
    assert.equal(told[0]?.[1].argon2, 1, 'a password was worked on');
    assert.equal(told[0]?.[1].status, 401);
    assertAlike(told);
  });

  test('of numbers: asked for a code, and trying one, whether they are known or not', async () => {
    const known = world.here.people.neighbour.phone;
    const unknown = freshPhone();
    await tell('/account/codes', { phone: freshPhone() });
    assertAlike([
      ['a known number', await tell('/account/codes', { phone: known })],
      ['an unknown number', await tell('/account/codes', { phone: unknown })],
    ]);
    const wrongFor = async (phone: string) => {
      const code = (await world.codeSentTo(phone)) === '000000' ? '111111' : '000000';
      return tell('/account/sign-in-with-code', { phone, code });
    };
    await wrongFor(known);
    assertAlike([
      ['a known number', await wrongFor(known)],
      ['an unknown number', await wrongFor(unknown)],
    ]);
  });

  test('of reports: number and phone that belong together, and those that do not', async () => {
    const phone = freshPhone();
    const { reportKey } = await storyOf(world).reported({ contact: { name: null, phone } });
    const number = reportKey.split('-').slice(0, 2).join('-');
    await tell('/lost-report-keys', { number, phone: freshPhone() });
    const { path } = requestLostKey;
    const told: [string, Told][] = [];
    for (const [name, input] of [
      ['the right pair', { number, phone }],
      ['another phone', { number, phone: freshPhone() }],
      ['another number', { number: '2026-9999', phone: freshPhone() }],
    ] as const)
      told.push([name, await tell(path, input)]);
    assert.equal(told[0]?.[1].status, 200);
    assertAlike(told);
  });

  test('of links to a password: used, replaced, too old and invented', async () => {
    const link = async (personId: Parameters<typeof issue>[0]) => (await issue(personId)).split('/').at(-1);
    const issue = async (personId: Awaited<ReturnType<typeof worker>>['personId']) =>
      must(await world.as('administrator').call(issuePasswordLink, { personId })).link;
    const [one, two, three] = [await worker(), await worker(), await worker()];
    const old = await link(three.personId);
    world.clock.advance(dayMs);
    const used = await link(one.personId);
    const replaced = await link(two.personId);
    await link(two.personId);
    const use = (token: string | undefined) => tell(`/account/password-links/${token}`, { chosen });
    assert.equal((await use(used)).status, 200);
    const told: [string, Told][] = [];
    for (const [name, token] of Object.entries({ used, replaced, old, invented: 'a'.repeat(43) }))
      told.push([name, await use(token)]);
    assert.equal(told[0]?.[1].status, 410);
    assertAlike(told);
  });
});

describe('a session somebody else planted', () => {
  const held = async () => {
    const { username } = await worker();
    const browser = formBrowser(world);
    await browser.send('/account/sign-in', { username, password: staffPassword });
    return browser.session() ?? '';
  };

  /** Signs in in a browser with that session, and gives every token it had on the way. */
  async function assertFresh(
    planted: string,
    steps: (browser: ReturnType<typeof formBrowser>) => Promise<void>,
  ) {
    const browser = formBrowser(world, planted);
    await steps(browser);
    const own = browser.session();
    assert.ok(own !== null && own !== planted, 'the token is a new one');
    assert.ok(!(await isNobody(own)));
    assert.ok(await isNobody(planted), 'whoever planted it holds nothing');
  }

  test('is over with a password, also one that was never given out', async () => {
    for (const planted of [await held(), 'a'.repeat(43), 'x']) {
      const { username } = await worker();
      await assertFresh(planted, async (browser) => {
        await browser.send('/account/sign-in', { username, password: staffPassword });
      });
    }
  });

  test('is over with a code from the telephone', async () => {
    const phone = freshPhone();
    await assertFresh(await held(), async (browser) => {
      await browser.send('/account/codes', { phone });
      await browser.send('/account/sign-in-with-code', { phone, code: await world.codeSentTo(phone) });
    });
  });

  test('is over with a second factor, whether shown or set up, at each of the steps', async () => {
    const { username, secret } = await enrolled(world);
    world.clock.advance(stepMs);
    await assertFresh(await held(), async (browser) => {
      await browser.send('/account/sign-in', { username, password: staffPassword });
      const half = browser.session();
      await browser.send('/account/sign-in/second-factor', { code: codeShown(secret, world.clock.now()) });
      assert.notEqual(browser.session(), half);
      assert.ok(await isNobody(half));
    });
    const phone = freshPhone();
    const staff = { username: `newcomer${serial}`, phone, demonstration: false };
    await makeStaff(world.made, world.here.community, staff);
    await assertFresh(await held(), async (browser) => {
      await browser.send('/account/sign-in', { username: staff.username, password: staffPassword });
      const half = browser.session();
      const code = codeShown(await secretOf(world, browser), world.clock.now());
      await browser.send('/account/second-factor', { code });
      assert.notEqual(browser.session(), half);
      assert.ok(await isNobody(half));
    });
  });
});

describe('what let somebody in once', () => {
  test('a code from the telephone: does not again, here or next door', async () => {
    const phone = freshPhone();
    await send('/account/codes', { phone });
    const given = { phone, code: await world.codeSentTo(phone) };
    assert.equal((await send('/account/sign-in-with-code', given)).status, 200);
    assert.equal((await send('/account/sign-in-with-code', given)).status, 422);
    const nextDoor = await world.browser(world.there).call(signInWithCode, given);
    assert.ok(!nextDoor.ok);
  });

  test('a code of the authenticator and one from paper: do not again, in the same browser or another', async () => {
    const { username, secret, recoveryCodes } = await enrolled(world);
    world.clock.advance(stepMs);
    const shown = codeShown(secret, world.clock.now());
    for (const code of [shown, recoveryCodes[0] ?? '']) {
      const statuses = [];
      for (let round = 0; round < 2; round++) {
        const browser = formBrowser(world);
        await browser.send('/account/sign-in', { username, password: staffPassword });
        statuses.push((await browser.send('/account/sign-in/second-factor', { code })).status);
      }
      assert.deepEqual(statuses, [303, 422]);
    }
  });

  test('a token of a session: does not after signing out, nor after a new password', async () => {
    const { username, personId } = await worker();
    const [browser, other] = [formBrowser(world), formBrowser(world)];
    for (const one of [browser, other])
      await one.send('/account/sign-in', { username, password: staffPassword });
    const [token, stolen] = [browser.session(), other.session()];
    await browser.send('/account/sign-out', {});
    assert.ok(await isNobody(token));
    assert.ok(!(await isNobody(stolen)));
    const { link } = must(await world.as('administrator').call(issuePasswordLink, { personId }));
    await send(`/account/password-links/${link.split('/').at(-1)}`, { chosen });
    assert.ok(await isNobody(stolen));
  });
});

describe('another site, in the browser of an administrator', () => {
  /** An address of an operation with something in the place of each part that varies. */
  const filled = (operation: Operation) =>
    operation.path.replaceAll(/:\w+/g, '01890000-0000-7000-8000-000000000000');
  const changing = () => forms.map(({ operation }) => operation).filter(({ method }) => method !== 'GET');
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ];

  test('no form of ours takes what it sends, however it is sent', async () => {
    const { cookie = '' } = await world.headersOf('administrator');
    assert.ok(changing().length > 50);
    for (const operation of changing()) {
      const url = `${world.url}/c/here${filled(operation)}`;
      for (const headers of foreign) {
        const body = new URLSearchParams({ _csrf: 'f'.repeat(64), _from: '/c/here' });
        const answer = await fetch(url, {
          ...{ method: 'POST', body, redirect: 'manual' },
          headers: { ...headers, cookie },
        });
        await answer.text();
        assert.equal(answer.status, 403, `${operation.name} ${JSON.stringify(headers)}`);
      }
    }
    assert.ok(!(await isNobody(cookie.split('=')[1] ?? null)), 'still signed in');
  });

  test('no operation takes what it sends: as JSON, as a form, or as text that is JSON', async () => {
    const { cookie = '' } = await world.headersOf('administrator');
    const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', ''];
    for (const operation of changing()) {
      for (const type of types) {
        const headers = { cookie, ...foreign[0], ...(type && { 'content-type': type }) };
        const answer = await fetch(api(filled(operation)), { method: operation.method, body: '{}', headers });
        await answer.text();
        const wanted = type === '' || type === 'text/plain' ? 415 : 403;
        assert.equal(answer.status, wanted, `${operation.name} as ${type}`);
      }
    }
  });

  test('text that is JSON is taken from nobody, wherever they come from', async () => {
    const { cookie = '' } = await world.headersOf('administrator');
    for (const origin of [world.url, 'https://evil.example']) {
      const headers = { cookie, origin, 'content-type': 'text/plain' };
      for (const url of [api('/account/sign-out'), `${world.url}/c/here/account/sign-out`]) {
        const answer = await fetch(url, { method: 'POST', body: '{}', headers });
        assert.equal(answer.status, 415, `${url} from ${origin}`);
      }
    }
  });

  test('a token of another session is none, and neither is a list of tokens', async () => {
    const { cookie = '' } = await world.headersOf('administrator');
    const page = await fetch(`${world.url}/c/here/sign-in`).then((answer) => answer.text());
    const nobodys = /name="_csrf" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
    assert.notEqual(nobodys, '');
    for (const path of ['/c/here/account/sign-out', '/display']) {
      const body = new URLSearchParams([
        ['_csrf', nobodys],
        ['theme', 'dark'],
      ]);
      for (const sent of [body, new URLSearchParams([...body, ['_csrf', 'x']])]) {
        const answer = await fetch(world.url + path, {
          ...{ method: 'POST', body: sent, headers: { cookie }, redirect: 'manual' },
        });
        assert.ok(answer.status === 403 || answer.status === 303, `${path} ${answer.status}`);
        assert.deepEqual(answer.headers.getSetCookie(), []);
      }
    }
    assert.ok(!(await isNobody(cookie.split('=')[1] ?? null)));
  });
});

describe('an address to go on to', () => {
  const bad = [
    ...['//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '\\/evil.example'],
    ...['https://evil.example', 'https:evil.example', 'https:/evil.example', 'javascript:alert(1)'],
    ...['/\t/evil.example', '/\n/evil.example', '\t//evil.example', ' //evil.example', '/ /evil.example'],
    ...['/.//evil.example', '/..//evil.example', '/x/..//evil.example', '/%2e//evil.example'],
    ...['/x/%2e%2e//evil.example', '//me@evil.example', '@evil.example', '/\r\nset-cookie: a=b'],
  ];
  const harmless = [
    '/@evil.example',
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '/\u0001',
    '/小区',
    '/a?b=//c',
  ];

  /** Where a browser that stands on our page is led. */
  function leadsHome(location: string | null, what: string): void {
    const to = new URL(location ?? '', `${world.url}/c/here/`);
    assert.equal(to.origin, world.url, `${JSON.stringify(what)} leads to ${location}`);
    // Written down again, as pages do, it must not become another site's.
    assert.ok(!to.pathname.startsWith('//'), `${JSON.stringify(what)} leads to ${location}`);
  }

  for (const address of [...bad, ...harmless]) {
    test(`${JSON.stringify(address)}: stays here`, async () => {
      const chosen = encodeURIComponent(address);
      const manual = { redirect: 'manual' } as const;
      const language = await fetch(`${world.url}/language/en?returnTo=${chosen}`, manual);
      assert.equal(language.status, 303);
      if (bad.includes(address)) assert.equal(language.headers.get('location'), '/');
      leadsHome(language.headers.get('location'), address);
      const post = (url: string, fields: Record<string, string>, cookie = '') =>
        fetch(url, {
          ...{ ...manual, method: 'POST', body: new URLSearchParams(fields) },
          headers: { origin: world.url, cookie },
        });
      const display = await post(`${world.url}/display`, { _from: address, theme: 'dark' });
      leadsHome(display.headers.get('location'), address);
      const { cookie = '' } = await world.headersOf('desk1');
      const acted = await post(`${world.url}/c/here/account/sessions/end-others`, { _from: address }, cookie);
      assert.equal(acted.status, 303);
      leadsHome(acted.headers.get('location'), address);
      const { username = '' } = world.here.people.desk2;
      const given = { username: username ?? '', password: staffPassword, _next: address };
      leadsHome((await post(`${world.url}/c/here/account/sign-in`, given)).headers.get('location'), address);
      const page = await fetch(`${world.url}/c/here/sign-in/staff?next=${chosen}`);
      const next = /name="_next" value="([^"]*)"/.exec(await page.text())?.[1];
      leadsHome(next ?? '//missing', address);
    });
  }
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeShown, enrolled, formBrowser, halfSignedIn, secretOf } from '../../../test/second-factor.ts';
import { makeStaff, staffPassword } from '../../../test/sign-in.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { minuteMs } from '../../kernel/time.ts';
import {
  changePassword,
  readAccount,
  readMe,
  signInWithPassword,
  signOut,
} from '../account/account.contract.ts';
import { listPeople } from '../directory/directory.contract.ts';
import { endOneSession, endOtherSessions, listSessions } from '../session/session.contract.ts';
import {
  confirmSecondFactor,
  readEnrolment,
  renewRecoveryCodes,
  signInWithSecondFactor,
} from './second-factor.contract.ts';
import { stepMs } from './second-factor.rules.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

const holder = (session: string | null) => world.as({ session: session ?? '' });
const now = () => world.clock.now();

/** A browser of their own after name and password: half signed in. */
async function passwordGiven(username: string, planted: string | null = null) {
  const browser = formBrowser(world, planted);
  const sent = await browser.send('/account/sign-in', { username, password: staffPassword });
  assert.match(sent.leadsTo, /\/sign-in\/second-factor\?next=/);
  return browser;
}

const giveCode = (browser: { session(): string | null }, code: string) =>
  holder(browser.session()).call(signInWithSecondFactor, { code });

describe('staff without a second factor: the first sign-in', () => {
  test('can do nothing but set one up', async () => {
    const { browser } = await halfSignedIn(world, 'administrator');
    const half = holder(browser.session());
    assert.equal(must(await half.call(readMe, {})).person, null);
    assert.equal(codeOf(await half.call(listPeople, {})), 'desk-only');
    assert.equal(codeOf(await half.call(readAccount, {})), 'not-signed-in');
    assert.equal(codeOf(await half.call(listSessions, {})), 'not-signed-in');
    assert.equal(codeOf(await half.call(signInWithSecondFactor, { code: '000000' })), 'sign-in-again');
    assert.ok((await half.call(readEnrolment, {})).ok);
  });

  test('a right code of the new secret opens the whole session, under another token', async () => {
    const { browser, username } = await halfSignedIn(world);
    const planted = browser.session();
    const secret = await secretOf(world, browser);
    const wrong = await holder(planted).call(confirmSecondFactor, { code: '000000' });
    assert.equal(codeOf(wrong), 'second-factor-wrong');
    const { leadsTo } = await browser.send('/account/second-factor', { code: codeShown(secret, now()) });
    assert.match(leadsTo, /\/account\/recovery-codes\?codes=/);
    assert.notEqual(browser.session(), planted);
    assert.equal(must(await holder(planted).call(readMe, {})).person, null);
    const account = must(await holder(browser.session()).call(readAccount, {}));
    assert.deepEqual([account.username, account.secondFactor?.state], [username, 'set']);
    assert.equal(account.secondFactor?.recoveryCodesLeft, 10);
    assert.deepEqual(
      account.events.map(({ kind, by }) => [kind, by]),
      [['second-factor-set', 'self']],
    );
  });

  test('is over after ten minutes', async () => {
    const { browser } = await halfSignedIn(world);
    const secret = await secretOf(world, browser);
    world.clock.advance(10 * minuteMs);
    const late = holder(browser.session()).call(confirmSecondFactor, { code: codeShown(secret, now()) });
    assert.equal(codeOf(await late), 'sign-in-again');
  });

  test('the secret stands sealed in the database, the recovery codes as hashes', async () => {
    const { secret, recoveryCodes } = await enrolled(world);
    assert.equal(recoveryCodes.length, 10);
    const stored = await world.made.database.global(
      (sql) => sql`select row_to_json(f)::text as f from second_factors f
        union all select row_to_json(c)::text from recovery_codes c
        union all select row_to_json(s)::text from sessions s`,
    );
    const all = JSON.stringify(stored);
    for (const open of [
      secret.replaceAll(' ', ''),
      ...recoveryCodes.flatMap((code) => [code, code.replace('-', '')]),
    ])
      assert.ok(!all.includes(open));
  });

  test('the recovery codes are shown to their owner alone, for ten minutes', async () => {
    const { browser, codesPage, recoveryCodes } = await enrolled(world);
    const [first = ''] = recoveryCodes;
    const other = await enrolled(world);
    assert.ok(!(await other.browser.open(codesPage)).text.includes(first));
    assert.ok(!(await formBrowser(world).open(codesPage)).text.includes(first));
    assert.ok((await browser.open(codesPage)).text.includes(first));
    world.clock.advance(10 * minuteMs);
    assert.ok(!(await browser.open(codesPage)).text.includes(first));
  });
});

describe('staff with a second factor', () => {
  test('need the code; the session it opens is under another token, whatever was planted', async () => {
    const { username, secret } = await enrolled(world);
    world.clock.advance(stepMs);
    const planted = (await enrolled(world)).browser.session();
    const browser = await passwordGiven(username, planted);
    const half = browser.session();
    assert.notEqual(half, planted);
    assert.equal(must(await holder(half).call(readMe, {})).person, null);
    assert.equal(must(await holder(planted).call(readMe, {})).person, null, 'what was planted is over');
    const next = `/c/${world.here.community.slug}/desk`;
    const code = codeShown(secret, now());
    const sent = await browser.send('/account/sign-in/second-factor', { code, _next: next });
    assert.equal(sent.leadsTo, next);
    assert.notEqual(browser.session(), half);
    assert.equal(must(await holder(half).call(readMe, {})).person, null);
    assert.equal(must(await holder(browser.session()).call(readMe, {})).person?.displayName, username);
  });

  test('a code is taken once: again, in another browser, or two at the same moment', async () => {
    const { username, secret } = await enrolled(world);
    world.clock.advance(stepMs);
    const [one, two, three] = [
      await passwordGiven(username),
      await passwordGiven(username),
      await passwordGiven(username),
    ];
    const code = codeShown(secret, now());
    const both = await Promise.all([giveCode(one, code), giveCode(two, code)]);
    assert.deepEqual(both.map(({ ok }) => ok).sort(), [false, true]);
    assert.equal(codeOf(await giveCode(three, code)), 'second-factor-wrong');
  });

  test('the code that set it up does not sign in', async () => {
    const { username, secret } = await enrolled(world);
    const browser = await passwordGiven(username);
    assert.equal(codeOf(await giveCode(browser, codeShown(secret, now()))), 'second-factor-wrong');
  });

  test('five wrong codes lock it for fifteen minutes, the right one and paper included', async () => {
    const { username, secret, recoveryCodes } = await enrolled(world);
    world.clock.advance(stepMs);
    const browser = await passwordGiven(username);
    const tries = Array.from({ length: 6 }, () => giveCode(browser, 'aaaaa-aaaaa'));
    for (const answer of await Promise.all(tries)) assert.equal(codeOf(answer), 'second-factor-wrong');
    const [paper = ''] = recoveryCodes;
    assert.equal(codeOf(await giveCode(browser, codeShown(secret, now()))), 'second-factor-wrong');
    assert.equal(codeOf(await giveCode(browser, paper)), 'second-factor-wrong');
    world.clock.advance(15 * minuteMs);
    const again = await passwordGiven(username);
    assert.ok((await giveCode(again, paper)).ok, 'a try during the lock has not spent it');
  });

  test('a recovery code signs in once, and the account tells of it', async () => {
    const { username, recoveryCodes } = await enrolled(world);
    const [paper = ''] = recoveryCodes;
    const [one, two] = [await passwordGiven(username), await passwordGiven(username)];
    const sent = await one.send('/account/sign-in/second-factor', { code: ` ${paper.toUpperCase()} ` });
    assert.equal(sent.status, 303);
    assert.equal(codeOf(await giveCode(two, paper)), 'second-factor-wrong');
    const account = must(await holder(one.session()).call(readAccount, {}));
    assert.equal(account.secondFactor?.recoveryCodesLeft, 9);
    assert.equal(account.events[0]?.kind, 'recovery-code-used');
  });

  test('another’s code and another’s recovery code are wrong ones', async () => {
    const [one, other] = [await enrolled(world), await enrolled(world)];
    world.clock.advance(stepMs);
    const browser = await passwordGiven(one.username);
    const [paper = ''] = other.recoveryCodes;
    assert.equal(codeOf(await giveCode(browser, paper)), 'second-factor-wrong');
    assert.equal(codeOf(await giveCode(browser, codeShown(other.secret, now()))), 'second-factor-wrong');
  });

  test('another telephone takes over when its code is right; new recovery codes void the old', async () => {
    const { browser, username, secret, recoveryCodes } = await enrolled(world);
    const own = holder(browser.session());
    const wrongWord = await own.call(renewRecoveryCodes, { password: 'not the password' });
    assert.equal(codeOf(wrongWord), 'password-wrong');
    const renewed = must(await own.call(renewRecoveryCodes, { password: staffPassword })).recoveryCodes;
    await browser.send('/account/second-factor/begin', { password: staffPassword });
    const next = await secretOf(world, browser);
    assert.notEqual(next, secret);
    world.clock.advance(stepMs);
    const elsewhere = await passwordGiven(username);
    const [old = ''] = recoveryCodes;
    assert.equal(codeOf(await giveCode(elsewhere, old)), 'second-factor-wrong');
    assert.ok((await giveCode(elsewhere, codeShown(secret, now()))).ok, 'the old telephone still counts');
    await browser.send('/account/second-factor', { code: codeShown(next, now()) });
    world.clock.advance(stepMs);
    const after = await passwordGiven(username);
    assert.equal(codeOf(await giveCode(after, codeShown(secret, now()))), 'second-factor-wrong');
    assert.equal(codeOf(await giveCode(after, renewed[0] ?? '')), 'second-factor-wrong');
    assert.ok((await giveCode(after, codeShown(next, now()))).ok);
  });
});

describe('the way on after signing in', () => {
  for (const bad of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/ /evil.example',
    '/\t/evil.example',
  ]) {
    test(`${JSON.stringify(bad)}: is not taken, neither at the password nor at the code`, async () => {
      const home = `/c/${world.here.community.slug}`;
      const { username, secret } = await enrolled(world);
      world.clock.advance(stepMs);
      const browser = formBrowser(world);
      const first = await browser.send('/account/sign-in', { username, password: staffPassword, _next: bad });
      assert.equal(
        first.leadsTo,
        `${home}/sign-in/second-factor?next=${encodeURIComponent(`${home}/start`)}`,
      );
      const page = await browser.open(`/sign-in/second-factor?next=${encodeURIComponent(bad)}`);
      assert.match(page.text, /name="_next" value="\/"/);
      const second = await browser.send('/account/sign-in/second-factor', {
        code: codeShown(secret, now()),
        _next: bad,
      });
      assert.equal(second.leadsTo, `${home}/start`);
    });
  }
});

describe('requests from another site', () => {
  test('change nothing, whichever way they are sent', async () => {
    const { browser, username } = await enrolled(world);
    const before = must(await holder(browser.session()).call(listSessions, {})).sessions.length;
    await passwordGiven(username);
    const home = `${world.url}/c/${world.here.community.slug}`;
    const cookie = `sunshine_session=${browser.session()}`;
    const form = { method: 'POST', redirect: 'manual' } as const;
    const body = () => new URLSearchParams({ current: staffPassword, chosen: '别人替你想的一句话啊' });
    for (const headers of [
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'null' },
      { cookie, 'sec-fetch-site': 'cross-site' },
      { cookie, 'sec-fetch-site': 'same-site', origin: world.url },
      { cookie },
    ] as Record<string, string>[]) {
      for (const path of ['/account/password', '/account/sessions/end-others', '/account/sign-out']) {
        const answer = await fetch(`${home}${path}`, { ...form, headers, body: body() });
        assert.equal(answer.status, 403, `${path} ${JSON.stringify(headers)}`);
      }
    }
    const after = must(await holder(browser.session()).call(listSessions, {}));
    assert.equal(after.sessions.length, before + 1);
  });
});

describe('sessions', () => {
  test('staff: see their own, the current first, and end one or all others', async () => {
    const { browser, username, secret } = await enrolled(world);
    const others = [];
    for (let i = 0; i < 2; i++) {
      world.clock.advance(stepMs);
      const other = await passwordGiven(username);
      await other.send('/account/sign-in/second-factor', { code: codeShown(secret, now()) });
      others.push(other);
    }
    const half = await passwordGiven(username);
    const own = holder(browser.session());
    const { sessions } = must(await own.call(listSessions, {}));
    assert.deepEqual(sessions.map(({ current, halfOpen }) => [current, halfOpen]).sort(), [
      [false, false],
      [false, false],
      [false, true],
      [true, false],
    ]);
    assert.equal(sessions[0]?.current, true);
    const [second] = must(await holder(others[0]?.session() ?? null).call(listSessions, {})).sessions;
    assert.ok(second);
    assert.ok((await own.call(endOneSession, { sessionId: second.id })).ok);
    assert.equal(codeOf(await own.call(endOneSession, { sessionId: second.id })), 'session-unknown');
    assert.equal(must(await holder(others[0]?.session() ?? null).call(readMe, {})).person, null);
    assert.equal(must(await own.call(endOtherSessions, {})).ended, 2);
    assert.equal(codeOf(await giveCode(half, '000000')), 'sign-in-again');
    assert.equal(must(await own.call(listSessions, {})).sessions.length, 1);
  });

  test('resident: sees where, and never another’s', async () => {
    const resident = world.as('resident');
    const neighbours = must(await world.as('neighbour').call(listSessions, {})).sessions;
    const mine = must(await resident.call(listSessions, {})).sessions;
    assert.ok(mine.every(({ id }) => neighbours.every((other) => other.id !== id)));
    const [theirs] = neighbours;
    assert.ok(theirs);
    assert.equal(codeOf(await resident.call(endOneSession, { sessionId: theirs.id })), 'session-unknown');
    assert.ok(must(await world.as('neighbour').call(readMe, {})).person);
  });

  test('no address is kept of where somebody signed in', async () => {
    const columns = await world.made.database.global(
      (sql) => sql<{ name: string }[]>`
        select column_name as name from information_schema.columns where table_name = 'sessions' order by 1`,
    );
    assert.deepEqual(
      columns.map(({ name }) => name),
      [
        ...['account_id', 'awaits', 'created_at', 'device_program', 'device_system', 'id', 'kind'],
        ...['last_seen_at', 'pending_secret', 'token_hash'],
      ],
    );
  });
});

describe('the own password', () => {
  test('staff: change it with the present one, and every other session is over', async () => {
    const username = 'changer';
    await makeStaff(world.made, world.here.community, { username, phone: '13911110000' });
    const [browser, other] = [formBrowser(world), formBrowser(world)];
    for (const one of [browser, other])
      await one.send('/account/sign-in', { username, password: staffPassword });
    const own = holder(browser.session());
    const chosen = '七月的风吹了一整个白天';
    for (const [current, wanted, code] of [
      ['wrong', chosen, 'password-wrong'],
      [staffPassword, 'short', 'password-too-short'],
      [staffPassword, `my name is ${username}`, 'password-too-easy'],
    ] as const)
      assert.equal(codeOf(await own.call(changePassword, { current, chosen: wanted })), code);
    assert.ok((await own.call(changePassword, { current: staffPassword, chosen })).ok);
    assert.equal(must(await holder(other.session()).call(readMe, {})).person, null);
    assert.ok(must(await own.call(readMe, {})).person);
    const client = world.browser();
    assert.equal(
      codeOf(await client.call(signInWithPassword, { username, password: staffPassword })),
      'sign-in-failed',
    );
    assert.ok((await client.call(signInWithPassword, { username, password: chosen })).ok);
    assert.ok((await client.call(signOut, {})).ok);
  });
});

describe('demonstration accounts', () => {
  test('do without a second factor and say so; where others reach the installation they are nobody', async () => {
    const { platform } = world.installation;
    const desk = world.as('desk1');
    assert.equal(must(await desk.call(readAccount, {})).secondFactor?.state, 'waived');
    platform.isPrivate = false;
    try {
      assert.equal(codeOf(await desk.call(readAccount, {})), 'not-signed-in');
      const username = world.here.people.desk1.username ?? '';
      const refused = await world.browser().call(signInWithPassword, { username, password: staffPassword });
      assert.equal(codeOf(refused), 'demonstration-only');
    } finally {
      platform.isPrivate = true;
    }
    assert.ok((await desk.call(readAccount, {})).ok);
  });
});

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  type IdentityIssuer,
  openIssuer,
  useIssuer,
  type Walker,
  walker,
} from '../../../test/identity-issuer.ts';
import { codeShown, enrolled } from '../../../test/second-factor.ts';
import { makeStaff, signInByPhone, staffPassword } from '../../../test/sign-in.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { minuteMs } from '../../kernel/time.ts';
import { readAccount, readMe } from '../account/account.contract.ts';
import type { PersonId } from '../person/person.contract.ts';
import { readAccountOf, unbindIdentityOf } from '../recovery/recovery.contract.ts';
import { stepMs } from '../second-factor/second-factor.rules.ts';
import { beginBinding, readIdentity, unbindIdentity } from './identity.contract.ts';
import { forgetAttempts } from './identity-binding.service.ts';

let world: World;
let issuer: IdentityIssuer;
let serial = 0;

before(async () => {
  world = await openWorld();
  issuer = await openIssuer(`${world.url}/sign-in/return`);
});
beforeEach(() => useIssuer(world, issuer));
after(async () => {
  await issuer.stop();
  await world.stop();
});

const session = (browser: Walker) => browser.cookie('sunshine_session');
const holder = (browser: Walker) => world.as({ session: session(browser) ?? '' });
const isNobody = async (browser: Walker) => must(await holder(browser).call(readMe, {})).person === null;
const bindLink = (page: string) => /\/account\/bind\?token=[0-9a-f]{64}/.exec(page)?.[0];

/** Staff just signed in by password and telephone, with somebody's identity in mind. */
async function justSignedIn() {
  serial += 1;
  const staff = await enrolled(world);
  const browser = walker(world);
  browser.setCookie('sunshine_session', staff.browser.session() ?? '');
  return { ...staff, browser, subject: `subject-${serial}` };
}

/** The same, bound to an identity of their own by the link on their account's page. */
async function bound() {
  const staff = await justSignedIn();
  issuer.sitter = { subject: staff.subject };
  const link = bindLink((await staff.browser.walk('/account')).text);
  assert.ok(link);
  const arrived = await staff.browser.walk(link);
  assert.match(arrived.url, /\/account\?done=identity-bound$/);
  assert.match(arrived.text, /绑定好了/);
  return staff;
}

/** Staff of the demonstration, signed in by password alone. */
async function demonstrator() {
  serial += 1;
  const { username, personId } = await makeStaff(world.made, world.here.community, {
    ...{ username: `demonstrator${serial}`, phone: `135${String(serial).padStart(8, '0')}` },
  });
  const browser = walker(world);
  await browser.send('/account/sign-in', { username, password: staffPassword });
  return { username, personId, browser };
}

describe('staff whose account is bound', () => {
  test('sign in by the provider and then by their telephone, and go on to where they wanted', async () => {
    const { subject, secret, username } = await bound();
    world.clock.advance(stepMs);
    issuer.sitter = { subject };
    const browser = walker(world);
    const next = `/c/${world.here.community.slug}/account`;
    const half = await browser.walk(`/sign-in/provider?next=${encodeURIComponent(next)}`);
    assert.match(half.url, /\/sign-in\/second-factor\?next=%2Fc%2Fhere%2Faccount$/);
    assert.ok(await isNobody(browser));
    const code = codeShown(secret, world.clock.now());
    const arrived = await browser.send('/account/sign-in/second-factor', { code, _next: next });
    assert.equal(new URL(arrived.url).pathname, next);
    assert.equal(must(await holder(browser).call(readMe, {})).person?.displayName, username);
  });

  test('get a session under a token of its own, whatever was planted, and once more with the code', async () => {
    const { subject, secret } = await bound();
    world.clock.advance(stepMs);
    const planted = (await demonstrator()).browser;
    const browser = walker(world);
    browser.setCookie('sunshine_session', session(planted));
    issuer.sitter = { subject };
    await browser.walk('/sign-in/provider');
    const half = session(browser);
    assert.ok(half);
    assert.notEqual(half, session(planted));
    assert.ok(await isNobody(planted), 'what was planted is over');
    await browser.send('/account/sign-in/second-factor', { code: codeShown(secret, world.clock.now()) });
    assert.notEqual(session(browser), half);
    assert.equal(must(await world.as({ session: half }).call(readMe, {})).person, null);
    assert.ok(!(await isNobody(browser)));
  });

  test('without a second factor: set one up first', async () => {
    const { browser, personId } = await demonstrator();
    issuer.sitter = { subject: 'without a second factor' };
    const arrived = await browser.walk(bindLink((await browser.walk('/account')).text) ?? '');
    assert.match(arrived.url, /done=identity-bound$/);
    await world.made.database.global(
      (sql) => sql`update accounts set second_factor_waived = false
        where id = (select account_id from identities where subject = 'without a second factor')`,
    );
    const again = walker(world);
    assert.match((await again.walk('/sign-in/provider')).url, /\/account\/second-factor\?next=/);
    assert.ok(await isNobody(again));
    assert.ok(personId);
  });

  const statements: [what: string, accepted: object, says: object, isAsked: boolean][] = [
    ['a method the settings accept', { amr: ['otp'] }, { amr: ['pwd', 'otp'] }, false],
    ['a context the settings accept', { acr: ['urn:two'] }, { acr: 'urn:two' }, false],
    ['a method they do not accept', { amr: ['otp'] }, { amr: ['pwd', 'sms'] }, true],
    ['a context they do not accept', { acr: ['urn:two'] }, { acr: 'urn:one' }, true],
    ['a method, where they accept none', {}, { amr: ['mfa', 'otp'], acr: 'urn:two' }, true],
    ['nothing', { amr: ['otp'], acr: ['urn:two'] }, {}, true],
  ];
  for (const [what, accepted, says, isAsked] of statements) {
    test(`the issuer states ${what}: ${isAsked ? 'the telephone is asked' : 'that is enough'}`, async () => {
      const { subject } = await bound();
      useIssuer(world, issuer, accepted);
      issuer.sitter = { subject, ...says };
      const browser = walker(world);
      const arrived = await browser.walk('/sign-in/provider');
      assert.equal(/\/sign-in\/second-factor/.test(arrived.url), isAsked, arrived.url);
      assert.equal(await isNobody(browser), isAsked);
    });
  }

  test('belong to another community: are told so, and nobody is signed in', async () => {
    const { subject } = await bound();
    issuer.sitter = { subject };
    const browser = walker(world);
    const there = await browser.walk(`${world.url}/c/there/sign-in/provider`);
    assert.match(there.url, /\/c\/there\/sign-in\/staff\?refused=not-of-this-community/);
    assert.equal(session(browser), undefined);
  });

  test('are of the demonstration: are nobody where others reach the installation', async () => {
    const { browser } = await demonstrator();
    issuer.sitter = { subject: 'of the demonstration' };
    await browser.walk(bindLink((await browser.walk('/account')).text) ?? '');
    world.installation.platform.isPrivate = false;
    try {
      const again = walker(world);
      assert.match((await again.walk('/sign-in/provider')).url, /refused=demonstration-only/);
      assert.equal(session(again), undefined);
    } finally {
      world.installation.platform.isPrivate = true;
    }
  });
});

describe('somebody whose identity is not bound', () => {
  test('gets one answer, with no word of any account, and no session', async () => {
    issuer.sitter = { subject: 'a stranger' };
    const browser = walker(world);
    const one = await browser.walk('/sign-in/provider');
    assert.match(one.url, /\/sign-in\/staff\?refused=identity-unbound/);
    assert.match(one.text, /这个单位账号还没有绑定/);
    assert.equal(session(browser), undefined);
    // Named like somebody here: names and addresses tie nothing together.
    issuer.sitter = { subject: world.here.people.desk1.username ?? '' };
    const other = await walker(world).walk('/sign-in/provider');
    const varying = /value="[\w-]{20,}"/g;
    assert.equal(other.text.replaceAll(varying, ''), one.text.replaceAll(varying, ''));
  });

  test('who says no at the provider, is told so', async () => {
    issuer.sitter = 'declines';
    const arrived = await walker(world).walk('/sign-in/provider');
    assert.match(arrived.url, /refused=provider-declined/);
    assert.match(arrived.text, /没有同意这次登录/);
  });
});

describe('an answer', () => {
  const answers = /\/sign-in\/return\?/;

  /** Somebody bound who has shown themselves at the provider; the answer is on its way. */
  async function underway() {
    const { subject } = await bound();
    useIssuer(world, issuer, { amr: ['mfa'] });
    issuer.sitter = { subject, amr: ['mfa'] };
    const browser = walker(world);
    const { url } = await browser.walk('/sign-in/provider', { stopAt: answers });
    return { browser, url, attempt: browser.cookie('sunshine_attempt') };
  }
  const isOver = async (browser: Walker, url: string, code = 'attempt-over') => {
    const arrived = await browser.walk(url);
    assert.match(arrived.url, new RegExp(`/sign-in/staff\\?refused=${code}`));
    assert.equal(session(browser), undefined);
  };

  test('is taken once: not again, not with the cookie put back, not twice at one moment', async () => {
    const { browser, url, attempt } = await underway();
    assert.match((await browser.walk(url)).url, /\/desk/);
    const replaying = walker(world);
    await isOver(replaying, url);
    replaying.setCookie('sunshine_attempt', attempt);
    await isOver(replaying, url);

    const next = await underway();
    const two = [walker(world), walker(world)];
    for (const one of two) one.setCookie('sunshine_attempt', next.attempt);
    await Promise.all(two.map((one) => one.walk(next.url)));
    assert.equal(two.filter((one) => session(one) !== undefined).length, 1);
  });

  test('is for the browser that asked, and for the attempt it made', async () => {
    const { url } = await underway();
    await isOver(walker(world), url);
    const victim = await underway();
    const mixed = new URL(url);
    await isOver(victim.browser, mixed.href);
    // The code of one, brought under the state of another: neither verifier nor nonce fit.
    mixed.searchParams.set('state', new URL(victim.url).searchParams.get('state') ?? '');
    await isOver(victim.browser, mixed.href, 'answer-refused');
  });

  test('is for the community it was begun in', async () => {
    const { browser, url } = await underway();
    const moved = new URL(url);
    moved.pathname = '/c/there/sign-in/return';
    const arrived = await browser.walk(moved.href);
    assert.match(arrived.url, /\/c\/there\/sign-in\/staff\?refused=attempt-over/);
  });

  test('of another issuer, with a value given twice, or cut: is refused', async () => {
    const changes: ((answer: URLSearchParams) => void)[] = [
      (answer) => answer.set('iss', 'https://evil.example'),
      (answer) => answer.append('code', 'another'),
      (answer) => answer.delete('code'),
      (answer) => answer.set('code', `${answer.get('code')}x`),
    ];
    for (const change of changes) {
      const { browser, url } = await underway();
      const changed = new URL(url);
      change(changed.searchParams);
      await isOver(browser, changed.href, 'answer-refused');
    }
  });

  test('after ten minutes is too late, and what was answered is forgotten', async () => {
    const { browser, url } = await underway();
    world.clock.advance(10 * minuteMs);
    await isOver(browser, url);
    world.clock.advance(1);
    await forgetAttempts(world.made.database, world.clock.now());
    const kept = await world.made.database.global((sql) => sql`select 1 from spent_attempts`);
    assert.equal(kept.length, 0);
  });

  test('without a state of ours leads nowhere', async () => {
    for (const state of ['', 'x', 'x.//evil.example', 'x.here/..', 'x.HERE', 'x.here%0d%0aset-cookie:a=b']) {
      const answer = await walker(world).walk(`${world.url}/sign-in/return?code=1&state=${state}`);
      assert.deepEqual([answer.status, new URL(answer.url).pathname], [404, '/sign-in/return'], state);
    }
    const unknown = await walker(world).walk(`${world.url}/sign-in/return?code=1&state=x.nowhere`);
    assert.equal(unknown.status, 404);
  });
});

describe('binding', () => {
  test('needs a sign-in of the last ten minutes', async () => {
    const { browser } = await justSignedIn();
    world.clock.advance(10 * minuteMs);
    assert.equal(codeOf(await holder(browser).call(beginBinding, {})), 'sign-in-not-recent');
    const { text } = await browser.walk('/account');
    assert.equal(bindLink(text), undefined);
    assert.match(text, /重新登录，再来绑定/);
  });

  test('needs a sign-in of staff: a stranger and a code on the telephone are not enough', async () => {
    assert.equal(codeOf(await world.as('stranger').call(beginBinding, {})), 'not-signed-in');
    const phone = '13400000001';
    await makeStaff(world.made, world.here.community, { username: 'by.phone', phone });
    const now = world.clock.now();
    const { token } = await signInByPhone(world.made, world.here.community, phone, { now });
    const client = world.as({ session: token });
    assert.equal(codeOf(await client.call(beginBinding, {})), 'staff-sign-in-first');
    assert.equal(codeOf(await client.call(unbindIdentity, {})), 'staff-sign-in-first');
  });

  test('does not begin by a link from elsewhere', async () => {
    const [one, other] = [await justSignedIn(), await justSignedIn()];
    const theirs = bindLink((await other.browser.walk('/account')).text) ?? '';
    for (const link of ['/account/bind', '/account/bind?token=', theirs]) {
      const arrived = await one.browser.walk(link);
      assert.equal(new URL(arrived.url).pathname, '/c/here/account', link);
      assert.equal(one.browser.cookie('sunshine_attempt'), undefined);
    }
  });

  test('ends in the session it began in: another’s browser binds nothing', async () => {
    const [one, other] = [await justSignedIn(), await justSignedIn()];
    issuer.sitter = { subject: one.subject };
    const link = bindLink((await one.browser.walk('/account')).text) ?? '';
    const { url } = await one.browser.walk(link, { stopAt: /\/sign-in\/return\?/ });
    other.browser.setCookie('sunshine_attempt', one.browser.cookie('sunshine_attempt'));
    assert.match((await other.browser.walk(url)).url, /\/account\?refused=attempt-over/);
    assert.equal(must(await holder(other.browser).call(readIdentity, {})).boundAt, null);
  });

  test('an identity of another account is not taken over, and an account has one', async () => {
    const first = await bound();
    const { browser } = await justSignedIn();
    issuer.sitter = { subject: first.subject };
    const arrived = await browser.walk(bindLink((await browser.walk('/account')).text) ?? '');
    assert.match(arrived.url, /\/account\?refused=identity-taken/);
    assert.match(arrived.text, /已经绑定在别的账号上/);
    assert.equal(codeOf(await holder(first.browser).call(beginBinding, {})), 'identity-bound');
  });

  test('keeps issuer and subject, and nothing else of the person', async () => {
    const { subject } = await bound();
    const rows = await world.made.database.global(
      (sql) => sql`select * from identities where subject = ${subject}`,
    );
    assert.deepEqual(Object.keys(rows[0] ?? {}).sort(), ['accountId', 'boundAt', 'issuer', 'subject']);
  });
});

describe('unbinding', () => {
  test('staff: their own; other devices are signed out, and the identity opens nothing', async () => {
    const { browser, subject } = await bound();
    useIssuer(world, issuer, { amr: ['mfa'] });
    issuer.sitter = { subject, amr: ['mfa'] };
    const other = walker(world);
    await other.walk('/sign-in/provider');
    assert.ok(!(await isNobody(other)));
    const arrived = await browser.send('/account/identity/unbind', { _from: '/c/here/account' });
    assert.match(arrived.text, /解除了，别的设备都退出了/);
    assert.ok(await isNobody(other));
    const { events } = must(await holder(browser).call(readAccount, {}));
    assert.deepEqual(
      events.slice(0, 2).map(({ kind, by }) => [kind, by]),
      [
        ['identity-unbound', 'self'],
        ['identity-bound', 'self'],
      ],
    );
    assert.match((await walker(world).walk('/sign-in/provider')).url, /refused=identity-unbound/);
    assert.equal(codeOf(await holder(browser).call(unbindIdentity, {})), 'identity-none');
  });

  test('administrator: another’s, who is signed out; others may not', async () => {
    const { browser, username } = await bound();
    const [found] = await world.made.database.read(
      world.here.community.id,
      (tx) => tx<{ id: PersonId }[]>`
        select p.id from persons p join accounts a on a.id = p.account_id
        where p.community_id = ${tx.community} and a.username = ${username}`,
    );
    assert.ok(found);
    const personId = found.id;
    const administrator = world.as('administrator');
    assert.ok(must(await administrator.call(readAccountOf, { personId })).identityBoundAt);
    assert.equal(codeOf(await world.as('desk1').call(unbindIdentityOf, { personId })), 'administrator-only');
    assert.ok((await administrator.call(unbindIdentityOf, { personId })).ok);
    assert.ok(await isNobody(browser));
    assert.equal(must(await administrator.call(readAccountOf, { personId })).identityBoundAt, null);
    assert.equal(codeOf(await administrator.call(unbindIdentityOf, { personId })), 'identity-none');
  });
});

describe('a provider that does not answer', () => {
  test('the page says so, passwords work, and it is asked again after a while', async () => {
    const down = await openIssuer(`${world.url}/sign-in/return`);
    await down.stop();
    useIssuer(world, down);
    const browser = walker(world);
    assert.match((await browser.walk('/sign-in/staff')).text, /用浙政钉登录/);
    const arrived = await browser.walk('/sign-in/provider?next=/c/here/desk');
    assert.match(arrived.url, /\/sign-in\/staff\?refused=provider-away&next=%2Fc%2Fhere%2Fdesk/);
    assert.match(arrived.text, /请用账号和密码登录，或者过一会儿再试/);
    const { text } = await browser.walk('/sign-in/staff');
    assert.match(text, /现在连不上浙政钉，请用账号和密码登录/);
    assert.doesNotMatch(text, /用浙政钉登录/);
    assert.ok(!(await isNobody((await demonstrator()).browser)));
    world.clock.advance(20_000);
    assert.match((await browser.walk('/sign-in/staff')).text, /用浙政钉登录/);
  });

  test('between the question and the answer: nobody is signed in', async () => {
    const leaving = await openIssuer(`${world.url}/sign-in/return`);
    useIssuer(world, leaving);
    leaving.sitter = { subject: 'somebody' };
    const browser = walker(world);
    const { url } = await browser.walk('/sign-in/provider', { stopAt: /\/sign-in\/return\?/ });
    await leaving.stop();
    const arrived = await browser.walk(url);
    assert.match(arrived.url, /refused=provider-away/);
    assert.equal(session(browser), undefined);
  });

  test('where none is set: the page has no such way, and the address says so', async () => {
    delete world.installation.platform.provider;
    const browser = walker(world);
    assert.doesNotMatch((await browser.walk('/sign-in/staff')).text, /单位账号|浙政钉/);
    assert.match((await browser.walk('/sign-in/provider')).url, /refused=provider-off/);
    assert.match((await browser.walk('/sign-in/return?state=x.here')).url, /refused=provider-off/);
  });
});

describe('the way on after signing in', () => {
  for (const bad of ['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example']) {
    test(`${JSON.stringify(bad)}: is not taken`, async () => {
      const { subject } = await bound();
      useIssuer(world, issuer, { amr: ['mfa'] });
      issuer.sitter = { subject, amr: ['mfa'] };
      const { url } = await walker(world).walk(`/sign-in/provider?next=${encodeURIComponent(bad)}`);
      assert.match(url, new RegExp(`^${world.url}/c/here/desk`));
    });
  }
});

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  type BindingStaff,
  bindingStaff,
  bindLink,
  sessionOf as session,
} from '../../../test/binding-staff.ts';
import {
  type IdentityIssuer,
  openIssuer,
  useIssuer,
  type Walker,
  walker,
} from '../../../test/identity-issuer.ts';
import { codeShown } from '../../../test/second-factor.ts';
import { must, openWorld, type World } from '../../../test/world.ts';
import { minuteMs } from '../../kernel/time.ts';
import { readMe } from '../account/account.contract.ts';
import { stepMs } from '../second-factor/second-factor.rules.ts';
import { forgetAttempts } from './identity-binding.service.ts';

let world: World;
let issuer: IdentityIssuer;
let staff: BindingStaff;

before(async () => {
  world = await openWorld();
  issuer = await openIssuer(`${world.url}/sign-in/return`);
  staff = bindingStaff(world, issuer);
});
beforeEach(() => useIssuer(world, issuer));
after(async () => {
  await issuer.stop();
  await world.stop();
});

describe('staff whose account is bound', () => {
  test('sign in by the provider and then by their telephone, and go on to where they wanted', async () => {
    const { subject, secret, username } = await staff.bound();
    world.clock.advance(stepMs);
    issuer.sitter = { subject };
    const browser = walker(world);
    const next = `/c/${world.here.community.slug}/account`;
    const half = await browser.walk(`/sign-in/provider?next=${encodeURIComponent(next)}`);
    assert.match(half.url, /\/sign-in\/second-factor\?next=%2Fc%2Fhere%2Faccount$/);
    assert.ok(await staff.isNobody(browser));
    const code = codeShown(secret, world.clock.now());
    const arrived = await browser.send('/account/sign-in/second-factor', { code, _next: next });
    assert.equal(new URL(arrived.url).pathname, next);
    assert.equal(must(await staff.holder(browser).call(readMe, {})).person?.displayName, username);
  });

  test('get a session under a token of its own, whatever was planted, and once more with the code', async () => {
    const { subject, secret } = await staff.bound();
    world.clock.advance(stepMs);
    const planted = (await staff.demonstrator()).browser;
    const browser = walker(world);
    browser.setCookie('sunshine_session', session(planted));
    issuer.sitter = { subject };
    await browser.walk('/sign-in/provider');
    const half = session(browser);
    assert.ok(half);
    assert.notEqual(half, session(planted));
    assert.ok(await staff.isNobody(planted), 'what was planted is over');
    await browser.send('/account/sign-in/second-factor', { code: codeShown(secret, world.clock.now()) });
    assert.notEqual(session(browser), half);
    assert.equal(must(await world.as({ session: half }).call(readMe, {})).person, null);
    assert.ok(!(await staff.isNobody(browser)));
  });

  test('without a second factor: set one up first', async () => {
    const { browser, personId } = await staff.demonstrator();
    issuer.sitter = { subject: 'without a second factor' };
    const arrived = await browser.walk(bindLink((await browser.walk('/account')).text) ?? '');
    assert.match(arrived.url, /done=identity-bound$/);
    await world.made.database.global(
      (sql) => sql`update accounts set second_factor_waived = false
        where id = (select account_id from identities where subject = 'without a second factor')`,
    );
    const again = walker(world);
    assert.match((await again.walk('/sign-in/provider')).url, /\/account\/second-factor\?next=/);
    assert.ok(await staff.isNobody(again));
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
      const { subject } = await staff.bound();
      useIssuer(world, issuer, accepted);
      issuer.sitter = { subject, ...says };
      const browser = walker(world);
      const arrived = await browser.walk('/sign-in/provider');
      assert.equal(/\/sign-in\/second-factor/.test(arrived.url), isAsked, arrived.url);
      assert.equal(await staff.isNobody(browser), isAsked);
    });
  }

  test('belong to another community: are told so, and nobody is signed in', async () => {
    const { subject } = await staff.bound();
    issuer.sitter = { subject };
    const browser = walker(world);
    const there = await browser.walk(`${world.url}/c/there/sign-in/provider`);
    assert.match(there.url, /\/c\/there\/sign-in\/staff\?refused=not-of-this-community/);
    assert.equal(session(browser), undefined);
  });

  test('are of the demonstration: are nobody where others reach the installation', async () => {
    const { browser } = await staff.demonstrator();
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
    const { subject } = await staff.bound();
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
    assert.ok(!(await staff.isNobody((await staff.demonstrator()).browser)));
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
      const { subject } = await staff.bound();
      useIssuer(world, issuer, { amr: ['mfa'] });
      issuer.sitter = { subject, amr: ['mfa'] };
      const { url } = await walker(world).walk(`/sign-in/provider?next=${encodeURIComponent(bad)}`);
      assert.match(url, new RegExp(`^${world.url}/c/here/desk`));
    });
  }
});

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type BindingStaff, bindingStaff, bindLink } from '../../../test/binding-staff.ts';
import { type IdentityIssuer, openIssuer, useIssuer, walker } from '../../../test/identity-issuer.ts';
import { makeStaff, signInByPhone } from '../../../test/sign-in.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { minuteMs } from '../../kernel/time.ts';
import { readAccount } from '../account/account.contract.ts';
import type { PersonId } from '../person/person.contract.ts';
import { readAccountOf, unbindIdentityOf } from '../recovery/recovery.contract.ts';
import { beginBinding, readIdentity, unbindIdentity } from './identity.contract.ts';

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

describe('binding', () => {
  test('needs a sign-in of the last ten minutes', async () => {
    const { browser } = await staff.justSignedIn();
    world.clock.advance(10 * minuteMs);
    assert.equal(codeOf(await staff.holder(browser).call(beginBinding, {})), 'sign-in-not-recent');
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
    const [one, other] = [await staff.justSignedIn(), await staff.justSignedIn()];
    const theirs = bindLink((await other.browser.walk('/account')).text) ?? '';
    for (const link of ['/account/bind', '/account/bind?token=', theirs]) {
      const arrived = await one.browser.walk(link);
      assert.equal(new URL(arrived.url).pathname, '/c/here/account', link);
      assert.equal(one.browser.cookie('sunshine_attempt'), undefined);
    }
  });

  test('ends in the session it began in: another’s browser binds nothing', async () => {
    const [one, other] = [await staff.justSignedIn(), await staff.justSignedIn()];
    issuer.sitter = { subject: one.subject };
    const link = bindLink((await one.browser.walk('/account')).text) ?? '';
    const { url } = await one.browser.walk(link, { stopAt: /\/sign-in\/return\?/ });
    other.browser.setCookie('sunshine_attempt', one.browser.cookie('sunshine_attempt'));
    assert.match((await other.browser.walk(url)).url, /\/account\?refused=attempt-over/);
    assert.equal(must(await staff.holder(other.browser).call(readIdentity, {})).boundAt, null);
  });

  test('an identity of another account is not taken over, and an account has one', async () => {
    const first = await staff.bound();
    const { browser } = await staff.justSignedIn();
    issuer.sitter = { subject: first.subject };
    const arrived = await browser.walk(bindLink((await browser.walk('/account')).text) ?? '');
    assert.match(arrived.url, /\/account\?refused=identity-taken/);
    assert.match(arrived.text, /已经绑定在别的账号上/);
    assert.equal(codeOf(await staff.holder(first.browser).call(beginBinding, {})), 'identity-bound');
  });

  test('keeps issuer and subject, and nothing else of the person', async () => {
    const { subject } = await staff.bound();
    const rows = await world.made.database.global(
      (sql) => sql`select * from identities where subject = ${subject}`,
    );
    assert.deepEqual(Object.keys(rows[0] ?? {}).sort(), ['accountId', 'boundAt', 'issuer', 'subject']);
  });
});

describe('unbinding', () => {
  test('staff: their own; other devices are signed out, and the identity opens nothing', async () => {
    const { browser, subject } = await staff.bound();
    useIssuer(world, issuer, { amr: ['mfa'] });
    issuer.sitter = { subject, amr: ['mfa'] };
    const other = walker(world);
    await other.walk('/sign-in/provider');
    assert.ok(!(await staff.isNobody(other)));
    const arrived = await browser.send('/account/identity/unbind', { _from: '/c/here/account' });
    assert.match(arrived.text, /解除了，别的设备都退出了/);
    assert.ok(await staff.isNobody(other));
    const { events } = must(await staff.holder(browser).call(readAccount, {}));
    assert.deepEqual(
      events.slice(0, 2).map(({ kind, by }) => [kind, by]),
      [
        ['identity-unbound', 'self'],
        ['identity-bound', 'self'],
      ],
    );
    assert.match((await walker(world).walk('/sign-in/provider')).url, /refused=identity-unbound/);
    assert.equal(codeOf(await staff.holder(browser).call(unbindIdentity, {})), 'identity-none');
  });

  test('administrator: another’s, who is signed out; others may not', async () => {
    const { browser, username } = await staff.bound();
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
    assert.ok(await staff.isNobody(browser));
    assert.equal(must(await administrator.call(readAccountOf, { personId })).identityBoundAt, null);
    assert.equal(codeOf(await administrator.call(unbindIdentityOf, { personId })), 'identity-none');
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeShown, enrolled, formBrowser } from '../../../test/second-factor.ts';
import { makeStaff, staffPassword } from '../../../test/sign-in.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { dayMs } from '../../kernel/time.ts';
import { readAccount, readMe, signInWithPassword } from '../account/account.contract.ts';
import { openAccountByLink } from '../account/staff-account.service.ts';
import type { PersonId } from '../person/person.contract.ts';
import { addPerson, findPerson, findPersonByAccount } from '../person/person.service.ts';
import { readEnrolment } from '../second-factor/second-factor.contract.ts';
import { stepMs } from '../second-factor/second-factor.rules.ts';
import {
  choosePassword,
  issuePasswordLink,
  openStaffAccount,
  readAccountOf,
  readPasswordLink,
  resetSecondFactor,
} from './recovery.contract.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

const chosen = '七月的风吹了一整个白天';
const administrator = () => world.as('administrator');
const stranger = () => world.as('stranger');
const holder = (session: string | null) => world.as({ session: session ?? '' });

let serial = 0;
async function worker(demonstration = true) {
  serial += 1;
  const phone = `136${String(serial).padStart(8, '0')}`;
  return makeStaff(world.made, world.here.community, { username: `worker${serial}`, phone, demonstration });
}

/** A link as the administrator hands it over: what its address ends in. */
async function linkFor(personId: PersonId): Promise<string> {
  const issued = must(await administrator().call(issuePasswordLink, { personId }));
  assert.match(issued.link, new RegExp(`^${world.url}/c/here/password/[\\w-]{43}$`));
  return issued.link.split('/').at(-1) ?? '';
}

const signIn = (username: string, password: string) =>
  world.browser().call(signInWithPassword, { username, password });

describe('a lost password', () => {
  test('staff: choose a new one by the link; the old one and every session are over', async () => {
    const { username, personId } = await worker();
    const browser = formBrowser(world);
    await browser.send('/account/sign-in', { username, password: staffPassword });
    const token = await linkFor(personId);
    assert.ok((await signIn(username, staffPassword)).ok, 'until it is used everything stays as it was');
    assert.equal(must(await stranger().call(readPasswordLink, { token })).username, username);
    for (const [word, code] of [
      ['short', 'password-too-short'],
      [`${username} ${username}`, 'password-too-easy'],
    ] as const)
      assert.equal(codeOf(await stranger().call(choosePassword, { token, chosen: word })), code);
    assert.ok(
      (await stranger().call(choosePassword, { token, chosen })).ok,
      'a refused word has not used it up',
    );
    assert.equal(must(await holder(browser.session()).call(readMe, {})).person, null);
    assert.equal(codeOf(await signIn(username, staffPassword)), 'sign-in-failed');
    assert.ok((await signIn(username, chosen)).ok);
  });

  test('a link: is good once, also for two at the same moment', async () => {
    const { personId } = await worker();
    const token = await linkFor(personId);
    const both = await Promise.all([1, 2].map(() => stranger().call(choosePassword, { token, chosen })));
    assert.deepEqual(both.map(({ ok }) => ok).sort(), [false, true]);
    assert.equal(codeOf(await stranger().call(choosePassword, { token, chosen })), 'link-dead');
    assert.equal(codeOf(await stranger().call(readPasswordLink, { token })), 'link-dead');
  });

  test('a link: is good for 24 hours, and until the next is issued; an invented one gets the same answer', async () => {
    const { personId } = await worker();
    const first = await linkFor(personId);
    const second = await linkFor(personId);
    assert.equal(codeOf(await stranger().call(readPasswordLink, { token: first })), 'link-dead');
    world.clock.advance(dayMs - 1);
    assert.ok((await stranger().call(readPasswordLink, { token: second })).ok);
    world.clock.advance(1);
    const late = await stranger().call(choosePassword, { token: second, chosen });
    assert.deepEqual(late, await stranger().call(choosePassword, { token: 'a'.repeat(43), chosen }));
    assert.equal(codeOf(late), 'link-dead');
  });

  test('a link: stands in the database as a hash only', async () => {
    const { personId } = await worker();
    const token = await linkFor(personId);
    const rows = await world.made.database.global((sql) => sql`select * from password_links`);
    assert.ok(rows.length > 0);
    assert.ok(!JSON.stringify(rows).includes(token));
    assert.ok(!rows.some((row) => (row.tokenHash as Buffer).equals(Buffer.from(token, 'base64url'))));
  });

  test('the link does not do without the second factor', async () => {
    const { username, secret } = await enrolled(world);
    const account = await personOf(username);
    const token = await linkFor(account);
    assert.ok((await stranger().call(choosePassword, { token, chosen })).ok);
    const answer = must(await signIn(username, chosen));
    assert.deepEqual([answer.awaits, answer.person], ['code', null]);
    assert.ok(secret);
  });

  test('its owner reads who issued it', async () => {
    const { username, personId } = await worker();
    await linkFor(personId);
    const browser = formBrowser(world);
    await browser.send('/account/sign-in', { username, password: staffPassword });
    const [newest] = must(await holder(browser.session()).call(readAccount, {})).events;
    assert.deepEqual([newest?.kind, newest?.by], ['password-link-issued', 'administrator']);
  });
});

async function personOf(username: string): Promise<PersonId> {
  const rows = await world.made.database.read(
    world.here.community.id,
    (tx) => tx<{ id: PersonId }[]>`
      select p.id from persons p join accounts a on a.id = p.account_id
      where p.community_id = ${tx.community} and a.username = ${username}`,
  );
  const [found] = rows;
  assert.ok(found);
  return found.id;
}

describe('a lost second factor', () => {
  test('administrator: resets it; its owner is signed out, sets a new one and is told why', async () => {
    const { browser, username, secret } = await enrolled(world);
    const personId = await personOf(username);
    assert.equal(must(await administrator().call(readAccountOf, { personId })).secondFactor, 'set');
    assert.ok((await administrator().call(resetSecondFactor, { personId })).ok);
    assert.equal(must(await holder(browser.session()).call(readMe, {})).person, null);
    world.clock.advance(stepMs);
    const again = formBrowser(world);
    const sent = await again.send('/account/sign-in', { username, password: staffPassword });
    assert.match(sent.leadsTo, /\/account\/second-factor/);
    const enrolment = must(await holder(again.session()).call(readEnrolment, {}));
    assert.ok(enrolment.resetAt !== null);
    assert.notEqual(enrolment.secret, secret);
    const old = await again.send('/account/second-factor', { code: codeShown(secret, world.clock.now()) });
    assert.equal(old.status, 422);
  });
});

describe('who gives new ways in', () => {
  test('administrator: never to themselves, and not where the account is somebody elsewhere too', async () => {
    const { here, there, made } = world;
    const own = here.people.administrator.personId;
    assert.equal(codeOf(await administrator().call(issuePasswordLink, { personId: own })), 'own-account');
    assert.equal(codeOf(await administrator().call(resetSecondFactor, { personId: own })), 'own-account');
    const { personId } = await worker();
    const person = await made.database.read(here.community.id, (tx) => findPerson(tx, personId));
    const accountId = person?.accountId ?? null;
    const guest = await made.database.write(there.community.id, (tx) =>
      addPerson(tx, { displayName: '兼职', accountId }, world.clock.now()),
    );
    assert.ok(guest.ok && accountId);
    for (const operation of [issuePasswordLink, resetSecondFactor])
      assert.equal(codeOf(await administrator().call(operation, { personId })), 'account-elsewhere');
    const found = await made.database.read(there.community.id, (tx) => findPersonByAccount(tx, accountId));
    assert.equal(found?.id, guest.value);
  });

  test('desk, handler, captain, resident: none', async () => {
    const { personId } = await worker();
    for (const role of ['desk1', 'handler', 'captain', 'resident', 'street'] as const)
      for (const operation of [issuePasswordLink, resetSecondFactor])
        assert.equal(codeOf(await world.as(role).call(operation, { personId })), 'administrator-only');
  });

  test('administrator: opens an account whose password nobody knows until its owner chooses one', async () => {
    const { here } = world;
    const { personId } = here.people.resident;
    const username = 'liu.ayi';
    const opened = must(await administrator().call(openStaffAccount, { personId, username }));
    const token = opened.link.split('/').at(-1) ?? '';
    assert.equal(
      codeOf(await administrator().call(openStaffAccount, { personId, username: 'other' })),
      'staff-account-exists',
    );
    assert.equal(
      codeOf(
        await administrator().call(openStaffAccount, { personId: here.people.neighbour.personId, username }),
      ),
      'username-taken',
    );
    assert.ok((await stranger().call(choosePassword, { token, chosen })).ok);
    assert.equal(must(await signIn(username, chosen)).awaits, 'enrolment');
    const outcome = await world.made.database.write(here.community.id, (tx) =>
      openAccountByLink(tx, { personId: here.people.neighbour.personId, username: '1' }, world.clock.now()),
    );
    assert.equal(outcome.ok ? '' : outcome.refusal.code, 'username-invalid');
  });
});

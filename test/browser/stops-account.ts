import { issuePasswordLink } from '../../src/people/recovery/recovery.contract.ts';
import { awayIssuer, useAwayIssuer } from '../identity-issuer.ts';
import { enrolled, formBrowser, halfSignedIn } from '../second-factor.ts';
import { must, type World } from '../world.ts';
import type { Stops } from './stops.ts';
import { privacyStops } from './stops-privacy.ts';

/** Has people sign in half, lose a link and a password, and sign in by a provider that is away just now. */
export async function losingWaysIn(world: World) {
  useAwayIssuer(world);
  const newcomer = { session: (await halfSignedIn(world)).browser.session() ?? '' };
  const { browser, codesPage } = await enrolled(world);
  const settled = { session: browser.session() ?? '' };
  const { desk2, resident } = world.here.people;
  const home = `/c/${world.here.community.slug}`;
  const lost = await formBrowser(world).send('/follow/lost', { number: '2026-0001', phone: '13700001111' });
  const issued = must(await world.as('administrator').call(issuePasswordLink, { personId: desk2.personId }));
  await world.made.database.global(
    (sql) => sql`insert into identities (account_id, issuer, subject, bound_at)
      values (${desk2.accountId}, ${awayIssuer}, 'desk2', ${world.clock.now()})`,
  );
  return {
    ...{ newcomer, settled, codesPage },
    lostKeyPage: lost.leadsTo.slice(home.length),
    passwordPage: issued.link.slice(`${world.url}${home}`.length),
    settledId: desk2.personId,
    residentId: resident.personId,
  };
}

/** The pages of accounts, and of what is done when a way in is lost. */
export function accountStops(told: Awaited<ReturnType<typeof losingWaysIn>>): Stops {
  return {
    ...privacyStops,
    '/account': [
      { name: 'of a resident', as: 'resident', at: '/account' },
      { name: 'of staff', as: 'desk1', at: '/account' },
      { name: 'of staff with a second factor', as: told.settled, at: '/account' },
      { name: 'of staff, bound', as: 'desk2', at: '/account' },
      { name: 'not to be bound', as: told.settled, at: '/account?refused=identity-taken' },
    ],
    '/account/bind': [{ name: 'by a link from elsewhere', as: told.settled, at: '/account/bind' }],
    '/account/password': [
      { name: 'as it is', as: 'desk2', at: '/account/password' },
      { name: 'empty', as: 'desk2', at: '/account/password', send: '/account/password' },
    ],
    '/account/second-factor': [
      { name: 'as it is', as: 'committee', at: '/account/second-factor' },
      { name: 'setting one up', as: told.newcomer, at: '/account/second-factor' },
      {
        name: 'with a wrong code',
        as: told.newcomer,
        at: '/account/second-factor',
        send: '/account/second-factor',
        written: { code: '12345' },
      },
    ],
    '/account/recovery-codes': [
      { name: 'shown once', as: told.settled, at: told.codesPage },
      { name: 'to be renewed', as: 'committee', at: '/account/recovery-codes' },
      {
        name: 'without a password',
        as: 'committee',
        at: '/account/recovery-codes',
        send: '/recovery-codes',
      },
    ],
    '/follow/lost': [
      { name: 'as it is', as: 'stranger', at: '/follow/lost' },
      { name: 'empty', as: 'stranger', at: '/follow/lost', send: '/follow/lost' },
    ],
    '/follow/lost/code': [
      { name: 'as it is', as: 'stranger', at: told.lostKeyPage },
      { name: 'without a code', as: 'stranger', at: told.lostKeyPage, send: '/follow/lost/code' },
    ],
    '/password/:token': [
      { name: 'as it is', as: 'stranger', at: told.passwordPage },
      {
        name: 'too short',
        as: 'stranger',
        at: told.passwordPage,
        send: told.passwordPage.slice(-20),
        written: { chosen: 'x' },
      },
      { name: 'a dead link', as: 'stranger', at: '/password/none' },
    ],
    '/people/:personId/account': [
      { name: 'of staff', as: 'administrator', at: `/people/${told.settledId}/account` },
      { name: 'of a resident', as: 'administrator', at: `/people/${told.residentId}/account` },
      { name: 'no number', as: 'desk1', at: `/people/${told.residentId}/account`, send: '/number' },
    ],
  };
}

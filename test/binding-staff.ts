import assert from 'node:assert/strict';
import { readMe } from '../src/people/account/account.contract.ts';
import type { PersonId } from '../src/people/person/person.contract.ts';
import { type IdentityIssuer, type Walker, walker } from './identity-issuer.ts';
import { enrolled } from './second-factor.ts';
import { makeStaff, staffPassword } from './sign-in.ts';
import { must, type World } from './world.ts';

export const sessionOf = (browser: Walker) => browser.cookie('sunshine_session');

/** Where the page of an account lets its owner begin to bind. */
export const bindLink = (page: string) => /\/account\/bind\?token=[0-9a-f]{64}/.exec(page)?.[0];

export type BindingStaff = ReturnType<typeof bindingStaff>;

let serial = 0;

/** Staff of a world who bind what they show at an issuer. */
export function bindingStaff(world: World, issuer: IdentityIssuer) {
  const holder = (browser: Walker) => world.as({ session: sessionOf(browser) ?? '' });

  /** Just signed in by password and telephone, with an identity of their own in mind. */
  async function justSignedIn() {
    serial += 1;
    const staff = await enrolled(world);
    const browser = walker(world);
    browser.setCookie('sunshine_session', staff.browser.session() ?? '');
    return { ...staff, browser, subject: `subject-${serial}` };
  }

  return {
    holder,
    justSignedIn,
    isNobody: async (browser: Walker) => must(await holder(browser).call(readMe, {})).person === null,
    /** The same, bound by the link on their account's page. */
    async bound() {
      const staff = await justSignedIn();
      issuer.sitter = { subject: staff.subject };
      const link = bindLink((await staff.browser.walk('/account')).text);
      assert.ok(link);
      const arrived = await staff.browser.walk(link);
      assert.match(arrived.url, /\/account\?done=identity-bound$/);
      assert.match(arrived.text, /绑定好了/);
      return staff;
    },
    /** Staff of the demonstration, signed in by password alone. */
    async demonstrator(): Promise<{ username: string; personId: PersonId; browser: Walker }> {
      serial += 1;
      const named = { username: `demonstrator${serial}`, phone: `135${String(serial).padStart(8, '0')}` };
      const { username, personId } = await makeStaff(world.made, world.here.community, named);
      const browser = walker(world);
      await browser.send('/account/sign-in', { username, password: staffPassword });
      return { username, personId, browser };
    },
  };
}

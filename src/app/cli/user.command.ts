import { parseArgs } from 'node:util';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { findAccountNamed, setPassword } from '../../people/account/staff-account.service.ts';
import { endBinding } from '../../people/identity/identity-binding.service.ts';
import { issueLink, resetFactor } from '../../people/recovery/account-rescue.service.ts';
import { passwordAddress } from '../../people/recovery/recovery.service.ts';
import { findCommunity } from '../../places/community/community.service.ts';
import { type Platform, writeOrRefuse } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { makePassword } from '../password.ts';
import { type Command, CommandError, print, withInstallation } from './command.ts';

const usage = `sunshine user password USERNAME --community SLUG
sunshine user link USERNAME --community SLUG
sunshine user second-factor USERNAME --community SLUG
sunshine user unbind USERNAME --community SLUG

Lets staff in again.
  password       gives the account a new password, printed once, opens it if it was locked, and signs it out
  link           prints a link, good once and for 24 hours, by which its owner chooses a new password
  second-factor  takes a lost second factor away and signs the account out; its owner sets a new one at the next
                 sign-in and is told
  unbind         takes away the identity by which it signs in at the provider, and signs the account out`;

type Work = (
  tx: Tx,
  username: string,
  where: { platform: Platform; slug: string },
) => Promise<Outcome<string, string>>;

const works: Readonly<Record<string, Work>> = {
  async password(tx, username) {
    const password = makePassword();
    const set = await setPassword(tx, username, password);
    return set.ok ? ok(`${username}: new password, shown this once: ${password}`) : refuse(set.refusal.code);
  },
  async link(tx, username, { platform, slug }) {
    const account = await findAccountNamed(tx, username);
    if (!account) return refuse('username-unknown');
    const { token } = await issueLink(tx, account, 'operator', platform.clock.now());
    return ok(`${username}: good once, for 24 hours: ${passwordAddress(platform.baseUrl, slug, token)}`);
  },
  async 'second-factor'(tx, username, { platform }) {
    const account = await findAccountNamed(tx, username);
    if (!account) return refuse('username-unknown');
    await resetFactor(tx, account, 'operator', platform.clock.now());
    return ok(`${username}: the second factor is gone; a new one is set up at the next sign-in.`);
  },
  async unbind(tx, username, { platform }) {
    const account = await findAccountNamed(tx, username);
    if (!account) return refuse('username-unknown');
    const wasBound = await endBinding(tx, account, 'operator', platform.clock.now());
    return ok(`${username}: ${wasBound ? 'bound to no identity any more' : 'no identity was bound'}.`);
  },
};

export const userCommand: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { community: { type: 'string' } },
    });
    const [what = '', username] = positionals;
    const work = Object.hasOwn(works, what) ? works[what] : undefined;
    const slug = values.community;
    if (!work || !username || !slug || positionals.length !== 2) {
      throw new CommandError('what to do was not understood. Try --help.', 2);
    }
    return withInstallation<0>(async ({ platform }) => {
      const community = await findCommunity(platform.database.sql, slug);
      if (!community) throw new CommandError(`There is no community "${slug}".`);
      const outcome = await writeOrRefuse(platform.database, community.id, (tx) =>
        work(tx, username, { platform, slug }),
      );
      if (!outcome.ok) throw new CommandError(`There is no staff account "${username}".`);
      print(outcome.value);
      return 0;
    });
  },
};

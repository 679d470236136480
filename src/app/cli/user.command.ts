import { parseArgs } from 'node:util';
import { setPassword } from '../../people/account/staff-account.service.ts';
import { findCommunity } from '../../places/community/community.service.ts';
import { writeOrRefuse } from '../../platform/call.ts';
import { makePassword } from '../password.ts';
import { type Command, CommandError, print, withInstallation } from './command.ts';

const usage = `sunshine user password USERNAME --community SLUG

Gives a staff account a new password, printed once, opens it if it was locked, and signs it out everywhere.`;

export const userCommand: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { community: { type: 'string' } },
    });
    const [what, username] = positionals;
    if (what !== 'password' || !username || !values.community || positionals.length !== 2) {
      throw new CommandError('what to do was not understood. Try --help.', 2);
    }
    const slug = values.community;
    return withInstallation<0>(async ({ platform }) => {
      const community = await findCommunity(platform.database.sql, slug);
      if (!community) throw new CommandError(`There is no community "${slug}".`);
      const password = makePassword();
      const outcome = await writeOrRefuse(platform.database, community.id, (tx) =>
        setPassword(tx, username, password),
      );
      if (!outcome.ok) throw new CommandError(`There is no staff account "${username}".`);
      print(`${username}: new password, shown this once: ${password}`);
      return 0;
    });
  },
};

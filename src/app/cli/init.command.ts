import { parseArgs } from 'node:util';
import { foundCommunity } from '../found-community.ts';
import { type Command, CommandError, print, withInstallation } from './command.ts';

const usage = `sunshine init --community SLUG --name NAME [--english NAME] [--street NAME]
              [--administrator USERNAME] [--person NAME]

Makes a community and its administrator. The administrator's password is printed once. The community's public
ledger takes its name from BASE_URL and keeps it, wherever the installation moves later.
  --community      short name in addresses: lower-case letters, figures and hyphens, such as lanjin
  --name           the community's name, such as 兰锦社区
  --english        its name in English
  --street         the street office it belongs to
  --administrator  user name to sign in with (admin)
  --person         the administrator's own name (管理员)`;

export const initCommand: Command = {
  usage,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        community: { type: 'string' },
        name: { type: 'string' },
        english: { type: 'string', default: '' },
        street: { type: 'string', default: '' },
        administrator: { type: 'string', default: 'admin' },
        person: { type: 'string', default: '管理员' },
      },
    });
    const { community: slug, name, administrator: username } = values;
    if (!slug || !name) throw new CommandError('--community and --name are needed. Try --help.', 2);
    if (!/^[a-z][a-z0-9-]{1,40}$/.test(slug)) {
      throw new CommandError(`"${slug}" is no short name: use 2 to 41 of a-z, 0-9 and -, a letter first.`);
    }
    return withInstallation<0>(async ({ platform, settings }) => {
      const { english, street, person } = values;
      const made = await foundCommunity(platform, {
        ...{ slug, name, english, street, person },
        administrator: username,
      });
      if (!made.ok) {
        if (made.refusal.code === 'slug-taken')
          throw new CommandError(`There is a community "${slug}" already.`);
        throw new CommandError(`The administrator was not made: ${made.refusal.code}.`);
      }
      const { password, ledger } = made.value;
      print(`${name}: ${settings.baseUrl}/c/${slug}`);
      if (ledger) print(`Ledger, by this name for good: ${ledger}`);
      print(`Administrator: ${username}   password, shown this once: ${password}`);
      return 0;
    });
  },
};

import { parseArgs } from 'node:util';
import { isLocalDate, localDate } from '../../kernel/time.ts';
import { loadDemonstration } from '../demo/demonstration.ts';
import { type Command, CommandError, print, progressLine, withInstallation } from './command.ts';

const usage = `sunshine demo lanjin [--ending YYYY-MM-DD]

Loads the demonstration community 兰锦社区 (Lanjin): the seven months of 168 matters that it
is known for, told anew and played through the product by made-up persons. Only where the installation is private: HOST and BASE_URL on this machine, no proxy.
Stop the server first, or use DATABASE_URL. It is loaded whole or not at all.
  --ending  the last day of its history, kept with these dates as an archived community that can be read and not
            changed, such as 2020-05-31. Without it the history ends yesterday, and the community is alive.`;

const reasons = {
  'not-private':
    'The demonstration’s passwords are made to be shown, so it exists only on this machine: HOST and BASE_URL must ' +
    'be loopback addresses and TRUST_PROXY false.',
  'ending-ahead': 'The history has to end before today.',
  'demonstration-exists': 'There is a community "lanjin" already.',
} as const;

export const demoCommand: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { ending: { type: 'string' } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'lanjin') {
      throw new CommandError('which demonstration was not understood. Try --help.', 2);
    }
    const { ending } = values;
    if (ending !== undefined && !isLocalDate(ending)) {
      throw new CommandError(`"${ending}" is no day: write YYYY-MM-DD.`, 2);
    }
    return withInstallation<0>(async (installation) => {
      const loaded = await loadDemonstration(installation, {
        ...(ending === undefined ? {} : { ending: localDate(ending), archived: true }),
        progress: progressLine('Demonstration community'),
      });
      if (!loaded.ok) throw new CommandError(reasons[loaded.refusal.code]);
      print(`${installation.settings.baseUrl}/c/lanjin`);
      print('Accounts, for this machine only; the passwords are shown this once:');
      for (const { role, signIn } of loaded.value) print(`  ${role.padEnd(16)} ${signIn}`);
      return 0;
    });
  },
};

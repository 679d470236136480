import { type Command, complain, type ExitCode, explainFailure, print } from './command.ts';

/** Loaded when it is called for: help and complaints need nothing of what a command stands on. */
type Entry = { name: string; summary: string; load(): Promise<Command> };

const commands: readonly Entry[] = [
  {
    name: 'serve',
    summary: 'serve the product (also: npm start)',
    load: async () => (await import('./serve.command.ts')).serveCommand,
  },
  {
    name: 'init',
    summary: 'make a community and its administrator',
    load: async () => (await import('./init.command.ts')).initCommand,
  },
  {
    name: 'demo',
    summary: 'load the demonstration community',
    load: async () => (await import('./demo.command.ts')).demoCommand,
  },
  {
    name: 'import',
    summary: 'take in reports from a CSV file',
    load: async () => (await import('./import.command.ts')).importCommand,
  },
  {
    name: 'import-roster',
    summary: 'take in homes and households from an Excel or CSV roster',
    load: async () => (await import('./import-roster.command.ts')).importRosterCommand,
  },
  {
    name: 'user',
    summary: 'let staff in again: password, link to one, second factor',
    load: async () => (await import('./user.command.ts')).userCommand,
  },
  {
    name: 'figures',
    summary: 'count the figures anew from the ledger, and say whether they were right',
    load: async () => (await import('./figures.command.ts')).figuresCommand,
  },
  {
    name: 'ledger',
    summary: 'check a public ledger, or copy it into a folder',
    load: async () => (await import('./ledger.command.ts')).ledgerCommand,
  },
  {
    name: 'witness',
    summary: 'make the key of a witness; check a public ledger and cosign it',
    load: async () => (await import('./witness.command.ts')).witnessCommand,
  },
  {
    name: 'backup',
    summary: 'write everything into one encrypted file, or check one',
    load: async () => (await import('./backup.command.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'fill an empty installation from a backup',
    load: async () => (await import('./restore.command.ts')).restoreCommand,
  },
  {
    name: 'migrate',
    summary: 'bring the database up to date',
    load: async () => (await import('./migrate.command.ts')).migrateCommand,
  },
];

/** Runs one command of `sunshine` and says how it ended. */
export async function run(args: string[]): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    printHelp();
    return name === undefined ? 2 : 0;
  }
  const entry = commands.find((candidate) => candidate.name === name);
  if (!entry) {
    complain(`sunshine: there is no command "${name}". Try --help.`);
    return 2;
  }
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    print(command.usage);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    const line = explainFailure(error);
    if (line === undefined) throw error;
    complain(`sunshine ${name}: ${line}`);
    return line.endsWith('Try --help.') ? 2 : 1;
  }
}

function printHelp(): void {
  print('sunshine: Sunshine Pavilion (阳光议事亭)');
  print();
  for (const { name, summary } of commands) print(`  ${name.padEnd(13)} ${summary}`);
  print();
  print('sunshine <command> --help tells more. Settings come from the environment; see README.');
}

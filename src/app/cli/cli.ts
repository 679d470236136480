import { type Command, complain, type ExitCode, explainFailure, print } from './command.ts';
import { demoCommand } from './demo.command.ts';
import { importCommand } from './import.command.ts';
import { initCommand } from './init.command.ts';
import { migrateCommand } from './migrate.command.ts';
import { serveCommand } from './serve.command.ts';
import { userCommand } from './user.command.ts';

const commands: readonly Command[] = [
  serveCommand,
  initCommand,
  demoCommand,
  importCommand,
  userCommand,
  migrateCommand,
];

/** Runs one command of `sunshine` and says how it ended. */
export async function run(args: string[]): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    printHelp();
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    complain(`sunshine: there is no command "${name}". Try --help.`);
    return 2;
  }
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
  for (const command of commands) print(`  ${command.name.padEnd(9)} ${command.summary}`);
  print();
  print('sunshine <command> --help tells more. Settings come from the environment; see README.');
}

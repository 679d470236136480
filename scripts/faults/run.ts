/**
 * `npm run --silent fault -- NAME …`: breaks something under the running product and counts what was acknowledged and
 * what is there (docs/faults.md). Without a name, or with one it does not know, it lists them.
 */
import { clock } from './clock.ts';
import { type Fault, runFault } from './fault.ts';
import { fullBackup } from './full-backup.ts';
import { fullDatabase } from './full-database.ts';
import { fullFiles } from './full-files.ts';
import { killedDatabase, lostDatabase, quickCut } from './lost-database.ts';
import { sleepingLaptop } from './sleeping-laptop.ts';
import { slowClients } from './slow-clients.ts';

const faults: readonly Fault[] = [
  fullFiles,
  fullDatabase,
  fullBackup,
  lostDatabase,
  killedDatabase,
  slowClients,
  clock,
  sleepingLaptop,
];

const wanted = process.argv.slice(2);
const chosen = wanted.includes('all')
  ? faults
  : [quickCut, ...faults].filter(({ name }) => wanted.includes(name));
if (chosen.length === 0 || (chosen.length < wanted.length && !wanted.includes('all'))) {
  console.log('npm run --silent fault -- NAME …, or all\n');
  for (const { name, proves } of [quickCut, ...faults]) console.log(`  ${name.padEnd(16)} ${proves}`);
  process.exitCode = 2;
} else {
  const exits: number[] = [];
  for (const fault of chosen) exits.push(await runFault(fault));
  process.exitCode = exits.includes(1) ? 1 : exits.includes(3) ? 3 : 0;
}

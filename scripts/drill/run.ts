/**
 * `npm run --silent drill:kill`: kills server and database under writes, each alone and together, twenty times, and
 * counts what was acknowledged and what is there (docs/drill.md). `--server` does it on a PostgreSQL server of its own
 * instead of the built-in database; `--quick` is three kills in seconds.
 */
import { parseArgs } from 'node:util';
import { runFault } from '../faults/fault.ts';
import { drillOf } from './drill.ts';

function planOf(args: string[]) {
  const options = { server: { type: 'boolean' }, quick: { type: 'boolean' } } as const;
  try {
    const { values } = parseArgs({ args, options });
    return { onServer: values.server === true, isQuick: values.quick === true };
  } catch {
    return undefined;
  }
}

const plan = planOf(process.argv.slice(2));
if (plan) process.exitCode = await runFault(drillOf(plan));
else {
  console.log('npm run --silent drill:kill -- [--server] [--quick]');
  process.exitCode = 2;
}

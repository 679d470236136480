/**
 * A private PostgreSQL for the tests, apart from any that runs on the machine:
 *   node --import tsx test/server.ts start FOLDER    makes a cluster in FOLDER, starts it, prints its address
 *   node --import tsx test/server.ts restart FOLDER  starts it again, as it was started, when it was killed
 *   node --import tsx test/server.ts stop FOLDER     stops it and removes FOLDER
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const oldestMajor = 15;

/** PostgreSQL refuses to run as root: then its programs run as the account `postgres`. */
const account = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

/**
 * Makes a cluster in an empty folder, starts it on a free port of the loopback; its superuser's address. Only a
 * `durable` one keeps what it acknowledged when it is killed.
 */
export async function startServer(
  folder: string,
  { durable = false }: { durable?: boolean } = {},
): Promise<string> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(18).toString('base64url');
  const port = await freePort();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined)
    for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
  runProgram('initdb', [
    ...['-D', data, '-U', 'tests', '-A', 'scram-sha-256', '--pwfile', passwordFile],
    ...['-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
  ]);
  const options = [
    `-c port=${port}`,
    '-c listen_addresses=127.0.0.1',
    `-c unix_socket_directories=${folder}`,
  ];
  // Durability is seldom what is tested; everything else is as PostgreSQL comes.
  const fast = durable ? [] : ['-c fsync=off', '-c synchronous_commit=off'];
  const log = join(folder, 'log');
  runProgram('pg_ctl', [
    'start',
    '-w',
    '-D',
    data,
    '-l',
    log,
    '-o',
    [...options, ...fast, '-c max_connections=200'].join(' '),
  ]);
  return `postgres://tests:${password}@127.0.0.1:${port}/postgres`;
}

/** The postmaster of the cluster in a folder. */
export function postmasterIn(folder: string): number {
  return Number.parseInt(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8'), 10);
}

/**
 * Starts a cluster again that was killed, with the options it had (pg_ctl reads them from postmaster.opts). Throws
 * while processes of the former one still hold its memory.
 */
export function restartServer(folder: string): void {
  runProgram('pg_ctl', [
    'restart',
    '-w',
    '-m',
    'fast',
    '-D',
    join(folder, 'data'),
    '-l',
    join(folder, 'log'),
  ]);
}

/** Stops the cluster in a folder, by the process id it wrote there, and removes the folder. */
export function stopServer(folder: string): void {
  const data = join(folder, 'data');
  if (existsSync(join(data, 'postmaster.pid')))
    runProgram('pg_ctl', ['stop', '-w', '-m', 'fast', '-D', data]);
  rmSync(folder, { recursive: true, force: true });
}

function runProgram(name: string, args: string[]): void {
  const done = spawnSync(join(programs(), name), args, {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`${name} failed: ${done.stderr ?? done.error?.message}`);
}

/** The newest PostgreSQL of the machine: PG_BIN, or where Debian puts them. */
function programs(): string {
  if (process.env.PG_BIN) return process.env.PG_BIN;
  const home = '/usr/lib/postgresql';
  const majors = existsSync(home) ? readdirSync(home).map(Number) : [];
  const newest = Math.max(0, ...majors.filter((major) => existsSync(`${home}/${major}/bin/initdb`)));
  if (newest < oldestMajor)
    throw new Error(`no PostgreSQL ${oldestMajor} or later below ${home}: set PG_BIN`);
  return `${home}/${newest}/bin`;
}

function idOf(flag: '-u' | '-g'): number {
  const done = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  if (done.status !== 0)
    throw new Error('PostgreSQL does not run as root, and there is no account "postgres"');
  return Number(done.stdout);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

if (process.argv[1] === import.meta.filename) {
  const commands: Readonly<Record<string, (folder: string) => Promise<void> | void>> = {
    start: async (folder) => console.log(await startServer(folder)),
    restart: restartServer,
    stop: stopServer,
  };
  const [name = '', folder] = process.argv.slice(2);
  const command = commands[name];
  if (folder === undefined || command === undefined) {
    console.error('usage: node --import tsx test/server.ts start|restart|stop FOLDER');
    process.exitCode = 2;
  } else await command(resolve(folder));
}

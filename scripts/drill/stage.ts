import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, postmasterIn } from '../../test/server.ts';
import type { Scene } from '../faults/fault.ts';
import type { Superuser } from '../faults/inspection.ts';
import { openPrivateServer, runOnServer } from '../faults/private-server.ts';
import { accountsIn, postmasterOf, root, runSunshine, type SignIn } from '../faults/product.ts';
import { type KeptRunning, keepRunning } from './kept-running.ts';

/** On what a drill is played; whoever ends there is started again. */
export type Stage = {
  product: KeptRunning;
  accounts: ReadonlyMap<string, readonly SignIn[]>;
  superuser: Superuser;
  /** The process of PostgreSQL itself. */
  postmaster(): Promise<number>;
  /** Says that the database was killed: where it is not the product's own, its supervisor starts it again. */
  databaseWasKilled(): void;
};

export type StageOptions = {
  /** A PostgreSQL server of its own instead of the built-in database. */
  onServer: boolean;
  /** A community in which nothing has happened, instead of the demonstration. */
  isBare: boolean;
  /** Where text messages go. */
  smsUrl: string;
};

const makeBare = ['init', '--community', 'lanjin', '--name', '兰锦社区'];

export async function setStage(scene: Scene, options: StageOptions): Promise<Stage> {
  const env = {
    // The same address after every start, as people have it.
    PORT: String(await freePort()),
    REQUESTS_PER_MINUTE: '1000000',
    ...{ SMS_ADAPTER: 'http', SMS_HTTP_URL: options.smsUrl, SMS_HTTP_TOKEN: randomUUID() },
    WEBHOOK_PRIVATE_TARGETS: 'true',
  };
  const dataDir = join(scene.folder, 'data');
  return options.onServer ? onServer(scene, dataDir, env, options) : onEmbedded(scene, dataDir, env, options);
}

type Env = Readonly<Record<string, string>>;

async function onEmbedded(scene: Scene, dataDir: string, env: Env, { isBare }: StageOptions): Promise<Stage> {
  if (isBare) await runSunshine(makeBare, { DATA_DIR: dataDir });
  scene.tell(`starting the product${isBare ? '' : '; the demonstration is loaded'}`);
  const product = await keepRunning({ dataDir, env });
  return {
    ...{ product, accounts: product.now().accounts, superuser: { dataDir } },
    postmaster: () => postmasterOf({ dataDir }),
    // The product watches over it itself.
    databaseWasKilled: () => undefined,
  };
}

async function onServer(scene: Scene, dataDir: string, env: Env, { isBare }: StageOptions): Promise<Stage> {
  const server = await openPrivateServer(scene, { durable: true });
  scene.tell(isBare ? 'making a community' : 'loading the demonstration into it');
  const printed = await runOnServer(server, isBare ? makeBare : ['demo', 'lanjin'], dataDir);
  scene.tell('starting the product');
  const product = await keepRunning({ dataDir, env: { ...env, DATABASE_URL: server.application() } });
  return {
    ...{ product, accounts: accountsIn(printed), superuser: { url: server.superuser } },
    postmaster: async () => postmasterIn(server.folder),
    databaseWasKilled: () => void restart(server.folder),
  };
}

const runProgram = promisify(execFile);

/** As its supervisor would: again and again until the memory of the former one is free. */
async function restart(folder: string): Promise<void> {
  const program = ['--import', 'tsx', 'test/server.ts', 'restart', folder];
  const isRunning = () =>
    runProgram(process.execPath, program, { cwd: root }).then(
      () => true,
      () => false,
    );
  while (!(await isRunning())) await pause(200);
}

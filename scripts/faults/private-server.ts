import { randomUUID } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { startServer, stopServer } from '../../test/server.ts';
import { NotPossibleHere, type Scene } from './fault.ts';
import { runSunshine } from './product.ts';

/** A PostgreSQL server of a scene's own, with an empty database and the product's two roles; gone at its end. */
export type PrivateServer = {
  folder: string;
  port: number;
  /** Addresses of the database: as a superuser, and as each role, through another port where one is given. */
  superuser: string;
  application(port?: number): string;
  owner: string;
};

export async function openPrivateServer(
  scene: Scene,
  options: { durable?: boolean } = {},
): Promise<PrivateServer> {
  const folder = join(scene.folder, 'cluster');
  scene.tell('starting a PostgreSQL server of its own');
  const server = await startServer(folder, options).catch((error: unknown) => {
    throw new NotPossibleHere(error instanceof Error ? error.message : String(error));
  });
  scene.atEnd(() => stopServer(folder));
  const sql = postgres(server, { max: 1, onnotice: () => undefined });
  const password = randomUUID();
  await sql.unsafe(`create role fault_owner login password '${password}'`);
  await sql.unsafe(`create role fault_application login password '${password}'`);
  await sql.unsafe('create database fault owner fault_owner');
  await sql.end();
  const superuser = new URL(server);
  const own = Number(superuser.port);
  superuser.pathname = '/fault';
  const at = (role: string, port: number) => `postgres://${role}:${password}@127.0.0.1:${port}/fault`;
  return {
    ...{ folder, port: own, superuser: superuser.href, owner: at('fault_owner', own) },
    application: (port = own) => at('fault_application', port),
  };
}

/** Runs a command of `sunshine` on that server, with a data folder that any account may pass through. */
export async function runOnServer(
  server: PrivateServer,
  args: readonly string[],
  dataDir: string,
): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  await chmod(dataDir, 0o755);
  return runSunshine(args, {
    ...{ DATA_DIR: dataDir, DATABASE_URL: server.application(), DATABASE_OWNER_URL: server.owner },
  });
}

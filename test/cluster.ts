import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, openConnection } from '../src/platform/database.ts';
import { startEmbeddedDatabase } from '../src/platform/embedded/embedded-database.ts';
import { migrate } from '../src/platform/migrate.ts';

/** Which PostgreSQL the tests run on: the one the product brings, or the one TEST_DATABASE_URL names. */
export type ClusterKind = 'embedded' | 'server';

/** A running PostgreSQL with the two roles of the product and a migrated template; plain data, it travels by env. */
export type Cluster = {
  kind: ClusterKind;
  owner: ConnectionOptions;
  application: ConnectionOptions;
  template: string;
};

type Opened = { cluster: Cluster; close(): Promise<void> };
type Roles = { owner: ConnectionOptions; application: ConnectionOptions; close(): Promise<void> };

/** Opens a cluster for tests; `close` leaves nothing of it behind. */
export async function openCluster(kind: ClusterKind): Promise<Opened> {
  const prefix = `sunshine_test_${randomBytes(5).toString('hex')}`;
  const roles = kind === 'embedded' ? await startEmbedded() : await makeRoles(prefix);
  try {
    const template = `${prefix}_template`;
    await makeTemplate(template, kind, roles);
    const { owner, application } = roles;
    return { cluster: { kind, owner, application, template }, close: roles.close };
  } catch (error) {
    await roles.close();
    throw error;
  }
}

async function startEmbedded(): Promise<Roles> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sunshine-test-'));
  try {
    const { owner, application, stop } = await startEmbeddedDatabase({ dataDir });
    const close = async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    };
    return { owner, application, close };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

/** On a server the tests bring two roles of their own, as plain as in production, and take them away again. */
async function makeRoles(prefix: string): Promise<Roles> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: it names a superuser of the server to test on');
  const superuser = openConnection(url, { max: 1 });
  const make = async (role: string, extra: string): Promise<string> => {
    const password = randomBytes(18).toString('base64url');
    await superuser.unsafe(
      `create role ${role} login nosuperuser nobypassrls nocreaterole ${extra} password '${password}'`,
    );
    const address = new URL(url);
    address.username = role;
    address.password = password;
    return address.href;
  };
  const owner = `${prefix}_owner`;
  const application = `${prefix}_app`;
  const close = async () => {
    const left = await superuser<{ name: string }[]>`
      select datname as name from pg_database where starts_with(datname, ${prefix})`;
    for (const { name } of left) await superuser`drop database ${superuser(name)} with (force)`;
    await superuser`drop role if exists ${superuser(owner)}, ${superuser(application)}`;
    await superuser.end();
  };
  return { owner: await make(owner, 'createdb'), application: await make(application, 'nocreatedb'), close };
}

async function makeTemplate(template: string, kind: ClusterKind, roles: Roles): Promise<void> {
  const maintenance = openConnection(roles.owner, { max: 1 });
  try {
    const locale = kind === 'server' ? "template template0 encoding 'UTF8' locale 'C.UTF-8'" : '';
    await maintenance.unsafe(`create database ${template} ${locale}`);
    const owner = openConnection(atDatabase(roles.owner, template), { max: 1 });
    await migrate(owner, roleOf(roles.application)).finally(() => owner.end());
    // A template with an open connection cannot be cloned.
    await maintenance.unsafe(`alter database ${template} with allow_connections false`);
  } finally {
    await maintenance.end();
  }
}

/** The same way in, to another database. */
export function atDatabase(options: ConnectionOptions, database: string): ConnectionOptions {
  if (typeof options !== 'string') return { ...options, database };
  const address = new URL(options);
  address.pathname = `/${database}`;
  return address.href;
}

/** The role a connection is made as. */
export function roleOf(options: ConnectionOptions): string {
  return typeof options === 'string' ? decodeURIComponent(new URL(options).username) : options.username;
}

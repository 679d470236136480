import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import {
  type Connection,
  type ConnectionOptions,
  type Database,
  openConnection,
  openDatabase,
} from '../src/platform/database.ts';
import { atDatabase, type Cluster, type ClusterKind, openCluster } from './cluster.ts';
import { noteRan } from './ran.ts';

/** A database of a test's own: as the application sees it, and as the owner does. */
export type TestDatabase = {
  database: Database;
  owner: Connection;
  /** The ways in, for a test that opens its own connections or starts a process. */
  ways: { application: ConnectionOptions; owner: ConnectionOptions };
};

type Undo = () => Promise<unknown>;
const undone: Undo[] = [];

after(async () => {
  for (const undo of undone.reverse()) await undo();
});

let cluster: Promise<Cluster> | undefined;

/**
 * A fresh database, cloned from the migrated template; gone when the test file is over. `npm test` starts one
 * cluster for all files; a file run by itself starts its own (SUNSHINE_TEST_DATABASE=server for TEST_DATABASE_URL).
 */
export async function testDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  cluster ??= findCluster();
  const { kind, owner, application, template } = await cluster;
  const name = template.replace(/template$/, randomBytes(6).toString('hex'));
  const source = options.migrated === false ? 'template0' : template;
  const maintenance = openConnection(owner, { max: 1 });
  await maintenance.unsafe(`create database ${name} template ${source} strategy wal_log`);
  // No test cuts the power; what tests that do start is a process of their own.
  await maintenance.unsafe(`alter database ${name} set synchronous_commit = off`);
  const ways = { application: atDatabase(application, name), owner: atDatabase(owner, name) };
  const opened = {
    // Tests send hundreds of requests at once, also where the machine has much else to do.
    database: await openDatabase(ways.application, { max: 6, waitMs: 60_000 }),
    owner: openConnection(ways.owner, { max: 2 }),
    ways,
  };
  undone.push(async () => {
    await Promise.all([opened.database.close(), opened.owner.end({ timeout: 5 })]);
    await maintenance.unsafe(`drop database if exists ${name}`);
    await maintenance.end();
  });
  noteRan(kind);
  return opened;
}

async function findCluster(): Promise<Cluster> {
  const handedOver = process.env.SUNSHINE_TEST_CLUSTER;
  if (handedOver) return JSON.parse(handedOver) as Cluster;
  const kind: ClusterKind = process.env.SUNSHINE_TEST_DATABASE === 'server' ? 'server' : 'embedded';
  const opened = await openCluster(kind);
  undone.unshift(opened.close);
  return opened.cluster;
}

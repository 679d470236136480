import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StagePlatform } from '../../src/app/demo/stage.ts';
import type { Community } from '../../src/platform/call.ts';
import { settableClock, systemClock } from '../../src/platform/clock.ts';
import {
  type Connection,
  type ConnectionOptions,
  openConnection,
  openDatabase,
} from '../../src/platform/database.ts';
import { folderFileStore } from '../../src/platform/files/file-store.ts';
import { openLog } from '../../src/platform/log.ts';
import { atDatabase, type ClusterKind, openCluster } from '../../test/cluster.ts';
import { startServer, stopServer } from '../../test/server.ts';
import { fillBare, type Told } from './bare-data.ts';
import { hands, idsOf, multiply } from './multiply.ts';
import { playSmallStory } from './story.ts';
import { type Starting, type Subject, startSubject } from './subject.ts';
import type { Ground } from './tasks.ts';

/** A database server with a story told once. */
export type Field = {
  version: string;
  /** The product and the bare handler over the same number of matters. */
  plant(size: { communities: number; copies: number }): Promise<Plot>;
};

export type Plot = {
  ground: Ground;
  matters: number;
  rows: number;
  /** Has everything that is kept of what is public out of date, in every community. */
  change(): Promise<unknown>;
  start(side: 'product' | 'bare' | 'running product'): Promise<Subject>;
};

type Means = {
  kind: ClusterKind;
  owner: ConnectionOptions;
  application: ConnectionOptions;
  maintenance: Connection;
  folder: string;
  secret: string;
  progress: (line: string) => void;
};

type Story = {
  database: string;
  community: Community;
  before: Set<string>;
  told: Told[];
  ground: Omit<Ground, 'communities' | 'copies'>;
};

type Undo = () => unknown;
const undone: Undo[] = [];

/** Takes away everything that was started and made, also when the bench broke off half-way. */
export async function clearField(): Promise<void> {
  for (let undo = undone.pop(); undo; undo = undone.pop()) await undo();
}

/** Opens the field on a private PostgreSQL server, or on the database the product brings. */
export async function openField(
  kind: ClusterKind,
  mattersTold: number,
  progress: (line: string) => void,
): Promise<Field> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-bench-'));
  undone.push(() => rm(folder, { recursive: true, force: true }));
  // The server runs as an account of its own where we are root: it has to get through to its folder.
  await chmod(folder, 0o711);
  const cluster = join(folder, 'cluster');
  if (kind === 'server') {
    undone.push(() => stopServer(cluster));
    process.env.TEST_DATABASE_URL = await startServer(cluster);
  }
  const opened = await openCluster(kind);
  undone.push(opened.close);
  const { owner, application, template } = opened.cluster;
  const maintenance = openConnection(owner, { max: 1 });
  undone.push(() => maintenance.end());
  const secret = randomBytes(32).toString('base64url');
  const means: Means = { kind, owner, application, maintenance, folder, progress, secret };
  const [server] = await maintenance<
    { version: string }[]
  >`select current_setting('server_version') as version`;
  const story = await tellStory(means, template, mattersTold);
  return { version: server?.version ?? '', plant: (size) => plant(means, story, size) };
}

async function tellStory(means: Means, template: string, mattersTold: number): Promise<Story> {
  const database = template.replace(/template$/, 'told');
  await means.maintenance.unsafe(`create database ${database} template ${template}`);
  const application = await openDatabase(atDatabase(means.application, database));
  const owner = openConnection(atDatabase(means.owner, database), { max: 1 });
  const files = join(means.folder, 'files');
  await mkdir(files);
  const platform: StagePlatform = {
    ...{ database: application, files: folderFileStore(files), log: openLog('warn') },
    ...{ clock: settableClock(systemClock.now()), secret: Buffer.from(means.secret) },
    ...{ baseUrl: 'http://127.0.0.1:8080', isPrivate: true },
  };
  try {
    let before = new Set<string>();
    const community = await playSmallStory(platform, mattersTold, async ({ id }) => {
      before = await idsOf(owner, id);
    });
    const read = await readStory(owner, community);
    if (read.told.length !== mattersTold)
      throw new Error(`the story told ${read.told.length} matters everybody may read`);
    return { database, community, before, ...read };
  } finally {
    await Promise.all([application.close(), owner.end()]);
  }
}

async function readStory(owner: Connection, { id }: Community): Promise<Pick<Story, 'told' | 'ground'>> {
  return owner.begin(async (sql) => {
    await sql`select set_config('app.community', ${id}, true)`;
    const told = await sql<(Told & { number: string })[]>`
      select m.id, m.number, m.public_title as title, m.category_code as category, m.tier, r.text,
        coalesce(m.building ->> 'name', '小区') as building, m.accepted_at::text as accepted_at,
        case when m.state in ('done', 'callback', 'closed') then 'resolved' else 'open' end as status,
        array(select split_part(w, ':', 2) from unnest(s.lexemes) w) as words,
        (select json_agg(json_build_object('action', e.action, 'hat', e.hat, 'facts', e.facts::text, 'words', e.words)
           order by e.at) from matter_events e where e.matter_id = m.id) as events
      from matters m join reports r on r.id = m.first_report_id join matter_search s on s.matter_id = m.id
      where not m.sensitive and m.state not in ('withdrawn', 'merged') order by m.number`;
    const [place] = await sql<Ground['place'][]>`
      select b.estate_id, b.id as building_id, s.id as stairwell_id from buildings b
      join stairwells s on s.building_id = b.id order by b.label, s.label limit 1`;
    if (!place) throw new Error('the story has no places');
    const numbers = told.map(({ number }) => number);
    const words = { commonWord: commonWordOf(told), rareWord: plantedWord };
    return { told, ground: { ...words, numbers, place: { ...place } } };
  });
}

/** The word of two characters that most matters hold. */
function commonWordOf(told: readonly Told[]): string {
  const times = new Map<string, number>();
  for (const { words } of told) {
    for (const word of words.filter((one) => /^\p{Script=Han}{2}$/u.test(one)))
      times.set(word, (times.get(word) ?? 0) + 1);
  }
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

async function plant(
  means: Means,
  story: Story,
  size: { communities: number; copies: number },
): Promise<Plot> {
  const { communities, copies } = size;
  const matters = communities * copies * story.told.length;
  const database = story.database.replace(/told$/, String(matters));
  const bare = `${database}_bare`;
  await means.maintenance.unsafe(`create database ${database} template ${story.database}`);
  await means.maintenance.unsafe(`create database ${bare}`);
  const rows = await asOwner(means, database, (owner) =>
    multiply({ ...size, owner, before: story.before, told: story.community.id, progress: means.progress }),
  );
  await asOwner(means, bare, (owner) => fillBare(owner, story.told, size));
  await plantWord(means, story, { communities, product: database, bare });
  means.progress(`${matters} matters: ${rows} rows of the product, and as many cases beside them`);
  return {
    ground: { ...story.ground, communities, copies },
    matters,
    rows,
    change: () => asOwner(means, database, (owner) => owner`update public_changes set version = version + 1`),
    start: (side) => startSubject(startingOf(means, side, side === 'bare' ? bare : database)),
  };
}

/** In nothing that was told; four matters of each community are found by it, however many there are. */
const plantedWord = '蝴蝶';
const timesPlanted = 4;

/** A search is compared with the same search: so many matters of the first telling are found by one word more. */
async function plantWord(
  means: Means,
  { told }: Story,
  at: { communities: number; product: string; bare: string },
): Promise<void> {
  if (told.some(({ words }) => words.includes(plantedWord))) throw new Error(`${plantedWord} was told of`);
  const ids = told.slice(0, timesPlanted).map(({ id }) => id);
  await asOwner(means, at.product, async (owner) => {
    await owner`
      update matter_search set lexemes = lexemes || (community_id || ':' || ${plantedWord}::text)
      where matter_id in (
        select (left(id, 24) || lpad(to_hex(c), 4, '0') || '0001' || right(id, 4))::uuid
        from unnest(${ids}::text[]) id, generate_series(1, ${at.communities}::integer) c)`;
    await owner.unsafe('vacuum analyze matter_search');
  });
  await asOwner(means, at.bare, async (owner) => {
    const numbers = ids.map((_, index) => `2026-${String(100 + index + 1).padStart(6, '0')}`);
    await owner`
      update cases set lexemes = lexemes || (community_id || ':' || ${plantedWord}::text)
      where number = any(${numbers}::text[])`;
    await owner.unsafe('vacuum analyze cases');
  });
}

async function asOwner<T>(
  means: Means,
  database: string,
  work: (owner: Connection) => Promise<T>,
): Promise<T> {
  const owner = openConnection(atDatabase(means.owner, database), { max: hands });
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

function startingOf(means: Means, side: 'product' | 'bare' | 'running product', database: string): Starting {
  if (side === 'bare') {
    const at = atDatabase(means.owner, database);
    return { name: 'bare', script: 'bare.ts', database, env: { BENCH_DATABASE: JSON.stringify(at) } };
  }
  const env = {
    ...waysIn(atDatabase(means.application, database)),
    ...{ DATA_DIR: means.folder, SUNSHINE_SECRET: means.secret, PORT: '0', LIMITS_TIMES: '1000' },
    ...(side === 'running product' && { BENCH_RUNNER: '1' }),
  };
  return { name: side, script: 'product.ts', database, env };
}

/** A folder of sockets has no place in an address: there the driver reads it from its environment. */
function waysIn(options: ConnectionOptions): Record<string, string> {
  if (typeof options === 'string') return { DATABASE_URL: options };
  const { username, host, port, database } = options;
  return { DATABASE_URL: `postgres:///${database}`, PGHOST: host, PGPORT: String(port), PGUSER: username };
}

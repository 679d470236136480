import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { type Client, community } from './client.ts';
import type { Diary } from './diary.ts';
import type { Product } from './product.ts';

/*
 * What is there when the fault is over, read past the product: straight from the tables and the disk, as a superuser
 * whom no fence holds. A report is whole with its clock, its entry in the ledger and its photos; a decision with its
 * matter, its clock and its entry.
 */

export type Row = { what: string; acknowledged: number; there: number; twice: number; halfWritten: number };
export type Inspection = { rows: Row[]; complaints: string[] };

export type Superuser = { url: string } | { dataDir: string };

/** A line to the database past the product. */
export async function openSuperuser(superuser: Superuser): Promise<postgres.Sql> {
  const usual = { max: 1, fetch_types: false, onnotice: () => undefined };
  if ('url' in superuser) return postgres(superuser.url, usual);
  // The lock file tells where the built-in database listens (PostgreSQL, "postmaster.pid": port and socket folder).
  const lock = (await readFile(join(superuser.dataDir, 'pgdata', 'postmaster.pid'), 'utf8')).split('\n');
  const place = { host: lock[4] ?? '', port: Number(lock[3]), database: 'sunshine', username: 'postgres' };
  return postgres({ ...place, ...usual });
}

type ReportRow = {
  id: string;
  text: string;
  number: string;
  state: string;
  matter_id: string | null;
  clocks: number;
  entries: number;
  photos: string[];
};
type MatterRow = { id: string; number: string; clocks: number; entries: number };
type PhotoRow = { id: string; large_file: string; small_file: string };

const entriesOf = (sql: postgres.Sql, type: string) => sql`
  (select count(*)::integer from (
    select number from ledger_entries where community_id = r.community_id and type = ${type}
    union all select number from ledger_pending where community_id = r.community_id and type = ${type}) e
   where e.number = r.number)`;

/** Holds the diary against the tables and the files. */
export async function inspect(diary: Diary, product: Product, superuser: Superuser): Promise<Inspection> {
  const sql = await openSuperuser(superuser);
  try {
    const reports = await sql<ReportRow[]>`
      select r.id, r.text, r.number, r.state, r.matter_id,
        (select count(*)::integer from deadlines d
          where d.community_id = r.community_id and d.subject_id = r.id and d.kind = 'accept') as clocks,
        ${entriesOf(sql, 'report.received')} as entries,
        coalesce((select json_agg(p.id) from photos p
          where p.community_id = r.community_id and p.attached_to = 'report' and p.attached_id = r.id), '[]') as photos
      from reports r join communities c on c.id = r.community_id where c.slug = ${community}`;
    const matters = await sql<MatterRow[]>`
      select r.id, r.number,
        (select count(*)::integer from deadlines d
          where d.community_id = r.community_id and d.subject_id = r.id and d.kind = 'resolve') as clocks,
        ${entriesOf(sql, 'matter.accepted')} as entries
      from matters r join communities c on c.id = r.community_id where c.slug = ${community}`;
    const photos = await sql<PhotoRow[]>`select id, large_file, small_file from photos`;
    const complaints: string[] = [];
    const rows = [
      countReports(diary, reports, complaints),
      countDecisions(diary, reports, matters, complaints),
      await countPhotos(diary, photos, product, complaints),
    ];
    complaints.push(...(await ledgerComplaints(sql)), ...(await leftOver(product)));
    return { rows, complaints };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function countReports({ reports }: Diary, found: ReportRow[], complaints: string[]): Row {
  const byText = groupBy(found, ({ text }) => text);
  let there = 0;
  let halfWritten = 0;
  for (const kept of reports) {
    const row = byText.get(kept.text)?.[0];
    if (!row || row.id !== kept.reportId || row.number !== kept.number) {
      complaints.push(`report ${kept.number} was acknowledged and is not there as it was`);
      continue;
    }
    there += 1;
    const isWhole = row.clocks === 1 && row.entries === 1 && sameIds(row.photos, kept.photoIds);
    if (isWhole) continue;
    halfWritten += 1;
    complaints.push(
      `report ${kept.number}: ${row.clocks} clocks, ${row.entries} entries, ${row.photos.length} photos`,
    );
  }
  // Also what nobody was promised must be whole: an answer may have been lost on its way.
  const promised = new Set(reports.map(({ text }) => text));
  for (const row of found) {
    if (promised.has(row.text) || (row.clocks === 1 && row.entries === 1)) continue;
    halfWritten += 1;
    complaints.push(`report ${row.number}, not acknowledged, is there in part`);
  }
  const ours = [...byText].filter(([text]) => /^第\d+位居民的第\d+件事/.test(text));
  const twice = ours.filter(([, rows]) => rows.length > 1).length + found.length - countOf(found, 'number');
  return { what: 'reports', acknowledged: reports.length, there, twice, halfWritten };
}

function countDecisions(
  { decisions }: Diary,
  reports: ReportRow[],
  matters: MatterRow[],
  complaints: string[],
): Row {
  const byId = new Map(matters.map((matter) => [matter.id, matter]));
  const reportOf = new Map(reports.map((report) => [report.id, report]));
  let there = 0;
  let halfWritten = 0;
  for (const kept of decisions) {
    const matter = byId.get(kept.matterId);
    const report = reportOf.get(kept.reportId);
    if (matter && report?.matter_id === kept.matterId) there += 1;
    else complaints.push(`the acceptance of ${kept.number} was acknowledged and is not there`);
    if (!matter || (matter.clocks === 1 && matter.entries === 1 && report?.state === 'accepted')) continue;
    halfWritten += 1;
    complaints.push(`matter ${kept.number}: ${matter.clocks} clocks, ${matter.entries} entries`);
  }
  const twice =
    matters.length - countOf(matters, 'number') + matters.filter(({ entries }) => entries > 1).length;
  return { what: 'desk decisions', acknowledged: decisions.length, there, twice, halfWritten };
}

/** A file's name is the SHA-256 of what is in it, so whether it is whole shows in itself. */
async function countPhotos(
  { photos }: Diary,
  found: PhotoRow[],
  { dataDir }: Product,
  complaints: string[],
): Promise<Row> {
  const files = await listFiles(join(dataDir, 'files'));
  const isWhole = async (name: string) => {
    const path = files.get(name);
    if (path === undefined) return false;
    const hash = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    return name === `${hash}.jpg`;
  };
  let there = 0;
  let halfWritten = 0;
  for (const row of found) {
    const whole = (await isWhole(row.large_file)) && (await isWhole(row.small_file));
    if (photos.has(row.id)) there += 1;
    if (whole) continue;
    halfWritten += 1;
    complaints.push(`photo ${row.id}: its files are not whole`);
  }
  return {
    what: 'photos',
    acknowledged: photos.size,
    there,
    twice: found.length - countOf(found, 'id'),
    halfWritten,
  };
}

/** Indexes without gaps, and a time of recording that never goes back. */
async function ledgerComplaints(sql: postgres.Sql): Promise<string[]> {
  const [row] = await sql<{ gaps: number; backwards: number }[]>`
    select count(*) filter (where index <> before + 1)::integer as gaps,
      count(*) filter (where recorded_at < earlier)::integer as backwards
    from (select index, recorded_at, lag(index) over w as before, lag(recorded_at) over w as earlier
      from ledger_entries window w as (partition by community_id order by index)) e where before is not null`;
  return [
    ...(row?.gaps === 0 ? [] : [`the ledger has ${row?.gaps} gaps`]),
    ...(row?.backwards === 0 ? [] : [`the ledger's time goes back ${row?.backwards} times`]),
  ];
}

/** What requests that broke off left behind: unfinished files, uploads of nobody. */
export async function leftOverFiles(dataDir: string): Promise<string[]> {
  const folders = [join(dataDir, 'files', 'incoming'), join(dataDir, 'tmp')];
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => [] as string[]);
      return names.map((name) => join(folder, name));
    }),
  );
  return found.flat();
}

async function leftOver({ dataDir }: Product): Promise<string[]> {
  const left = await leftOverFiles(dataDir);
  return left.length === 0 ? [] : [`${left.length} unfinished files or uploads are left`];
}

async function listFiles(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, join(entry.parentPath, entry.name)]),
  );
}

/** The same again as those who were promised it see it: through the private link. */
export async function readBack(diary: Diary, client: Client): Promise<string[]> {
  const complaints: string[] = [];
  for (const { reportId, reportKey, text, number } of diary.reports) {
    const answer = await client.api('GET', `/reports/${reportId}`, { reportKey });
    if (answer.status !== 200 || answer.body.text !== text) {
      complaints.push(`the private link of ${number} answers ${answer.status}`);
    }
  }
  return complaints;
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function countOf<Item>(items: readonly Item[], name: keyof Item): number {
  return new Set(items.map((item) => item[name])).size;
}

function sameIds(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id) => others.includes(id));
}

import type { CommunityId } from '../../kernel/id.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Place } from '../../places/place/place.contract.ts';
import { placeName } from '../../places/place/place.rules.ts';
import { findAddress, getPlaceNames } from '../../places/place/place.service.ts';
import type { Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import type { TableRow } from '../../platform/table/table.contract.ts';
import { refusing } from '../../platform/table/unreadable-table.ts';
import {
  contentHashOf,
  findImported,
  findImportedContent,
  type Importing,
  importReports,
} from '../report/report-importing.service.ts';
import type {
  FileRefusalCode,
  Imported,
  Layout,
  ReadyRow,
  RowProblem,
  SameAnswer,
  Survey,
} from './import.contract.ts';
import { readRow } from './import.rules.ts';
import { lockSource } from './import.store.ts';
import { openErrorFile } from './import-errors.service.ts';
import { readRows } from './import-file.service.ts';

type Here = { platform: Pick<Platform, 'database' | 'clock'>; community: CommunityId };

/** Rows of one transaction: short enough that a resident who reports meanwhile does not notice. */
const batchRows = 100;
const shownRows = 5;
const sampleRows = 3;

/** A row ready to go in, as what it will be known again by: the file's id, or its content and how often that came. */
type Keyed = ReadyRow & { sourceId: string; hash: string; repeats: number | null };

type Sorted =
  | { is: 'ready'; row: Keyed }
  | { is: 'repeated' }
  | { is: 'wrong'; row: TableRow; problems: readonly RowProblem[] };

/** Reads the file row by row and sorts: ready, wrong, or there already further up in the same file. */
async function* sortRows(
  layout: Layout,
  now: Instant,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Sorted> {
  const seen = new Map<string, { row: number; hash: string; times: number }>();
  for await (const row of readRows(layout, onBytes)) {
    const read = readRow(row, layout, now);
    if (!read.ok) {
      yield { is: 'wrong', row, problems: read.problems };
      continue;
    }
    const hash = contentHashOf(read.ready);
    const { fileId } = read.ready;
    const key = fileId ?? hash;
    const earlier = seen.get(key);
    const times = (earlier?.times ?? 0) + 1;
    seen.set(key, { row: earlier?.row ?? row.row, hash: earlier?.hash ?? hash, times });
    if (fileId === null) {
      const sourceId = `${hash}:${times}`;
      yield { is: 'ready', row: { ...read.ready, sourceId, hash, repeats: earlier?.row ?? null } };
    } else if (earlier === undefined) {
      yield { is: 'ready', row: { ...read.ready, sourceId: fileId, hash, repeats: null } };
    } else if (earlier.hash === hash) {
      yield { is: 'repeated' };
    } else {
      const problem = { field: 'id', code: 'id-used-twice', found: fileId } as const;
      yield { is: 'wrong', row, problems: [problem] };
    }
  }
}

/**
 * Reads the whole file as an import would, and writes nothing but the file of wrong rows: what would go in, what is
 * there already, and what is wrong.
 */
export function surveyFile(
  { platform, community }: Here,
  layout: Layout,
  asked: { source: string; errorPath: string; locale: Locale; onBytes?: (bytes: number) => void },
): Promise<Outcome<Survey, FileRefusalCode>> {
  return refusing(async () => {
    const tally = newTally();
    const errors = openErrorFile(asked.errorPath, layout, asked.locale);
    const places = placeFinder();
    const count = (batch: readonly Keyed[]) =>
      platform.database.read(community, async (tx) => {
        const isIn = await whatIsIn(tx, asked.source, batch);
        for (const row of batch) tally.take(row, isIn(row));
        for (const row of batch.slice(0, sampleRows - tally.survey.samples.length))
          tally.survey.samples.push({
            ...row,
            placeName: await nameOf(tx, await places(tx, row.place), asked.locale),
          });
      });
    let batch: Keyed[] = [];
    for await (const sorted of sortRows(layout, platform.clock.now(), asked.onBytes)) {
      tally.survey.rows += 1;
      if (sorted.is === 'repeated') tally.survey.repeated += 1;
      if (sorted.is === 'wrong') {
        tally.wrong(sorted.row.row, sorted.problems);
        await errors.add(sorted.row, sorted.problems);
      }
      if (sorted.is === 'ready') batch.push(sorted.row);
      if (batch.length < batchRows) continue;
      await count(batch);
      batch = [];
    }
    await count(batch);
    return ok({ ...tally.survey, errorFile: await errors.close() });
  });
}

type Standing = 'fresh' | 'known' | 'same';

/** Says of each row of a batch whether it is in: known by the file's id, or only the same by its content. */
async function whatIsIn(tx: Tx, source: string, batch: readonly Keyed[]): Promise<(row: Keyed) => Standing> {
  const withIds = batch.filter(({ fileId }) => fileId !== null);
  const without = batch.filter(({ fileId }) => fileId === null);
  const known = await findImported(
    tx,
    source,
    withIds.map(({ sourceId }) => sourceId),
  );
  const same = await findImportedContent(
    tx,
    without.map(({ hash }) => hash),
  );
  return ({ fileId, sourceId, hash, repeats }) => {
    if (fileId !== null) return known.has(sourceId) ? 'known' : 'fresh';
    return repeats !== null || same.has(hash) ? 'same' : 'fresh';
  };
}

function newTally() {
  const survey = {
    ...{ rows: 0, fresh: 0, known: 0, repeated: 0, same: 0, wrong: 0 },
    firstSame: [] as { row: number; as: number | null }[],
    firstWrong: [] as { row: number; problems: readonly RowProblem[] }[],
    from: null as Instant | null,
    to: null as Instant | null,
    samples: [] as (ReadyRow & { placeName: string | null })[],
  };
  return {
    survey,
    take({ row, occurredAt, repeats }: Keyed, standing: Standing) {
      survey[standing] += 1;
      if (standing === 'same' && survey.firstSame.length < shownRows)
        survey.firstSame.push({ row, as: repeats });
      if (survey.from === null || occurredAt < survey.from) survey.from = occurredAt;
      if (survey.to === null || occurredAt > survey.to) survey.to = occurredAt;
    },
    wrong(row: number, problems: readonly RowProblem[]) {
      survey.wrong += 1;
      if (survey.firstWrong.length < shownRows) survey.firstWrong.push({ row, problems });
    },
  };
}

/**
 * Takes in every row that is ready and not in yet, a hundred to a transaction. It can be broken off at any moment
 * and run again: what is in is known again, whatever `same` says. `same` decides on rows that only their content
 * could tell from others; `import` takes them for things said twice.
 */
export function importRows(
  { platform, community }: Here,
  layout: Layout,
  asked: { source: string; same: SameAnswer; onRows?: (rows: number) => void },
): Promise<Outcome<Imported, FileRefusalCode>> {
  return refusing(async () => {
    const done: Imported = { imported: 0, skipped: 0, firstNumber: null, lastNumber: null };
    const places = placeFinder();
    const carryOut = async (batch: readonly Keyed[]) => {
      const numbers = await platform.database.write(community, async (tx) => {
        await lockSource(tx, asked.source);
        const fresh = await pickFresh(tx, asked, batch);
        const now = platform.clock.now();
        const reports: Importing[] = [];
        for (const row of fresh) reports.push(reportOf(row, await places(tx, row.place), asked.source));
        const received = await importReports(tx, reports, now);
        if (!received.ok) throw new Error(`a row that was ready was refused: ${received.refusal.code}`);
        return received.value.map(({ number }) => number);
      });
      done.imported += numbers.length;
      done.skipped += batch.length - numbers.length;
      done.firstNumber ??= numbers.at(0) ?? null;
      done.lastNumber = numbers.at(-1) ?? done.lastNumber;
    };
    let rows = 0;
    let batch: Keyed[] = [];
    for await (const sorted of sortRows(layout, platform.clock.now())) {
      rows += 1;
      if (sorted.is === 'ready') batch.push(sorted.row);
      if (batch.length < batchRows) continue;
      await carryOut(batch);
      batch = [];
      asked.onRows?.(rows);
    }
    await carryOut(batch);
    asked.onRows?.(rows);
    return ok(done);
  });
}

async function pickFresh(
  tx: Tx,
  { source, same }: { source: string; same: SameAnswer },
  batch: readonly Keyed[],
): Promise<Keyed[]> {
  const isIn = await whatIsIn(tx, source, batch);
  if (same === 'skip') return batch.filter((row) => isIn(row) === 'fresh');
  const known = await findImported(
    tx,
    source,
    batch.map(({ sourceId }) => sourceId),
  );
  return batch.filter(({ sourceId }) => !known.has(sourceId));
}

function reportOf(row: Keyed, place: Place, source: string): Importing {
  return {
    ...{ text: row.text, occurredAt: row.occurredAt, sourceId: row.sourceId },
    ...{ source, place, locale: 'zh' },
    // The file does not say what its people were promised, so no more than the community learns who they are.
    ...{ anonymity: 'community-only', publicName: null, contact: { name: row.reporter, phone: row.phone } },
  };
}

/** Finds written places in the register, each once; what it does not know for sure stays as it is written. */
function placeFinder(): (tx: Tx, written: string) => Promise<Place> {
  const found = new Map<string, Place>();
  return async (tx, written) => {
    if (written === '') return { words: '' };
    const earlier = found.get(written);
    if (earlier) return earlier;
    const { places, isSure } = await findAddress(tx, written, true);
    const [only] = places;
    const place = only && places.length === 1 && isSure ? only : { words: written };
    found.set(written, place);
    return place;
  };
}

async function nameOf(tx: Tx, place: Place, locale: Locale): Promise<string | null> {
  const [labels] = await getPlaceNames(tx, [place]);
  const isSaid = Object.keys(place).length > 1 || place.words !== '';
  return labels && isSaid ? placeName(labels, { level: 'full' }, locale) : null;
}

import { basename, resolve } from 'node:path';
import { stderr, stdin } from 'node:process';
import { parseArgs } from 'node:util';
import {
  type Layout,
  type SameAnswer,
  type Survey,
  sameAnswers,
} from '../../collect/import/import.contract.ts';
import { importRows, surveyFile } from '../../collect/import/import.service.ts';
import { importText } from '../../collect/import/import.text.ts';
import { openFile } from '../../collect/import/import-file.service.ts';
import { readTime } from '../../collect/import/import-time.rules.ts';
import type { Refusal } from '../../kernel/outcome.ts';
import { type Locale, locales, type Say, sayIn } from '../../kernel/text.ts';
import { findCommunity } from '../../places/community/community.service.ts';
import type { Community, Platform } from '../../platform/call.ts';
import {
  askOnTerminal,
  type Command,
  CommandError,
  type ExitCode,
  print,
  progressLine,
  withInstallation,
} from './command.ts';
import { describeLayout, describeSurvey } from './import-preview.ts';
import { importSaid } from './import-said.text.ts';

const usage = `sunshine import reports FILE --community SLUG [--map FIELD=COLUMN,…] [--time WHEN] [--sheet NAME]
                [--source NAME] [--same skip|import] [--errors PATH] [--language en|zh] [--preview] [--yes]

Shows what a file of reports would become, asks, and takes it in. It can be stopped at any moment and run again:
a report that is in is never taken in twice. Every report keeps the time of the file as the time it was said; its
clock for accepting starts now, and nobody is notified. The embedded database serves one process: stop the server
first, or use DATABASE_URL.
  --map       which column is what, where its name does not tell: text=detail,title=subject; phone= for none.
              Fields: text (or title), id, time, reporter, phone, place
  --time      when everything was said, for a file without a column for it, such as 2026-11-20
  --sheet     which sheet of a workbook, where several have rows
  --source    the name under which the ids of this file are unique (the file's name)
  --same      what to do with rows that read the same as others, in a file without ids: skip or import
  --errors    where to write the rows that cannot go in, with the reasons (FILE.errors.csv)
  --language  of what it says and of the reasons: en or zh (en)
  --preview   show only; the rows that could not go in are written all the same
  --yes       do not ask

Files: CSV in UTF-8, GB18030 (GBK) or UTF-16, separated by commas, semicolons or tabs; Excel workbooks (.xlsx)
without a password, up to 128 MB unpacked. The first line names the columns. Ends with 0
when everything is in, 1 when some rows could not go in, 2 when nothing was done.`;

export type ImportOptions = {
  path: string;
  source: string;
  errorPath: string;
  map: readonly string[];
  time: string | undefined;
  sheet?: string | undefined;
  same: SameAnswer | undefined;
  locale: Locale;
  previewOnly: boolean;
  yes: boolean;
};

/** Where the command speaks. */
export type Terminal = {
  print(line: string): void;
  progressLine: typeof progressLine;
  /** Asks the operator; null where nobody is there to answer. */
  ask: ((question: string) => Promise<string>) | null;
};

export const importCommand: Command = {
  usage,
  async run(args) {
    const { slug, ...options } = readOptions(args);
    return withInstallation(async ({ platform }) => {
      const community = await findCommunity(platform.database.sql, slug);
      if (!community) throw new CommandError(`There is no community "${slug}".`, 2);
      const ask = stdin.isTTY && stderr.isTTY ? askOnTerminal : null;
      return importFile(platform, community, options, { print, progressLine, ask });
    });
  },
};

function readOptions(args: string[]): ImportOptions & { slug: string } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      community: { type: 'string' },
      map: { type: 'string', multiple: true, default: [] },
      time: { type: 'string' },
      sheet: { type: 'string' },
      source: { type: 'string' },
      same: { type: 'string' },
      errors: { type: 'string' },
      language: { type: 'string', default: 'en' },
      preview: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  const [what, path] = positionals;
  if (what !== 'reports' || path === undefined || positionals.length !== 2 || !values.community)
    throw new CommandError('what to import was not understood. Try --help.', 2);
  const errorPath = values.errors ?? `${path}.errors.csv`;
  if (resolve(errorPath) === resolve(path)) throw new CommandError('--errors names the file itself.', 2);
  return {
    ...{ slug: values.community, path, errorPath, source: values.source?.trim() || basename(path) },
    ...{ map: values.map, time: values.time, sheet: values.sheet },
    same: oneOf(sameAnswers, '--same', values.same),
    ...{ locale: oneOf(locales, '--language', values.language) ?? 'en' },
    ...{
      previewOnly: values.preview,
      yes: values.yes,
    },
  };
}

function oneOf<Known extends string>(
  known: readonly Known[],
  option: string,
  said: string | undefined,
): Known | undefined {
  const found = known.find((one) => one === said);
  if (said !== undefined && found === undefined)
    throw new CommandError(`${option} is ${known.join(' or ')}, not "${said}". Try --help.`, 2);
  return found;
}

/** Looks, shows, asks, and takes in; each way out is an exit code. */
export async function importFile(
  platform: Pick<Platform, 'database' | 'clock'>,
  community: Community,
  options: ImportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { locale, source } = options;
  const { print, progressLine } = terminal;
  const say = sayIn(locale);
  if (community.archived) throw new CommandError(say(importSaid.archived, community.slug), 2);
  const layout = await look(options);
  const here = { platform, community: community.id };
  const survey = await surveyOrRefuse(here, layout, options, terminal);
  for (const line of [...describeLayout(layout, source, locale), ...describeSurvey(survey, layout, locale)])
    print(line);

  const ended: ExitCode = survey.wrong > 0 ? 1 : 0;
  if (options.previewOnly) return ended;
  if (survey.fresh + survey.same === 0) {
    print(say(survey.rows === 0 ? importSaid.empty : importSaid.nothingNew));
    return ended;
  }
  const same = await settle(survey, community, options, terminal);
  if (same === null) return 2;
  const told = progressLine(say(importSaid.importing));
  const outcome = await importRows(here, layout, { source, same, onRows: (rows) => told(rows, survey.rows) });
  if (!outcome.ok) throw refused(outcome.refusal, locale);
  const { imported, skipped, firstNumber, lastNumber } = outcome.value;
  const numbers =
    firstNumber === null ? '' : say(importSaid.numbers, `${firstNumber}`, `${lastNumber ?? firstNumber}`);
  print(say(importSaid.imported, imported, numbers, skipped + survey.repeated));
  if (survey.errorFile !== null) print(say(importSaid.notImported, survey.wrong, survey.errorFile));
  return ended;
}

async function surveyOrRefuse(
  here: { platform: Pick<Platform, 'database' | 'clock'>; community: Community['id'] },
  layout: Layout,
  { source, errorPath, locale }: ImportOptions,
  { progressLine }: Terminal,
): Promise<Survey> {
  const size = Math.ceil(layout.bytes / 1024);
  const watch = progressLine(sayIn(locale)(importSaid.reading));
  const onBytes = (bytes: number) => watch(Math.ceil(bytes / 1024), size);
  try {
    const surveyed = await surveyFile(here, layout, { source, errorPath, locale, onBytes });
    if (!surveyed.ok) throw refused(surveyed.refusal, locale);
    return surveyed.value;
  } catch (error) {
    if (!(error instanceof Error && 'path' in error && error.path === errorPath)) throw error;
    throw new CommandError(sayIn(locale)(importSaid.cannotWrite, errorPath), 2);
  }
}

async function look({ path, map, time, sheet, locale }: ImportOptions): Promise<Layout> {
  const saidAt = time === undefined ? null : readTime(time);
  if (saidAt !== null && !saidAt.ok)
    throw new CommandError(
      `--time: ${sayIn(locale)(importText.problems[saidAt.refusal.code], time ?? '')}.`,
      2,
    );
  const opened = await openFile(path, { map, sheet, saidAt: saidAt?.value ?? null });
  if (!opened.ok) throw refused(opened.refusal, locale);
  return opened.value;
}

function refused(refusal: Refusal<keyof typeof importText.files>, locale: Locale): CommandError {
  return new CommandError(sayIn(locale)(importText.files[refusal.code], refusal.facts ?? {}), 2);
}

/** Whether to go on, and what to do with rows that only read the same; null where nothing is to be done. */
async function settle(
  survey: Survey,
  community: Community,
  { same, yes, locale }: ImportOptions,
  terminal: Terminal,
): Promise<SameAnswer | null> {
  const { print, ask } = terminal;
  const say = sayIn(locale);
  if (ask === null && !yes) {
    print(say(importSaid.nobodyToAsk));
    return null;
  }
  const decided = survey.same === 0 ? 'skip' : (same ?? (await askSame(survey, say, terminal)));
  if (decided === null || yes || ask === null) return decided;
  const count = survey.fresh + (decided === 'import' ? survey.same : 0);
  const answer = await ask(say(importSaid.ask, count, community.name, community.slug));
  if (['y', 'yes', '是'].includes(answer)) return decided;
  print(say(importSaid.nothing));
  return null;
}

async function askSame({ same }: Survey, say: Say, { print, ask }: Terminal): Promise<SameAnswer | null> {
  const answer = ask && (await ask(say(importSaid.askSame, same)));
  const decided = sameAnswers.find((known) => known === answer);
  if (decided !== undefined) return decided;
  print(say(importSaid.saySame));
  return null;
}

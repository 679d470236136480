import { stderr, stdin } from 'node:process';
import { parseArgs } from 'node:util';
import { type Locale, locales, type Say, sayIn } from '../../kernel/text.ts';
import { type RosterSurvey, readRoster } from '../../people/roster/roster.contract.ts';
import { readRosterFile, surveyRoster, takeRoster } from '../../people/roster/roster.service.ts';
import { rosterText } from '../../people/roster/roster.text.ts';
import { sayChange, sayRosterProblem, sayRow } from '../../people/roster/roster-saying.rules.ts';
import { rosterPageText } from '../../people/roster/screens/roster-page.text.ts';
import { findCommunity } from '../../places/community/community.service.ts';
import type { Community, Platform } from '../../platform/call.ts';
import {
  askOnTerminal,
  type Command,
  CommandError,
  type ExitCode,
  print,
  withInstallation,
} from './command.ts';
import { importSaid } from './import-said.text.ts';

const usage = `sunshine import-roster FILE --community SLUG [--estate NAME] [--language en|zh] [--preview] [--yes]

Shows what a roster of homes and households would change, asks, and takes it in: all of it or nothing. The same roster
taken in again changes nothing; people are known again by their numbers. Nobody is notified. The embedded database
serves one process: stop the server first, use DATABASE_URL, or import on the page "小区与房屋".
  --estate    the estate of rows that name none
  --language  of what it says: en or zh (en)
  --preview   show only
  --yes       do not ask

Files: CSV, or Excel workbooks (.xlsx) without a password; every sheet with columns for building and door is read.
Columns: 小区 estate, 楼幢 building, 单元 stairwell, 楼层 floor, 室号 door, 面积 area, 户主姓名 name, 电话 phone,
使用情况 use (自住 owner, 出租 tenant, 空置 vacant, 经营 business). Ends with 0 when everything is in, 1 when some
rows could not go in, 2 when nothing was done.`;

export type RosterOptions = {
  path: string;
  estate: string | null;
  locale: Locale;
  previewOnly: boolean;
  yes: boolean;
};

/** Where the command speaks; it asks only where somebody is there to answer. */
export type RosterTerminal = {
  print(line: string): void;
  ask: ((question: string) => Promise<string>) | null;
};

export const importRosterCommand: Command = {
  usage,
  async run(args) {
    const { slug, ...options } = readOptions(args);
    return withInstallation(async ({ platform }) => {
      const community = await findCommunity(platform.database.sql, slug);
      if (!community) throw new CommandError(`There is no community "${slug}".`, 2);
      const ask = stdin.isTTY && stderr.isTTY ? askOnTerminal : null;
      return importRosterFile(platform, community, options, { print, ask });
    });
  },
};

function readOptions(args: string[]): RosterOptions & { slug: string } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      community: { type: 'string' },
      estate: { type: 'string' },
      language: { type: 'string', default: 'en' },
      preview: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  const locale = locales.find((one) => one === values.language);
  if (path === undefined || positionals.length !== 1 || !values.community || locale === undefined)
    throw new CommandError('what to import was not understood. Try --help.', 2);
  return {
    ...{ slug: values.community, path, estate: values.estate?.trim() || null, locale },
    ...{ previewOnly: values.preview, yes: values.yes },
  };
}

/** Looks, shows, asks, and takes in; each way out is an exit code. */
export async function importRosterFile(
  platform: Pick<Platform, 'database' | 'clock'>,
  community: Community,
  { path, estate, locale, previewOnly, yes }: RosterOptions,
  { print, ask }: RosterTerminal,
): Promise<ExitCode> {
  const say = sayIn(locale);
  if (community.archived) throw new CommandError(say(importSaid.archived, community.slug), 2);
  const read = await readRosterFile(path, estate);
  if (!read.ok) throw new CommandError(readRoster.refusals[read.refusal.code][locale], 2);
  const here = { platform, community: community.id };
  const survey = await surveyRoster(here, read.value, locale);
  for (const line of describeSurvey(survey, say)) print(line);
  const { fresh, changed, wrong } = survey.counts;
  const ended: ExitCode = wrong > 0 ? 1 : 0;
  if (fresh + changed === 0) print(say(rosterPageText.nothing));
  if (previewOnly || fresh + changed === 0) return ended;
  if (!yes) {
    if (ask === null) throw new CommandError(say(importSaid.nobodyToAsk), 2);
    const question = say(importSaid.askRoster, fresh + changed, community.name, community.slug);
    if (!['y', 'yes', '是'].includes(await ask(question))) {
      print(say(importSaid.nothing));
      return 2;
    }
  }
  const taken = await takeRoster(here, read.value, survey.digest);
  if (!taken) throw new CommandError(say(importSaid.registerChanged), 2);
  print(say(importSaid.rosterImported, fresh + changed));
  return ended;
}

function describeSurvey(
  { counts, freshEstates, freshBuildings, changed, problems }: RosterSurvey,
  say: Say,
): string[] {
  const { locale } = say;
  const { homes, fresh, same, freshPeople, assumedOwner, wrong } = counts;
  return [
    say(rosterText.counts, homes, fresh, counts.changed, same),
    ...(freshPeople > 0 ? [say(rosterText.people, freshPeople)] : []),
    ...(assumedOwner > 0 ? [say(rosterPageText.assumed, assumedOwner)] : []),
    ...(freshEstates.length > 0 ? [`${say(rosterPageText.freshEstates)}: ${freshEstates.join(', ')}`] : []),
    ...freshBuildings.map((one) => `  ${one.name}: ${say(importSaid.homes, one.homes)}`),
    ...changed.map(
      (home) => `  ${home.name}: ${home.changes.map((change) => sayChange(change, locale)).join('; ')}`,
    ),
    ...(wrong > 0 ? [say(rosterText.wrong, wrong)] : []),
    ...problems.map((problem) => `  ${sayRow(problem, locale)}: ${sayRosterProblem(problem, locale)}`),
  ];
}

import { importFields, type Layout, type Survey } from '../../collect/import/import.contract.ts';
import { sayProblem } from '../../collect/import/import-errors.service.ts';
import { excerptOf } from '../../collect/report/report.rules.ts';
import { type Locale, type Say, sayIn } from '../../kernel/text.ts';
import { dateOf, type Instant, minuteOfDay } from '../../kernel/time.ts';
import type { TableForm } from '../../platform/table/table.contract.ts';
import { importSaid } from './import-said.text.ts';

/** How the file was understood: which column became what, and which are left out. */
export function describeLayout(
  { path, form, headers, mapping, saidAt }: Layout,
  source: string,
  locale: Locale,
): string[] {
  const say = sayIn(locale);
  const used = new Set(Object.values(mapping));
  const left = headers.filter((header, column) => header.trim() !== '' && !used.has(column));
  const lines = importFields.flatMap((field) => {
    const column = mapping[field];
    return column === undefined ? [] : [`  ${field.padEnd(9)} ${headers[column]?.trim()}`];
  });
  return [
    say(importSaid.known, path, describeForm(say, form), source),
    ...lines,
    ...(saidAt === null ? [] : [say(importSaid.timeForAll, showTime(saidAt))]),
    ...(mapping.id === undefined ? [say(importSaid.noIds)] : []),
    ...(left.length === 0 ? [] : [say(importSaid.leftOut, left.map((header) => header.trim()).join(', '))]),
  ];
}

function describeForm(say: Say, form: TableForm): string {
  if (form.kind === 'workbook') return say(importSaid.workbook, form.sheet);
  return say(importSaid.separated, form.encoding.toUpperCase(), say(importSaid.delimiters[form.delimiter]));
}

/** What an import would do: a few rows as they will be, the counts, and the first problems. */
export function describeSurvey(survey: Survey, layout: Layout, locale: Locale): string[] {
  const say = sayIn(locale);
  const { samples, firstSame, firstWrong, wrong, same, errorFile } = survey;
  return [
    ...samples.flatMap(({ row, occurredAt, reporter, phone, placeName, text }) => {
      const head = [say(importSaid.row, row), showTime(occurredAt), reporter, phone, placeName];
      return [`  ${head.filter((part) => part !== null).join(' · ')}`, `    ${excerptOf(text, 70)}`];
    }),
    ...countLines(say, survey),
    ...firstSame.map(({ row, as }) =>
      as === null ? say(importSaid.sameAsBefore, row) : say(importSaid.sameAsRow, row, as),
    ),
    ...(same > firstSame.length ? [say(importSaid.more, same - firstSame.length)] : []),
    ...firstWrong.flatMap(({ row, problems }) =>
      problems.map((problem) => `  ${say(importSaid.row, row)}: ${sayProblem(problem, layout, locale)}`),
    ),
    ...(wrong > firstWrong.length ? [say(importSaid.more, wrong - firstWrong.length)] : []),
    ...(errorFile === null ? [] : [say(importSaid.allWrong, errorFile)]),
  ];
}

function countLines(say: Say, { rows, fresh, known, repeated, same, wrong, from, to }: Survey): string[] {
  const counts = [
    say(importSaid.rows, rows, fresh),
    say(importSaid.inAlready, known + repeated),
    ...(same > 0 ? [say(importSaid.same, same)] : []),
    say(importSaid.wrong, wrong),
  ];
  const span = from === null || to === null ? [] : [say(importSaid.span, showTime(from), showTime(to))];
  return [counts.join(say(importSaid.between)), ...span];
}

function showTime(at: Instant): string {
  const minutes = minuteOfDay(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dateOf(at)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

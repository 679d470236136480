import {
  type FileForm,
  importFields,
  type Layout,
  type Survey,
} from '../../collect/import/import.contract.ts';
import { sayProblem } from '../../collect/import/import-errors.service.ts';
import { excerptOf } from '../../collect/report/report.rules.ts';
import type { Locale } from '../../kernel/text.ts';
import { dateOf, type Instant, minuteOfDay } from '../../kernel/time.ts';

const delimiterNames = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/** How the file was understood: which column became what, and which are left out. */
export function describeLayout({ path, form, headers, mapping, saidAt }: Layout, source: string): string[] {
  const used = new Set(Object.values(mapping));
  const left = headers.filter((header, column) => header.trim() !== '' && !used.has(column));
  const lines = importFields.flatMap((field) => {
    const column = mapping[field];
    return column === undefined ? [] : [`  ${field.padEnd(9)} ${headers[column]?.trim()}`];
  });
  return [
    `${path}: ${describeForm(form)}, known as "${source}"`,
    ...lines,
    ...(saidAt === null ? [] : [`  time      ${showTime(saidAt)} for all`]),
    ...(mapping.id === undefined
      ? ['  no column of ids: reports are known again by their words and their time']
      : []),
    ...(left.length === 0 ? [] : [`  left out: ${left.map((header) => header.trim()).join(', ')}`]),
  ];
}

function describeForm(form: FileForm): string {
  if (form.kind === 'workbook') return `workbook, sheet "${form.sheet}"`;
  return `${form.encoding.toUpperCase()}, separated by ${delimiterNames[form.delimiter]}`;
}

/** What an import would do: a few rows as they will be, the counts, and the first problems. */
export function describeSurvey(survey: Survey, layout: Layout, locale: Locale): string[] {
  const { samples, firstSame, firstWrong, wrong, same, errorFile } = survey;
  return [
    ...samples.flatMap(({ row, occurredAt, reporter, phone, placeName, text }) => {
      const head = [`row ${row}`, showTime(occurredAt), reporter, phone, placeName];
      return [`  ${head.filter((part) => part !== null).join(' · ')}`, `    ${excerptOf(text, 70)}`];
    }),
    ...countLines(survey),
    ...firstSame.map(({ row, as }) =>
      as === null
        ? `  row ${row} reads the same as a report imported before`
        : `  row ${row} reads the same as row ${as}`,
    ),
    ...(same > firstSame.length ? [`  … and ${same - firstSame.length} more`] : []),
    ...firstWrong.flatMap(({ row, problems }) =>
      problems.map((problem) => `  row ${row}: ${sayProblem(problem, layout, locale)}`),
    ),
    ...(wrong > firstWrong.length ? [`  … and ${wrong - firstWrong.length} more rows`] : []),
    ...(errorFile === null ? [] : [`  all rows with problems: ${errorFile}`]),
  ];
}

function countLines({ rows, fresh, known, repeated, same, wrong, from, to }: Survey): string[] {
  const counts = [
    `${rows} rows: ${fresh} new`,
    `${known + repeated} in already`,
    ...(same > 0 ? [`${same} read the same as others`] : []),
    `${wrong} with problems`,
  ];
  const span = from === null || to === null ? [] : [`Said between ${showTime(from)} and ${showTime(to)}`];
  return [counts.join(', '), ...span];
}

function showTime(at: Instant): string {
  const minutes = minuteOfDay(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dateOf(at)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

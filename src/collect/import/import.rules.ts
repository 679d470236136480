import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import { maxPlaceWords } from '../../places/place/place.contract.ts';
import type { TableRow } from '../../platform/table/table.contract.ts';
import { maxReportText, phoneText } from '../report/report.contract.ts';
import {
  type FileRefusalCode,
  type ImportField,
  importFields,
  type Layout,
  type Mapping,
  maxFileIdLength,
  maxReporterLength,
  type ReadyRow,
  type RowProblem,
} from './import.contract.ts';
import { readTime } from './import-time.rules.ts';

/**
 * What columns are called where such files come from; the more telling name first. 序号 is not among the ids: it
 * counts the rows of one file, and the next file begins again.
 */
const knownNames: Record<ImportField, readonly string[]> = {
  text: [
    ...[
      '反映内容',
      '诉求内容',
      '留言详情',
      '留言内容',
      '投诉内容',
      '问题描述',
      '问题内容',
      '事件描述',
      '详细内容',
    ],
    ...[
      '具体内容',
      '内容',
      '详情',
      '正文',
      '描述',
      'detail',
      'details',
      'text',
      'content',
      'description',
      'message',
    ],
  ],
  title: ['留言主题', '诉求标题', '标题', '主题', '题目', 'title', 'subject'],
  id: [
    ...['反映编号', '诉求编号', '留言编号', '工单编号', '工单号', '受理编号', '流水号', '编号', '单号'],
    ...['id', 'ticket id', 'message id', 'case id', 'ticket', 'number'],
  ],
  time: [
    ...[
      '反映时间',
      '诉求时间',
      '留言时间',
      '投诉时间',
      '来电时间',
      '提交时间',
      '登记时间',
      '创建时间',
      '时间',
      '日期',
    ],
    ...['time', 'datetime', 'date', 'created at', 'submitted at', 'reported at', 'created'],
  ],
  reporter: [
    ...['反映人', '诉求人', '留言人', '留言用户', '投诉人', '来电人', '联系人', '姓名', '称呼', '用户'],
    ...['reporter', 'name', 'user', 'user name', 'author'],
  ],
  phone: [
    ...['联系电话', '手机号码', '手机号', '手机', '电话号码', '电话', '来电号码'],
    ...['phone', 'mobile', 'telephone', 'tel', 'phone number'],
  ],
  place: [
    ...['事发地点', '发生地点', '地点', '地址', '详细地址', '位置', '房号', '住址'],
    ...['place', 'address', 'location'],
  ],
};

/** A column's name without what people vary: case, width, blanks, hyphens and underscores. */
function foldHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
}

/** Which columns are which, by their names; a name that stands twice tells nothing. */
export function guessMapping(headers: readonly string[]): Mapping {
  const folded = headers.map(foldHeader);
  const isOnce = (name: string) => folded.indexOf(name) === folded.lastIndexOf(name);
  const found = importFields.flatMap((field) => {
    const name = knownNames[field].map(foldHeader).find((known) => folded.includes(known) && isOnce(known));
    return name === undefined ? [] : [[field, folded.indexOf(name)] as const];
  });
  return Object.fromEntries(found);
}

type MapRefusal = Extract<FileRefusalCode, `map-${string}`>;

/** Lays what the operator said (`text=detail,title=subject`, `phone=` for none) over what was guessed. */
export function applyMap(
  said: readonly string[],
  headers: readonly string[],
  guessed: Mapping,
): Outcome<Mapping, MapRefusal> {
  const folded = headers.map(foldHeader);
  const mapping: Partial<Record<ImportField, number>> = { ...guessed };
  for (const part of said.flatMap((list) => list.split(/[,，]/)).filter((one) => one.trim() !== '')) {
    const [left, header, ...more] = part.split('=').map((side) => side.trim());
    if (left === undefined || header === undefined || more.length > 0)
      return refuse('map-unreadable', { part: part.trim() });
    const field = importFields.find((known) => known === left.toLowerCase());
    if (field === undefined) return refuse('map-field-unknown', { field: left });
    delete mapping[field];
    if (header === '') continue;
    const column = folded.indexOf(foldHeader(header));
    if (column === -1) return refuse('map-column-unknown', { column: header, columns: headers.join(', ') });
    if (column !== folded.lastIndexOf(foldHeader(header)))
      return refuse('map-column-twice', { column: header });
    mapping[field] = column;
  }
  return ok(mapping);
}

/** Refuses a mapping that cannot give a report its words and its time. */
export function checkMapping(
  mapping: Mapping,
  headers: readonly string[],
  saidAt: Instant | null,
): Outcome<Mapping, 'text-column-missing' | 'time-column-missing'> {
  const columns = headers.map((header) => header.trim()).join(', ');
  if (mapping.text === undefined && mapping.title === undefined)
    return refuse('text-column-missing', { columns });
  if (mapping.time === undefined && saidAt === null) return refuse('time-column-missing', { columns });
  return ok(mapping);
}

/** Title and text as one: the title is the first line, unless the text says it anyway. */
export function joinTitle(title: string, text: string): string {
  const [first, rest] = [tidy(title), tidy(text)];
  const bare = (words: string) => words.replaceAll(/\s+/g, '');
  const isSaid = bare(rest).includes(bare(first.replace(/(?:…+|\.{3,})$/, '')));
  return isSaid ? rest : rest === '' ? first : `${first}\n${rest}`;
}

/** One kind of line end, and no blanks around. */
function tidy(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').trim();
}

/** How spreadsheets show a number of more than fifteen digits, in a sheet and in the CSV file made of it. */
const lostDigits = /^\d(\.\d+)?E\+\d{2}$/i;

export type RowReading = { ok: true; ready: ReadyRow } | { ok: false; problems: RowProblem[] };

/** Reads a row as what it will become, or says everything that is wrong with it. */
export function readRow({ row, cells }: TableRow, layout: Layout, now: Instant): RowReading {
  const shape = checkShape(cells, layout.headers.length);
  if (shape) return { ok: false, problems: [shape] };
  const problems: RowProblem[] = [];
  const note = (field: ImportField, code: RowProblem['code'], found: string) =>
    problems.push({ field, code, found });
  const cell = (field: ImportField) => {
    const column = layout.mapping[field];
    return column === undefined ? undefined : tidy(cells[column] ?? '');
  };
  const said = layout.mapping.text === undefined ? 'title' : 'text';
  const text = joinTitle(cell('title') ?? '', cell('text') ?? '');
  if (text === '') note(said, 'text-missing', '');
  if (text.length > maxReportText) note(said, 'text-too-long', String(text.length));

  const fileId = cell('id');
  if (fileId === '') note('id', 'id-missing', '');
  if (fileId !== undefined && lostDigits.test(fileId)) note('id', 'id-digits-lost', fileId);
  if (fileId !== undefined && fileId.length > maxFileIdLength)
    note('id', 'id-too-long', String(fileId.length));

  const occurredAt = timeOf(cell('time'), layout, now, (code, found) => note('time', code, found));
  const reporter = cell('reporter') || null;
  if (reporter !== null && reporter.length > maxReporterLength)
    note('reporter', 'reporter-too-long', reporter);
  const phone = cell('phone') || null;
  if (phone !== null && !phoneText.safeParse(phone).success) note('phone', 'phone-unreadable', phone);
  const place = (cell('place') ?? '').replaceAll(/\s+/g, ' ');
  if (place.length > maxPlaceWords) note('place', 'place-too-long', String(place.length));

  if (problems.length > 0 || occurredAt === null) return { ok: false, problems };
  return { ok: true, ready: { row, fileId: fileId ?? null, text, occurredAt, reporter, phone, place } };
}

function timeOf(
  written: string | undefined,
  { saidAt }: Layout,
  now: Instant,
  note: (code: RowProblem['code'], found: string) => void,
): Instant | null {
  if (written === undefined) return saidAt;
  const read = readTime(written);
  if (!read.ok) note(read.refusal.code, written);
  else if (read.value > now) note('time-ahead', written);
  else return read.value;
  return null;
}

function checkShape(cells: readonly string[], columns: number): RowProblem | null {
  const found = String(cells.length);
  if (cells.length < columns) return { field: null, code: 'cells-too-few', found };
  const beyond = cells.slice(columns).some((cell) => cell.trim() !== '');
  return beyond ? { field: null, code: 'cells-too-many', found } : null;
}

import { textWith } from '../../kernel/text.ts';
import { tableText } from '../../platform/table/table.text.ts';
import type { FileRefusalCode, RowProblemCode } from './import.contract.ts';

type Told = ReturnType<typeof textWith<[string]>>;

const plain = (zh: string, en: string): Told =>
  textWith(
    (_found: string) => zh,
    (_found: string) => en,
  );

const problems = {
  'cells-too-few': textWith(
    (n: string) => `这一行只有${n}格，比表头少`,
    (n) => `the row has only ${n} cells, fewer than there are columns`,
  ),
  'cells-too-many': textWith(
    (n: string) => `这一行有${n}格，比表头多，可能少了引号`,
    (n) => `the row has ${n} cells, more than there are columns; perhaps quotes are missing`,
  ),
  'text-missing': plain('没有内容', 'nothing is said'),
  'text-too-long': textWith(
    (n: string) => `有${n}字，最多一万字`,
    (n) => `${n} characters; at most 10,000 are possible`,
  ),
  'id-missing': plain('没有编号', 'the id is missing'),
  'id-too-long': textWith(
    (n: string) => `编号有${n}个字符，最多200个`,
    (n) => `the id has ${n} characters; at most 200 are possible`,
  ),
  'id-digits-lost': textWith(
    (id: string) => `编号“${id}”超过15位，表格已把后面的数字丢了；把这一列设成文本，从原来的系统重新导出`,
    (id) =>
      `the id “${id}” had more than 15 digits and the spreadsheet lost the rest; export it again as text`,
  ),
  'id-used-twice': textWith(
    (id: string) => `编号“${id}”前面已经有了，内容却不一样`,
    (id) => `an earlier row has the id “${id}” with other content`,
  ),
  'time-missing': plain('没有时间', 'the time is missing'),
  'time-unreadable': textWith(
    (time: string) => `时间“${time}”认不出来，请写成 2019-02-28 11:25`,
    (time) => `“${time}” is not understood as a time; write it as 2019-02-28 11:25`,
  ),
  'time-ambiguous': textWith(
    (time: string) => `时间“${time}”有几种读法，请把四位数的年份写在最前面`,
    (time) => `“${time}” can be read in several ways; put the year first, in four figures`,
  ),
  'time-is-day-number': textWith(
    (time: string) => `“${time}”像是表格里的日期序号，请把这一列设成日期格式再导出`,
    (time) => `“${time}” looks like a spreadsheet's day number; format the column as a date and export again`,
  ),
  'time-not-in-calendar': textWith(
    (time: string) => `没有“${time}”这个日子或钟点`,
    (time) => `there is no such day or hour as “${time}”`,
  ),
  'time-before-1949': textWith(
    (time: string) => `“${time}”太早了，请核对年份`,
    (time) => `“${time}” is too long ago; check the year`,
  ),
  'time-ahead': textWith(
    (time: string) => `“${time}”还没到`,
    (time) => `“${time}” lies ahead of now`,
  ),
  'reporter-too-long': plain('称呼最多40个字', 'a name has at most 40 characters'),
  'phone-unreadable': textWith(
    (phone: string) => `电话“${phone}”认不出来`,
    (phone) => `“${phone}” is not understood as a telephone number`,
  ),
  'place-too-long': textWith(
    (n: string) => `地点有${n}字，最多200字`,
    (n) => `the place has ${n} characters; at most 200 are possible`,
  ),
} satisfies Record<RowProblemCode, Told>;

type Facts = Readonly<Record<string, string | number>>;
type FileText = ReturnType<typeof textWith<[Facts]>>;

const files = {
  ...tableText,
  'map-unreadable': textWith(
    ({ part }: Facts) => `--map 里的“${part}”看不懂，要写成 text=列名。`,
    ({ part }) => `“${part}” in --map is not understood; write it as text=COLUMN.`,
  ),
  'map-field-unknown': textWith(
    ({ field }: Facts) => `没有“${field}”这一项。可以用 text、title、id、time、reporter、phone、place。`,
    ({ field }) => `There is no “${field}” to map: it is text, title, id, time, reporter, phone or place.`,
  ),
  'map-column-unknown': textWith(
    ({ column, columns }: Facts) => `文件里没有“${column}”这一列。有：${columns}。`,
    ({ column, columns }) => `The file has no column “${column}”. It has: ${columns}.`,
  ),
  'map-column-twice': textWith(
    ({ column }: Facts) => `文件里有两列都叫“${column}”。先改掉一个。`,
    ({ column }) => `Two columns of the file are called “${column}”. Rename one.`,
  ),
  'text-column-missing': textWith(
    ({ columns }: Facts) =>
      `看不出哪一列是内容，用 --map text=列名 指出来。第一行要是列名，现在是：${columns}`,
    ({ columns }) =>
      `No column was recognised as what was said; name it with --map text=COLUMN. The first line holds the column names; here it reads: ${columns}`,
  ),
  'time-column-missing': textWith(
    ({ columns }: Facts) =>
      `看不出哪一列是时间，用 --map time=列名 指出来，或用 --time 给全部定一个时间。列有：${columns}`,
    ({ columns }) =>
      `No column was recognised as the time; name it with --map time=COLUMN, or give all rows one with --time. The columns are: ${columns}`,
  ),
} satisfies Record<FileRefusalCode, FileText>;

/** What is said about a file that is imported, and about its rows. */
export const importText = {
  problems,
  files,
  errorColumns: {
    row: { zh: '出错行号', en: 'error row' },
    columns: { zh: '出错的列', en: 'error columns' },
    reasons: { zh: '出错原因', en: 'error reasons' },
  },
};

import { textWith } from '../../kernel/text.ts';
import type { TableRefusalCode } from './table.contract.ts';

type Facts = Readonly<Record<string, string | number>>;
type FileText = ReturnType<typeof textWith<[Facts]>>;

const always = (zh: string, en: string): FileText =>
  textWith(
    (_facts: Facts) => zh,
    (_facts: Facts) => en,
  );

/** Why a file could not be read as a table, and what to do about it. */
export const tableText = {
  'file-missing': always('没有这个文件。', 'There is no such file.'),
  'file-forbidden': always('没有读这个文件的权限。', 'Not allowed to read this file.'),
  'file-not-plain': always('这不是一个普通文件。', 'This is not a plain file.'),
  'workbook-old': always(
    '这是旧格式的 Excel 文件（.xls）。请另存为“Excel 工作簿（.xlsx）”，再导入。',
    'This is a workbook of the old kind (.xls). Save it as an Excel workbook (.xlsx) and import that.',
  ),
  'workbook-locked': always(
    '工作簿加了密码。请在 Excel 里去掉密码再存一次，再导入。',
    'The workbook is protected by a password. Remove the password in Excel, save, and import that.',
  ),
  'workbook-broken': always(
    '工作簿打不开：文件不完整，或不是 Excel 工作簿。请在 Excel 里打开，另存一份再导入。',
    'The workbook cannot be opened: it is not whole, or no Excel workbook. Open it in Excel, save it anew and import that.',
  ),
  'workbook-too-large': always(
    '工作簿太大：解开超过128 MB，或行、列太多（最多256列，连空格共一千万格）。请分成几个文件，或另存为 CSV 再导入。',
    'The workbook is too large: more than 128 MB unpacked, or too many rows and columns (at most 256 columns, and ten million cells with the empty ones). Split it, or save it as CSV and import that.',
  ),
  'sheet-not-named': textWith(
    ({ sheets }: Facts) => `工作簿里有几张表：${sheets}。用 --sheet 表名 指出要哪一张。`,
    ({ sheets }) => `The workbook has several sheets: ${sheets}. Name one with --sheet NAME.`,
  ),
  'sheet-unknown': textWith(
    ({ sheet, sheets }: Facts) => `工作簿里没有“${sheet}”这张表。有：${sheets}。`,
    ({ sheet, sheets }) => `The workbook has no sheet “${sheet}”. It has: ${sheets}.`,
  ),
  'sheet-of-no-workbook': always(
    '这不是工作簿，没有几张表可选。去掉 --sheet。',
    'This is no workbook, so there are no sheets to choose from. Leave --sheet out.',
  ),
  'file-is-binary': always(
    '这不是表格文件。要的是 CSV 或 Excel 工作簿（.xlsx）。',
    'This is no table. A CSV file or an Excel workbook (.xlsx) is needed.',
  ),
  'file-encoding-unknown': always(
    '文件的编码认不出来。请另存为 UTF-8。',
    'The file is neither UTF-8 nor GB18030. Save it as UTF-8.',
  ),
  'file-empty': always('文件是空的。', 'The file is empty.'),
  'row-too-large': textWith(
    ({ line }: Facts) => `第${line}行附近有一行超过1 MB，可能少了一个收尾的引号。改好再导入。`,
    ({ line }) =>
      `A row near line ${line} is larger than 1 MB: perhaps a closing quote is missing. Mend it first.`,
  ),
  'quote-not-closed': textWith(
    ({ line }: Facts) => `到文件末尾（第${line}行）还有一个引号没有收尾。改好再导入。`,
    ({ line }) => `A quote is still open where the file ends, at line ${line}. Mend it first.`,
  ),
} satisfies Record<TableRefusalCode, FileText>;

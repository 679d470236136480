import { textWith } from '../../kernel/text.ts';

/** What the import says on the terminal, in the language of `--language`. */
export const importSaid = {
  known: textWith(
    (path: string, form: string, source: string) => `${path}：${form}，来源记作“${source}”`,
    (path, form, source) => `${path}: ${form}, known as "${source}"`,
  ),
  workbook: textWith(
    (sheet: string) => `工作簿，工作表“${sheet}”`,
    (sheet) => `workbook, sheet "${sheet}"`,
  ),
  separated: textWith(
    (encoding: string, by: string) => `${encoding}，用${by}分隔`,
    (encoding, by) => `${encoding}, separated by ${by}`,
  ),
  delimiters: {
    ',': { zh: '逗号', en: 'commas' },
    ';': { zh: '分号', en: 'semicolons' },
    '\t': { zh: '制表符', en: 'tabs' },
  },
  timeForAll: textWith(
    (time: string) => `  time      全部算作${time}说的`,
    (time) => `  time      ${time} for all`,
  ),
  noIds: {
    zh: '  没有编号这一列：靠内容和时间认出是不是同一条',
    en: '  no column of ids: reports are known again by their words and their time',
  },
  leftOut: textWith(
    (headers: string) => `  不用的列：${headers}`,
    (headers) => `  left out: ${headers}`,
  ),
  row: textWith(
    (row: number) => `第${row}行`,
    (row) => `row ${row}`,
  ),
  rows: textWith(
    (rows: number, fresh: number) => `${rows}行：${fresh}条新的`,
    (rows, fresh) => `${rows} rows: ${fresh} new`,
  ),
  inAlready: textWith(
    (count: number) => `${count}条已经在里面`,
    (count) => `${count} in already`,
  ),
  same: textWith(
    (count: number) => `${count}条和别的一样`,
    (count) => `${count} read the same as others`,
  ),
  wrong: textWith(
    (count: number) => `${count}条有问题`,
    (count) => `${count} with problems`,
  ),
  between: { zh: '，', en: ', ' },
  span: textWith(
    (from: string, to: string) => `最早${from}，最晚${to}`,
    (from, to) => `Said between ${from} and ${to}`,
  ),
  sameAsBefore: textWith(
    (row: number) => `  第${row}行和以前导入的一条一样`,
    (row) => `  row ${row} reads the same as a report imported before`,
  ),
  sameAsRow: textWith(
    (row: number, as: number) => `  第${row}行和第${as}行一样`,
    (row, as) => `  row ${row} reads the same as row ${as}`,
  ),
  more: textWith(
    (count: number) => `  …… 还有${count}行`,
    (count) => `  … and ${count} more rows`,
  ),
  allWrong: textWith(
    (path: string) => `  有问题的行都在：${path}`,
    (path) => `  all rows with problems: ${path}`,
  ),
  reading: { zh: '正在读，kB', en: 'Reading, kB' },
  importing: { zh: '正在导入', en: 'Importing' },
  empty: { zh: '文件里一行也没有。', en: 'The file has no rows.' },
  nothingNew: { zh: '里面没有新的。', en: 'Nothing in it is new.' },
  imported: textWith(
    (count: number, numbers: string, already: number) =>
      `导入了${count}条${numbers && `，编号${numbers}`}。已经在里面的${already}条。`,
    (count, numbers, already) => `Imported: ${count}${numbers && `, ${numbers}`}. In already: ${already}.`,
  ),
  numbers: textWith(
    (first: string, last: string) => `${first}到${last}`,
    (first, last) => `${first} to ${last}`,
  ),
  notImported: textWith(
    (count: number, path: string) => `没导入${count}条，一条一条的原因在 ${path}`,
    (count, path) => `Not imported: ${count}, told one by one in ${path}`,
  ),
  archived: textWith(
    (slug: string) => `“${slug}”已经归档，里面的东西不再变。`,
    (slug) => `"${slug}" is archived: nothing in it changes.`,
  ),
  cannotWrite: textWith(
    (path: string) => `有问题的行写不到 ${path}：用 --errors 另指一个地方。`,
    (path) => `The rows with problems cannot be written to ${path}: name another place with --errors.`,
  ),
  nobodyToAsk: {
    zh: '什么也没导入：这里没有终端可以问。加上 --yes 就导入。',
    en: 'Nothing was imported: there is no terminal to ask on. Say --yes to import.',
  },
  ask: textWith(
    (count: number, name: string, slug: string) => `把${count}条反映导入${name}（${slug}）吗？[是/N]`,
    (count, name, slug) => `Import ${count} reports into ${name} (${slug})? [y/N]`,
  ),
  nothing: { zh: '什么也没导入。', en: 'Nothing was imported.' },
  askSame: textWith(
    (same: number) => `${same}行和别的一样。跳过，还是也导入？[skip/import]`,
    (same) => `${same} rows read the same as others. Skip them, or import them too? [skip/import]`,
  ),
  saySame: {
    zh: '什么也没导入：一样的行怎么办，请写明 --same skip 或 --same import。',
    en: 'Nothing was imported: say --same skip or --same import for the rows that read the same as others.',
  },
  homes: textWith(
    (count: number) => `${count}户`,
    (count) => `${count} homes`,
  ),
  askRoster: textWith(
    (count: number, name: string, slug: string) => `把这${count}户写进${name}（${slug}）的名册吗？[是/N]`,
    (count, name, slug) => `Write these ${count} homes into the register of ${name} (${slug})? [y/N]`,
  ),
  rosterImported: textWith(
    (count: number) => `${count}户写进去了。`,
    (count) => `${count} homes are in.`,
  ),
  registerChanged: {
    zh: '看的时候名册又有了变动，什么也没导入。再来一次。',
    en: 'The register changed meanwhile and nothing was imported. Run it again.',
  },
};

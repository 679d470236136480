import { textWith } from '../../../kernel/text.ts';

export const rosterPageText = {
  title: { zh: '导入名册', en: 'Import a roster' },
  how: {
    zh: '平时用的Excel就行：一户一行，表头有楼幢、单元、室号；面积、户主、电话、自住还是出租，有就一起导。合并的格子、3幢或3号楼，都认得。',
    en: 'The list you keep will do: one home a row, with columns for building, stairwell and door; area, head of household, telephone and use where you have them. Merged cells are understood.',
  },
  again: {
    zh: '改了再导一次也不会重复：同一户、同一个手机号就是同一个。',
    en: 'Import it again after changes: the same door and the same number are the same home and person.',
  },
  file: { zh: '名册文件', en: 'File' },
  fileHint: { zh: 'Excel（.xlsx）或CSV', en: 'Excel (.xlsx) or CSV' },
  estate: { zh: '没写小区的，是哪个小区', en: 'Estate of rows that name none' },
  estateHint: { zh: '名册里有小区这一列就不用写', en: 'not needed where the roster has a column for it' },
  look: { zh: '看一看', en: 'Look at it' },
  lookText: { zh: '只是看，还不导入。', en: 'Nothing is imported yet.' },
  preview: textWith(
    (file: string) => `${file}：还没导入`,
    (file) => `${file}: not imported yet`,
  ),
  imported: textWith(
    (file: string, day: string) => `${file}：${day}已导入`,
    (file, day) => `${file}: imported ${day}`,
  ),
  sum: { zh: '一共', en: 'In all' },
  assumed: textWith(
    (n: number) => `${n}户没写自住还是出租，按自住登记`,
    (n) => `${n} homes do not say how they are used: taken as lived in by their owner`,
  ),
  freshEstates: { zh: '要新建的小区，对一对有没有写错', en: 'Estates to be made: check the spelling' },
  fresh: { zh: '新的房屋', en: 'New homes' },
  building: { zh: '楼幢', en: 'Building' },
  homes: { zh: '几户', en: 'Homes' },
  people: { zh: '几个人', en: 'People' },
  changed: { zh: '有变动的', en: 'Changes' },
  where: { zh: '哪里', en: 'Where' },
  what: { zh: '变成什么', en: 'What changes' },
  home: { zh: '哪一户', en: 'Home' },
  wrong: { zh: '有问题的行', en: 'Rows with problems' },
  wrongText: {
    zh: '这几行不导入。在表里改好，再导一次；已经导进去的不会重复。',
    en: 'These rows stay out. Mend them in the file and import it again; what is in already is not doubled.',
  },
  more: textWith(
    (n: number) => `还有${n}行，没有都列出来`,
    (n) => `and ${n} more`,
  ),
  row: { zh: '行', en: 'Row' },
  problem: { zh: '哪里不对', en: 'Problem' },
  nothing: {
    zh: '名册和现在登记的一样，不用导入。',
    en: 'The register says the same already. Nothing needs importing.',
  },
  import: textWith(
    (n: number) => `导入这${n}户`,
    (n) => (n === 1 ? 'Import this home' : `Import these ${n} homes`),
  ),
  other: { zh: '换一个文件', en: 'Choose another file' },
  toPlaces: { zh: '看小区与房屋', en: 'See the estates and homes' },
};

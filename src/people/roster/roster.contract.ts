import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf } from '../../kernel/wire.ts';
import { occupancySchema } from '../household/household.contract.ts';

/** What a column of a roster can be. */
export const rosterFields = [
  ...(['estate', 'building', 'stairwell', 'floor', 'door', 'area', 'name', 'phone', 'occupancy'] as const),
] as const;
export type RosterField = (typeof rosterFields)[number];
export const rosterFieldSchema = z.enum(rosterFields);

/** As many as the largest communities have; more is no roster of one community. */
export const maxRosterRows = 20_000;
export const maxRosterBytes = 20 * 1024 * 1024;
export const maxNameLength = 40;
/** 0.01 m² is one square decimetre: the exactness of the property register. */
export const maxAreaDm2 = 10_000_000;

export const rosterProblems = [
  ...(['estate-missing', 'estate-too-long', 'building-missing', 'building-unreadable'] as const),
  ...(['stairwell-unreadable', 'floor-unreadable', 'door-missing', 'door-unreadable'] as const),
  ...(['area-unreadable', 'area-too-exact', 'area-out-of-range', 'name-missing', 'name-too-long'] as const),
  ...(['phone-unreadable', 'phone-several', 'phone-of-others', 'phone-of-account'] as const),
  ...(['occupancy-unreadable', 'rows-disagree', 'building-closed'] as const),
] as const;
export type RosterProblemCode = (typeof rosterProblems)[number];

/** Where a row stands: rows count as in a spreadsheet, from 1; the sheet is named where there are several. */
const standsAt = { sheet: z.string().nullable(), row: z.int() };

const problemSchema = z.strictObject({
  ...standsAt,
  field: rosterFieldSchema,
  code: z.enum(rosterProblems),
  /** What stands there. */
  found: z.string(),
});
export type RosterProblem = z.infer<typeof problemSchema>;

/** A row that was understood: one home, and whoever stands beside it. */
const rosterRowSchema = z.strictObject({
  ...standsAt,
  estate: z.string().nullable(),
  building: z.string(),
  stairwell: z.string(),
  floor: z.int().nullable(),
  door: z.string(),
  areaDm2: z.int().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** Null where the roster does not say. */
  occupancy: occupancySchema.nullable(),
});
export type RosterRow = z.infer<typeof rosterRowSchema>;

export const rosterReadingSchema = z.strictObject({
  rows: z.array(rosterRowSchema),
  problems: z.array(problemSchema),
});
/** Everything a file says: the rows that were understood, and what is wrong with the others. */
export type RosterReading = z.infer<typeof rosterReadingSchema>;

export const changeKinds = [
  ...(['home-new', 'area', 'use', 'person-new', 'person-joins', 'name', 'phone', 'person-leaves'] as const),
] as const;

const changeSchema = z.strictObject({
  kind: z.enum(changeKinds),
  /** What stands in the register now, and what will; a phone in part, an area in 0.01 m², a use as its code. */
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type RosterChange = z.infer<typeof changeSchema>;

export const rosterCountsSchema = z.strictObject({
  rows: z.int(),
  homes: z.int(),
  fresh: z.int(),
  changed: z.int(),
  same: z.int(),
  wrong: z.int(),
  freshPeople: z.int(),
  /** Homes with somebody in them whose use the roster does not say: taken as lived in by their owner. */
  assumedOwner: z.int(),
});
export type RosterCounts = z.infer<typeof rosterCountsSchema>;

const may = z.union([z.literal(true), z.literal('administrator-only')]);

const surveySchema = z.strictObject({
  counts: rosterCountsSchema,
  /** Estates the register does not know yet: also how a slip of the pen shows. */
  freshEstates: z.array(z.string()),
  freshBuildings: z.array(z.strictObject({ name: z.string(), homes: z.int(), people: z.int() })),
  changed: z.array(z.strictObject({ ...standsAt, name: z.string(), changes: z.array(changeSchema) })),
  problems: z.array(problemSchema),
  /** Stands for exactly these changes: an import names what was looked at. */
  digest: z.string(),
});
/** What importing a roster would do to the register as it is now. */
export type RosterSurvey = z.infer<typeof surveySchema>;

const administratorOnly = {
  status: 403,
  zh: '名册只由管理员导入。请找管理员。',
  en: 'Rosters are imported by an administrator only. Please ask one.',
} as const;

const rosterUnknown = {
  status: 404,
  zh: '这份名册已经不在了，隔一天就会清掉。请重新选文件。',
  en: 'This roster is gone: what was read is kept for a day. Please choose the file again.',
} as const;

const fileRefusals = {
  'file-unreadable': {
    status: 422,
    zh: '这个文件读不了。请存成Excel工作簿（.xlsx）或CSV，再选一次。',
    en: 'This file cannot be read. Save it as an Excel workbook (.xlsx) or CSV and choose it again.',
  },
  'file-old': {
    status: 422,
    zh: '这是旧格式的Excel文件（.xls）或加了密码。请另存为没有密码的.xlsx，再选一次。',
    en: 'This workbook is of the old kind (.xls) or has a password. Save it as .xlsx without one and choose it again.',
  },
  'file-empty': {
    status: 422,
    zh: '文件是空的。请选有内容的名册。',
    en: 'The file is empty. Choose a roster that has rows.',
  },
  'file-missing': {
    status: 422,
    zh: '选一下名册文件，再点“看一看”。',
    en: 'Choose the file of the roster, then look at it.',
  },
  'columns-missing': {
    status: 422,
    zh: '看不出哪一列是室号、哪一列是楼幢。表头写“楼幢、单元、室号”就认得出。',
    en: 'No columns for building and door were recognised. Call them 楼幢 and 室号, or building and door.',
  },
  'roster-too-long': {
    status: 422,
    zh: '名册超过2万行。请分成几个文件导入。',
    en: 'The roster has more than 20,000 rows. Split it and import the parts.',
  },
} as const;
export type RosterFileRefusal = keyof typeof fileRefusals;

export const readRoster = operation({
  name: 'roster.read',
  method: 'POST',
  path: '/rosters',
  summary: 'Reads a roster (.xlsx or CSV) and keeps what it says for a day; nothing of the register changes',
  input: z.strictObject({
    /** The estate of rows that name none. */
    estate: z.string().trim().max(60),
  }),
  output: z.strictObject({ rosterId: idOf('roster') }),
  refusals: { 'administrator-only': administratorOnly, ...fileRefusals },
  creates: true,
  files: { field: 'roster', maxFiles: 1, maxBytesEach: maxRosterBytes },
});

export const seeRoster = operation({
  name: 'roster.get',
  method: 'GET',
  path: '/rosters/:rosterId',
  summary: 'What importing a roster would do to the register as it is now, row by row',
  input: z.strictObject({ rosterId: idOf('roster') }),
  output: z.strictObject({
    rosterId: idOf('roster'),
    fileName: z.string(),
    importedOn: dateText.nullable(),
    survey: surveySchema,
    can: z.strictObject({ import: may }),
  }),
  refusals: { 'administrator-only': administratorOnly, 'roster-unknown': rosterUnknown },
});

export const importRoster = operation({
  name: 'roster.import',
  method: 'POST',
  path: '/rosters/:rosterId/import',
  summary:
    'Writes a roster into the register as it was looked at, all of it or nothing; rows with problems stay out',
  input: z.strictObject({ rosterId: idOf('roster'), digest: z.string().max(64) }),
  output: z.strictObject({ counts: rosterCountsSchema }),
  refusals: {
    'administrator-only': administratorOnly,
    'roster-unknown': rosterUnknown,
    'register-changed': {
      status: 409,
      zh: '你看的时候，房屋名册又有了变动，先没导入。下面是现在的样子，再看一遍再导入。',
      en: 'The register changed while you were looking, so nothing was imported. Look at the changes again, then import.',
    },
  },
  creates: true,
});

export const rosterOperations = { readRoster, seeRoster, importRoster };

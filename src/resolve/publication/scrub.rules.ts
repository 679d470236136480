import { type FindKind, findKinds } from './publication.contract.ts';

/** A stretch of the original, in UTF-16 code units, and what stands in its place. */
export type Find = { kind: FindKind; from: number; to: number; instead: string };

export type Scrubbed = { text: string; finds: Find[] };

/** What a community knows of names: of its persons, and of those who left one without an account. */
export type KnownNames = { names: readonly string[] };

/** What stands in the place of something personal. A room leaves its building: as far as public places go. */
const instead = {
  'identity-number': '〔身份证号〕',
  'bank-number': '〔卡号〕',
  phone: '〔手机号〕',
  landline: '〔电话〕',
  mail: '〔邮箱〕',
  account: '〔账号〕',
  plate: '〔车牌〕',
  name: '〔一位居民〕',
} as const;

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const gap = '[-\\s.·]?';

/** Not part of a longer run of figures. */
const alone = (pattern: string) => `(?<![\\d])${pattern}(?![\\d])`;

type Pattern = { kind: Exclude<FindKind, 'name' | 'room'>; pattern: RegExp };

/**
 * Numbers and addresses that lead to somebody, longest first: what one pattern took, no other takes again. GB 11643
 * (identity numbers, 18 and formerly 15 figures), GA 36 (plates, those of electric cars one longer), numbers as the
 * Ministry's plan gives them (11 figures from 13 to 19; 0 and 2–3 figures of the place, 7–8 of the line).
 */
const patterns: readonly Pattern[] = [
  { kind: 'mail', pattern: /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g },
  { kind: 'identity-number', pattern: /(?<!\d)[1-9]\d{5}(?:[\s-]?\d){11}[\s-]?[\dXx](?![\dXx])/g },
  {
    kind: 'phone',
    pattern: new RegExp(alone(`(?:(?:\\+|00)?86${gap})?1[3-9]\\d${gap}\\d{4}${gap}\\d{4}`), 'g'),
  },
  { kind: 'phone', pattern: new RegExp(alone(`1${gap}[3-9](?:${gap}\\d){9}`), 'g') },
  { kind: 'bank-number', pattern: /(?<!\d)\d(?:[\s-]?\d){14,18}(?!\d)/g },
  { kind: 'landline', pattern: new RegExp(alone(`[(（]?0\\d{2,3}[)）]?${gap}[2-9]\\d{6,7}`), 'g') },
  {
    kind: 'landline',
    pattern: /(?<=(?:电话|座机|固话|号码|打|致电|联系)[^\d，。]{0,4})[2-9]\d{2,3}[-\s]?\d{4}(?!\d)/g,
  },
  {
    kind: 'account',
    pattern:
      /(?<=(?:微信|威信|薇信|wechat|weixin|\bvx|\bwx|加V|加v)[^A-Za-z0-9，。]{0,6})(?:(?:id|ID|Id)[^A-Za-z0-9]{0,3})?[A-Za-z][-_A-Za-z0-9]{5,19}/gi,
  },
  { kind: 'account', pattern: /(?<=(?:qq|扣扣|企鹅)[^\d，。]{0,6})\d{5,11}(?!\d)/gi },
  {
    kind: 'plate',
    pattern: new RegExp(
      `[${provinces}][\\s·・.]?[A-Z][\\s·・.-]?(?:[A-Z0-9]{6}|[A-Z0-9]{5})(?![A-Z0-9])`,
      'gi',
    ),
  },
  {
    kind: 'plate',
    pattern:
      /(?<=(?:车牌|牌照|车号|尾号)(?:号码?)?(?:是|为|[:：])?\s*)(?=[A-Z]*\d)[A-Z0-9]{3,7}(?![A-Z0-9])/gi,
  },
];

const figure = '[\\d十百]';
const house = '(?:幢|栋|座|号楼|#楼?|楼(?!道|上|下|梯|层))';
const door = '(?:室|号房|号|户|房)?';

/** What follows figures that count something: then they are no door. */
const notCounted =
  '(?![\\d.]|\\s*(?:元|块|个|只|台|辆|户|人|次|遍|天|日|月|年|点|分|秒|米|平|方|度|斤|公|厘|毫|小时|层|级|号线|路|%|％))';

/** A door below a building. The building stands in the first group, where one is named. */
const rooms: readonly RegExp[] = [
  // 3幢2单元501室, 三栋二单元五零一, 3号楼501
  new RegExp(
    `([A-Za-z]?${figure}{1,4}\\s*${house})\\s*(?:${figure}{1,3}|[A-Za-z甲乙丙丁东西南北中])\\s*(?:单元|门|梯)\\s*(?:${figure}{3,5}\\s*${door})?`,
    'g',
  ),
  new RegExp(`([A-Za-z]?${figure}{1,4}\\s*${house})\\s*[-—之,，]?\\s*\\d{3,4}\\s*${door}${notCounted}`, 'g'),
  // 3-2-501, 12—1—1002室
  new RegExp(
    `(?<![-\\d—])(\\d{1,3})\\s*[-—–#/]\\s*\\d{1,2}\\s*[-—–/]\\s*\\d{3,4}\\s*${door}${notCounted}(?![-—])`,
    'g',
  ),
  // 3-501, 3#501
  new RegExp(`(?<![-\\d—.:：])([1-9]\\d?)\\s*[-—–#]\\s*[1-9]\\d{2,3}\\s*${door}${notCounted}(?![-—])`, 'g'),
];

/** A door that names no building: 2单元501, 501室, 501的老李. */
const bareRooms: readonly RegExp[] = [
  new RegExp(`(?:${figure}{1,3}|[甲乙丙丁东西南北])\\s*单元\\s*${figure}{3,5}\\s*${door}${notCounted}`, 'g'),
  /(?<![-\d—.])[1-9]\d{2,3}\s*(?:室|号房|号室|户主|房间|业主|住户|那户|那家|这户|这家|家(?!具|电|长))/g,
  /(?<=(?:住|住在|家在|隔壁|楼上|楼下|对门|门牌|门牌号|室号)[是为在的:：]?\s*)[1-9]\d{2,3}(?!\d|\s*(?:元|块|个|户|人|次|天|年|米|平|分))/g,
  /(?<![-\d—.])[1-9]\d{2,3}(?=的?(?:[老小]\p{Script=Han}|\p{Script=Han}(?:阿姨|先生|女士|师傅|大爷|奶奶|叔叔|大哥|大姐)))/gu,
];

const fullWidth = /[！-～]/g;
const spoken = /[〇零一二三四五六七八九幺两]/g;
const spokenFigures: Readonly<Record<string, string>> = {
  ...{ 〇: '0', 零: '0', 一: '1', 幺: '1', 二: '2', 两: '2', 三: '3' },
  ...{ 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' },
};

/** The same text, character for character, with plain letters and figures: what is found in it stands there too. */
function flatten(text: string): string {
  return text
    .replace(fullWidth, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(/　/g, ' ')
    .replace(spoken, (one) => spokenFigures[one] ?? one);
}

/** Forms of address that follow a surname, and those that precede it. */
const addressedAfter =
  '阿姨|先生|女士|小姐|太太|师傅|大爷|大妈|大伯|大叔|大哥|大姐|大嫂|奶奶|爷爷|叔叔|伯伯|叔|姨|姐|哥|嫂|婶|老师|医生|书记|主任|经理|队长|工';
const addressedBefore = '老|小|阿';

/** Surnames of two characters that are still met (复姓). */
const doubleSurnames = new Set([
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '司徒',
  '令狐',
  '夏侯',
  '端木',
]);

/** What a name may begin or end with that is not part of it: 楼道长王芳, 值班员小陈. */
const postsBefore = /^(?:楼道长|值班员|管理员|业委会|亭长|街道|社区|物业|网格员|书记|主任)/;
const personal = new RegExp(`^(?:[${addressedBefore}])?(\\p{Script=Han}{1,4}?)(?:${addressedAfter})?$`, 'u');

/** The surname of a Chinese name or form of address; undefined where there is none. */
export function surnameOf(name: string): string | undefined {
  const bare = name.replace(postsBefore, '');
  const match = personal.exec(bare);
  if (!match?.[1]) return undefined;
  const two = match[1].slice(0, 2);
  return doubleSurnames.has(two) ? two : match[1].slice(0, 1);
}

/**
 * Takes out of words what leads to a person: numbers, plates, doors, addresses, and names. Names are those the system
 * knows; a form of address (张阿姨, 老张) goes where somebody of that surname is known, because neighbours then know
 * whom it means. A proposal: somebody reads it before anybody else does.
 */
export function scrub(text: string, known: KnownNames): Scrubbed {
  const plain = flatten(text);
  const finds: Find[] = [];
  const take = (find: Find) => {
    if (!finds.some(({ from, to }) => find.from < to && from < find.to)) finds.push(find);
  };
  for (const { kind, pattern } of patterns) {
    for (const { index, 0: found } of plain.matchAll(pattern)) {
      take({ kind, from: index, to: index + found.length, instead: instead[kind] });
    }
  }
  for (const find of [...findRooms(plain, text), ...findNames(text, known)]) take(find);
  finds.sort((a, b) => a.from - b.from);
  return { text: replaceAll(text, finds), finds };
}

function findRooms(plain: string, text: string): Find[] {
  const below = rooms.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ index, 0: found, 1: building = '' }) => {
      const named = text.slice(index, index + building.length).trim();
      const kept = /^\d+#?$/.test(named) ? `${named.replace('#', '')}幢` : named;
      return room(index, found, kept);
    }),
  );
  const bare = bareRooms.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ index, 0: found }) => room(index, found, '〔门牌〕')),
  );
  return [...below, ...bare];
}

function room(from: number, found: string, kept: string): Find {
  return { kind: 'room', from, to: from + found.trimEnd().length, instead: kept };
}

function findNames(text: string, { names }: KnownNames): Find[] {
  const found: Find[] = [];
  const add = (from: number, to: number) => found.push({ kind: 'name', from, to, instead: instead.name });
  const surnames = new Set<string>();
  for (const name of [...new Set(names)].sort((a, b) => b.length - a.length)) {
    const bare = name.replace(postsBefore, '').trim();
    const surname = surnameOf(name);
    if (surname !== undefined) surnames.add(surname);
    if (Array.from(bare).length < 2) continue;
    for (let at = indexOfName(text, bare, 0); at >= 0; at = indexOfName(text, bare, at + bare.length)) {
      add(at, at + bare.length);
    }
  }
  if (surnames.size > 0) {
    const any = [...surnames].join('|');
    const forms = new RegExp(
      `(?:${any})\\p{Script=Han}{0,2}?(?:${addressedAfter})(?!作|程|资|地|厂|具|单)|(?<![\\p{Script=Han}])(?:${addressedBefore})(?:${any})(?!\\p{Script=Han}{0,1}(?:区|户|幢|栋|楼))|(?<=[的和跟找问叫是，。、])(?:${addressedBefore})(?:${any})`,
      'gu',
    );
    for (const { index, 0: form } of text.matchAll(forms)) add(index, index + form.length);
  }
  return found;
}

/** Where a name stands; Latin ones as whole words, in any case. */
function indexOfName(text: string, name: string, from: number): number {
  if (/\p{Script=Han}/u.test(name)) return text.indexOf(name, from);
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const match = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').exec(text.slice(from));
  return match ? from + match.index : -1;
}

function replaceAll(text: string, finds: readonly Find[]): string {
  let at = 0;
  let result = '';
  for (const { from, to, instead: replacement } of finds) {
    result += text.slice(at, from) + replacement;
    at = to;
  }
  return result + text.slice(at);
}

/** Never meant for everybody, whoever says so; a name or the number of an office may be. */
const neverPublic: ReadonlySet<FindKind> = new Set([
  'identity-number',
  'bank-number',
  'phone',
  'mail',
  'account',
  'plate',
  'room',
]);

/** What in a text that is about to be published still leads to a person; a person who looked may let names stand. */
export function stillPersonal(text: string, known: KnownNames, isChecked: boolean): FindKind[] {
  const kinds = new Set(scrub(text, known).finds.map(({ kind }) => kind));
  return findKinds.filter((kind) => kinds.has(kind) && (neverPublic.has(kind) || !isChecked));
}

import { textWith } from '../../../kernel/text.ts';

export const peoplePlaceText = {
  places: { zh: '小区与房屋', en: 'Places' },
  none: { zh: '还没有登记楼幢', en: 'No building is registered yet' },
  stairwells: textWith(
    (n: number) => `${n}个单元`,
    (n) => (n === 1 ? '1 stairwell' : `${n} stairwells`),
  ),
  stairwell: textWith(
    (label: string) => `${label}单元`,
    (label) => `Stairwell ${label}`,
  ),
  bound: textWith(
    (homes: number, all: number) => `${all}户，${homes}户有人登记`,
    (homes, all) => `${homes} of ${all} homes have somebody registered`,
  ),
  captain: textWith(
    (names: string) => (names === '' ? '没有楼道长' : `楼道长 ${names}`),
    (names) => (names === '' ? 'no captain' : `captain ${names}`),
  ),
  door: { zh: '室', en: 'Door' },
  who: { zh: '谁住', en: 'Who lives there' },
  how: { zh: '怎么登记的', en: 'How it is known' },
  nobody: { zh: '没人登记', en: 'nobody registered' },
  noDwellings: { zh: '这个单元还没有登记住房。', en: 'No dwelling is registered in this stairwell.' },
  slips: { zh: '认户条', en: 'Home slips' },
  slipsText: {
    zh: '每户一张，放进信箱。新做一版，旧条就作废。30天有效。',
    en: 'One for each home, to be put into letter boxes. A new sheet voids the old slips. Valid for 30 days.',
  },
  which: { zh: '做哪里的', en: 'For' },
  whole: { zh: '整幢', en: 'the whole building' },
  make: { zh: '做一版认户条', en: 'Make a sheet' },
  noSheets: { zh: '还没做过认户条。', en: 'No slips have been made yet.' },
  sheet: textWith(
    (day: string, n: number) => `${day}做的，${n}户`,
    (day, n) => `Made ${day} for ${n} homes`,
  ),
  used: textWith(
    (n: number) => `${n}户用过`,
    (n) => `used by ${n}`,
  ),
  replaced: { zh: '已换新条', en: 'replaced' },
  expired: { zh: '已过期', en: 'expired' },
  until: textWith(
    (day: string) => `${day}前有效`,
    (day) => `valid until ${day}`,
  ),
  print: { zh: '打印', en: 'Print' },
  printOf: textWith(
    (day: string) => `打印${day}做的认户条（PDF）`,
    (day) => `Print the slips made ${day} (PDF)`,
  ),
  done: {
    made: { zh: '认户条做好了，点“打印”', en: 'The sheet is made: choose “Print”' },
    saved: { zh: '已改好', en: 'Saved' },
    built: { zh: '这一幢加好了', en: 'The building is entered' },
    left: { zh: '已登记搬走，也告诉本人了', en: 'Written down, and they were told' },
  },
  posts: { zh: '职务', en: 'Posts' },
  noPosts: { zh: '现在没有职务。', en: 'Holds no post now.' },
  homes: { zh: '住哪里', en: 'Homes' },
  noHomes: { zh: '没有登记住处。', en: 'No home is registered.' },
  requests: { zh: '认户申请', en: 'Home requests' },
  noRequests: { zh: '没有申请过。', en: 'Never asked.' },
  since: textWith(
    (day: string) => `${day}起`,
    (day) => `since ${day}`,
  ),
  looks: { zh: '谁看过', en: 'Who looked' },
  account: { zh: '账号、密码、换号码', en: 'Account, password, new number' },
  moved: { zh: '搬走了', en: 'Moved out' },
  movedOf: textWith(
    (name: string, home: string) => `登记${name}搬离${home}`,
    (name, home) => `Write down that ${name} left ${home}`,
  ),
  signsIn: { zh: '能登录', en: 'can sign in' },
  neverSigned: { zh: '没登录过', en: 'never signed in' },
  change: { zh: '改登记', en: 'Change' },
  save: { zh: '保存', en: 'Save' },
};

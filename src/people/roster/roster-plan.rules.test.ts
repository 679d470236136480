import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { localDate } from '../../kernel/time.ts';
import type { BuildingId, DwellingId } from '../../places/place/place.contract.ts';
import type { HouseholdId } from '../household/household.contract.ts';
import type { PersonId } from '../person/person.contract.ts';
import type { RosterRow } from './roster.contract.ts';
import type { KnownMember } from './roster-people.rules.ts';
import { type KnownHome, type KnownRegister, planRoster } from './roster-plan.rules.ts';
import { sayChange } from './roster-saying.rules.ts';

const estate = '水岸阳光';
let rowsMade = 1;
const nextRow = () => {
  rowsMade += 1;
  return rowsMade;
};
const row = (said: Partial<RosterRow> = {}): RosterRow => ({
  ...{ sheet: null, row: nextRow(), estate, building: '3', stairwell: '1', floor: 5, door: '501' },
  ...{ areaDm2: 8950, name: '王阿姨', phone: '+8613800000001', occupancy: 'owner' as const },
  ...said,
});

const member = (said: Partial<KnownMember> = {}): KnownMember => ({
  ...{ personId: 'wang' as PersonId, name: '王阿姨', phone: '+8613800000001', hasAccount: false },
  ...{ householdId: 'h' as HouseholdId, occupancy: 'owner' as const, cameBy: 'roster' as const },
  ...said,
});

const home = (members: KnownMember[], said: Partial<KnownHome> = {}): KnownHome => ({
  ...{ estate, building: '3', stairwell: '1', door: '501', dwellingId: 'd' as DwellingId, areaDm2: 8950 },
  households: [{ id: 'h' as HouseholdId, occupancy: members[0]?.occupancy ?? 'owner' }],
  members,
  ...said,
});

const register = (homes: KnownHome[], more: Partial<KnownRegister> = {}): KnownRegister => ({
  ...{ estates: [estate], buildings: [], homes, today: localDate('2026-11-23') },
  people: homes.flatMap(({ members }) => members),
  ...more,
});

const plan = (rows: RosterRow[], known: KnownRegister = register([])) =>
  planRoster({ rows, problems: [] }, known);
const changes = (rows: RosterRow[], known: KnownRegister) =>
  plan(rows, known).homes.map((one) => one.changes.map((change) => sayChange(change, 'zh')));
const problems = (rows: RosterRow[], known = register([])) =>
  plan(rows, known).problems.map(({ field, code, found }) => [field, code, found].join(' '));

describe('a roster against the register', () => {
  test('new: a home with its household and head', () => {
    const { homes, people, counts } = plan([row()]);
    assert.deepEqual(
      homes[0]?.changes.map((change) => sayChange(change, 'zh')),
      ['新的一户', '面积 → 89.50㎡', '使用情况 → 业主自住', '新登记 王阿姨'],
    );
    assert.deepEqual([homes[0]?.opens, people.length], [true, 1]);
    assert.deepEqual(counts, {
      ...{ rows: 1, homes: 1, fresh: 1, changed: 0, same: 0, wrong: 0, freshPeople: 1, assumedOwner: 0 },
    });
  });

  const known = register([home([member()])]);
  const cases: [title: string, said: Partial<RosterRow>, expected: string[]][] = [
    ['nothing', {}, []],
    ['nothing where it says nothing', { areaDm2: null, occupancy: null, phone: null }, []],
    ['the area', { areaDm2: 9000 }, ['面积 89.50㎡ → 90.00㎡']],
    ['the name, by the phone', { name: '王大姐' }, ['姓名 王阿姨 → 王大姐']],
    ['the phone, by the name', { phone: '+8613800000009' }, ['电话 138****0001 → 138****0009']],
    ['the use: they stay, otherwise', { occupancy: 'tenant' }, ['使用情况 业主自住 → 租户']],
    [
      'the head: who came by a roster leaves',
      { name: '李师傅', phone: '+8613800000002' },
      ['新登记 李师傅', '不再住这里 王阿姨'],
    ],
    [
      'empty: they leave and it stands empty',
      { name: null, phone: null, occupancy: 'vacant' },
      ['使用情况 业主自住 → 空置', '不再住这里 王阿姨'],
    ],
  ];
  for (const [title, said, expected] of cases)
    test(`known: changes ${title}`, () => assert.deepEqual(changes([row(said)], known), [expected]));

  test('who came by a slip stays, whoever else is named, and no home they live in is called empty', () => {
    const slip = register([home([member({ cameBy: 'slip' })])]);
    const other = row({ name: '李师傅', phone: '+8613800000002' });
    assert.deepEqual(changes([other], slip), [['新登记 李师傅']]);
    assert.deepEqual(changes([row({ name: null, phone: null, occupancy: 'vacant' })], slip), [[]]);
  });

  test('an empty home ends as such when somebody moves in', () => {
    const empty = register([home([], { households: [{ id: 'h' as HouseholdId, occupancy: 'vacant' }] })]);
    const [planned] = plan([row()], empty).homes;
    assert.deepEqual([planned?.ends, planned?.opens], [['h'], true]);
  });

  test('somebody known by phone from elsewhere moves in as the same person', () => {
    const elsewhere = register([], { people: [member()] });
    const { people, homes } = plan([row()], elsewhere);
    assert.deepEqual([people[0]?.known, homes[0]?.changes.at(-1)?.kind], ['wang', 'person-joins']);
  });

  test('two homes with one phone are one person; with another name it is refused', () => {
    const two = plan([row(), row({ door: '502' })]);
    assert.deepEqual([two.people.length, two.homes.length, two.problems], [1, 2, []]);
    const other = row({ door: '502', name: '李师傅' });
    assert.deepEqual(problems([row(), other]), ['phone phone-of-others 王阿姨']);
    assert.equal(plan([row(), other]).homes.length, 1);
  });

  test('a home that cannot be taken leaves nobody behind', () => {
    const first = row({ name: '甲', phone: '+8613800000005' });
    const second = row({ name: null, phone: '+8613800000006' });
    const { homes, people } = plan([first, second]);
    assert.deepEqual([homes, people], [[], []]);
  });

  test('whoever signs in keeps the number they sign in by', () => {
    const signed = register([home([member({ hasAccount: true })])]);
    assert.deepEqual(problems([row({ phone: '+8613800000009' })], signed), [
      'phone phone-of-account 138****0001',
    ]);
  });

  test('two rows of a home are two people of it; saying different things of it, the second is refused', () => {
    const second = row({ name: '老王', phone: null, areaDm2: null, occupancy: null });
    assert.deepEqual(plan([row(), second]).homes[0]?.joins.length, 2);
    assert.match(problems([row(), row({ areaDm2: 7000 })])[0] ?? '', /^area rows-disagree \d+$/);
  });

  test('a closed building takes nobody in', () => {
    const closed = register([], {
      buildings: [{ id: 'b' as BuildingId, estate, label: '3', isClosed: true }],
    });
    assert.deepEqual(problems([row()], closed), ['building building-closed 3']);
  });

  test('the estate is the only one there is; with none or several it must be said', () => {
    assert.equal(plan([row({ estate: null })]).homes[0]?.place.estate, estate);
    for (const estates of [[], [estate, '锦南苑']])
      assert.deepEqual(problems([row({ estate: null })], register([], { estates })), [
        'estate estate-missing ',
      ]);
  });

  test('a use that is not said is taken for the owner’s, and counted', () => {
    const { homes, counts } = plan([
      row({ occupancy: null }),
      row({ door: '502', occupancy: null, name: null, phone: null }),
    ]);
    assert.deepEqual(
      homes.map(({ occupancy }) => occupancy),
      ['owner', null],
    );
    assert.equal(counts.assumedOwner, 1);
  });
});

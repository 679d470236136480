import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import writeWorkbook from 'write-excel-file/node';
import { makeCall, makeCommunity, usualNow } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { addMs, dateOf, dayMs, hourMs } from '../../kernel/time.ts';
import { listHomes } from '../../places/place/place-homes.service.ts';
import { closePlace } from '../../places/place/place-keeping.service.ts';
import type { Community } from '../../platform/call.ts';
import { newId } from '../../platform/ids.ts';
import { dwellersOf, householdsIn } from '../household/household.service.ts';
import { addPerson, findPersonByPhone } from '../person/person.service.ts';
import type { RosterSurvey } from './roster.contract.ts';
import { importRoster, readRoster, seeRoster, sweepRosters } from './roster.service.ts';

let made: TestDatabase;
let here: Community;
let folder: string;
let files = 0;

const as = (kind: string): Asker => ({
  ...{ kind: 'person', accountId: newId<Id<'account'>>(), personId: newId<Id<'person'>>(), displayName: '' },
  posts: [{ id: newId<Id<'post'>>(), kind, covers: null }],
});
const administrator = as('administrator');

before(async () => {
  made = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sunshine-roster-'));
});
beforeEach(async () => {
  here = await makeCommunity(made);
});
after(() => rm(folder, { recursive: true, force: true }));

const refusal = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) =>
  outcome.ok ? undefined : outcome.refusal.code;

function must<Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.refusal.code);
  return outcome.value;
}

const heads = ['小区', '楼幢', '单元', '室号', '面积', '户主姓名', '电话', '使用情况'];
type Cells = readonly (string | number)[];

async function callWith(name: string, content: Uint8Array | string, asker = administrator) {
  files += 1;
  const path = join(folder, `upload-${files}`);
  await writeFile(path, content);
  const { size } = await stat(path);
  return { ...makeCall(made, here, { asker }), files: [{ field: 'roster', path, bytes: size, name }] };
}

async function workbookOf(rows: readonly Cells[]): Promise<Uint8Array> {
  files += 1;
  const path = join(folder, `made-${files}.xlsx`);
  const data = [heads, ...rows].map((cells) =>
    cells.map((value) => ({ value, type: typeof value === 'number' ? Number : String })),
  );
  await writeWorkbook([{ sheet: 'Sheet1', data: data as never }]).toFile(path);
  return readFile(path);
}

const csvOf = (rows: readonly Cells[]) => [heads, ...rows].map((cells) => cells.join(',')).join('\n');

const call = () => makeCall(made, here, { asker: administrator });

async function upload(content: Uint8Array | string, estate = ''): Promise<Id<'roster'>> {
  return must(await readRoster(await callWith('名册.xlsx', content), { estate })).rosterId;
}

async function look(rosterId: Id<'roster'>): Promise<RosterSurvey> {
  return must(await seeRoster(call(), { rosterId })).survey;
}

async function take(content: Uint8Array | string) {
  const rosterId = await upload(content);
  const { digest } = await look(rosterId);
  return must(await importRoster(call(), { rosterId, digest })).counts;
}

const two: Cells[] = [
  ['水岸阳光', '3幢', '1单元', '101', 89.5, '王阿姨', '13800000001', '自住'],
  ['', '', '', '102', 89.5, '', '', '空置'],
];

/** Who is registered where today, as `door name use`. */
async function lived(): Promise<string[]> {
  const today = dateOf(usualNow);
  return made.database.read(here.id, async (tx) => {
    const { homes } = await listHomes(tx);
    const ids = homes.map(({ id }) => id);
    const households = await householdsIn(tx, ids, today);
    const dwellers = await dwellersOf(tx, ids, today);
    const named = await tx<{ id: string; displayName: string }[]>`
      select id, display_name from persons where community_id = ${tx.community}`;
    const nameOf = new Map(named.map(({ id, displayName }) => [id, displayName]));
    return homes
      .map(({ id, building, stairwell, door, areaDm2 }) => {
        const uses = households.filter(({ dwellingId }) => dwellingId === id).map((one) => one.occupancy);
        const names = dwellers
          .filter(({ dwellingId }) => dwellingId === id)
          .map((one) => nameOf.get(one.personId));
        return [`${building}-${stairwell}-${door}`, areaDm2 ?? '', uses.join('+'), names.join('+')].join(' ');
      })
      .sort();
  });
}

describe('importing a roster', () => {
  test('administrator: looks first, then takes it in; nothing is written by looking', async () => {
    const rosterId = await upload(await workbookOf(two));
    const survey = await look(rosterId);
    assert.deepEqual(await lived(), []);
    assert.deepEqual(survey.freshEstates, ['水岸阳光']);
    assert.deepEqual(survey.freshBuildings, [{ name: '3幢', homes: 2, people: 1 }]);
    must(await importRoster(call(), { rosterId, digest: survey.digest }));
    assert.deepEqual(await lived(), ['3-1-101 8950 owner 王阿姨', '3-1-102 8950 vacant ']);
    const seen = must(await seeRoster(call(), { rosterId }));
    assert.equal(seen.importedOn, dateOf(usualNow));
    assert.equal(seen.survey.counts.fresh, 2);
  });

  test('administrator: the same roster again changes nothing; another shows its changes as changes', async () => {
    await take(await workbookOf(two));
    const again = await take(csvOf(two));
    assert.deepEqual([again.fresh, again.changed, again.same, again.freshPeople], [0, 0, 2, 0]);
    const next: Cells[] = [
      ['水岸阳光', '3号楼', '一单元', '101', 90, '王大姐', '13800000001', '自住'],
      ['水岸阳光', '3号楼', '一单元', '102', 89.5, '李师傅', '13800000002', '出租'],
      ['水岸阳光', '3号楼', '一单元', '201', 89.5, '王大姐', '13800000001', '自住'],
    ];
    const rosterId = await upload(csvOf(next));
    const survey = await look(rosterId);
    assert.deepEqual(
      survey.changed.map(({ name, row, changes }) => [name, row, ...changes.map(({ kind }) => kind)]),
      [
        ['3幢1单元101室', 2, 'name', 'area'],
        ['3幢1单元102室', 3, 'use', 'person-new'],
      ],
    );
    must(await importRoster(call(), { rosterId, digest: survey.digest }));
    assert.deepEqual(await lived(), [
      '3-1-101 9000 owner 王大姐',
      '3-1-102 8950 tenant 李师傅',
      '3-1-201 8950 owner 王大姐',
    ]);
  });

  test('administrator: somebody registered by phone is found again', async () => {
    const known = await made.database.write(here.id, (tx) =>
      addPerson(tx, { displayName: '新邻居', phone: '+8613800000001' }, usualNow),
    );
    await take(csvOf(two));
    const found = await made.database.read(here.id, (tx) => findPersonByPhone(tx, '+8613800000001'));
    assert.deepEqual([found?.id, found?.displayName], [known.ok && known.value, '王阿姨']);
  });

  test('administrator: rows with problems stay out, told by row; the others go in', async () => {
    const rows: Cells[] = [
      ...two,
      ['水岸阳光', '物业楼', '1单元', '101', 89.5, '张', '', '自住'],
      ['水岸阳光', '3幢', '1单元', '103', '大', '张', '123', '借住'],
    ];
    const rosterId = await upload(csvOf(rows));
    const { problems, counts, digest } = await look(rosterId);
    assert.deepEqual(
      problems.map(({ row, field, code }) => [row, field, code].join(' ')),
      [
        '4 building building-unreadable',
        '5 area area-unreadable',
        '5 phone phone-unreadable',
        '5 occupancy occupancy-unreadable',
      ],
    );
    assert.equal(counts.wrong, 2);
    must(await importRoster(call(), { rosterId, digest }));
    assert.equal((await lived()).length, 2);
  });

  test('administrator: three hundred homes go in at once, and again change nothing', async () => {
    const rows = Array.from({ length: 300 }, (_, index): Cells => {
      const [building, floor, door] = [
        1 + Math.floor(index / 30),
        1 + Math.floor((index % 30) / 3),
        1 + (index % 3),
      ];
      const phone = `139${String(index).padStart(8, '0')}`;
      return ['水岸阳光', `${building}幢`, '1单元', `${floor}0${door}`, 88.8, `住户${index}`, phone, '自住'];
    });
    const content = await workbookOf(rows);
    assert.deepEqual(await take(content), {
      ...{
        rows: 300,
        homes: 300,
        fresh: 300,
        changed: 0,
        same: 0,
        wrong: 0,
        freshPeople: 300,
        assumedOwner: 0,
      },
    });
    const again = await take(content);
    assert.deepEqual([again.same, again.freshPeople], [300, 0]);
  });

  test('administrator: imports what was looked at; where the register changed since, looks again', async () => {
    const rosterId = await upload(csvOf(two));
    const { digest } = await look(rosterId);
    await take(csvOf(two.slice(0, 1)));
    assert.equal(refusal(await importRoster(call(), { rosterId, digest })), 'register-changed');
    const { digest: now } = await look(rosterId);
    must(await importRoster(call(), { rosterId, digest: now }));
    assert.equal(must(await importRoster(call(), { rosterId, digest: now })).counts.fresh, 1);
    assert.equal((await lived()).length, 2);
  });

  test('administrator: a closed building takes nobody in', async () => {
    await take(csvOf(two));
    const { buildings } = await made.database.read(here.id, listHomes);
    must(await closePlace(call(), { kind: 'building', placeId: buildings[0]?.id ?? '' }));
    const { problems } = await look(await upload(csvOf(two)));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['building-closed', 'building-closed'],
    );
  });

  test('administrator: what is no roster is told in words that help', async () => {
    const code = async (content: Uint8Array | string) =>
      refusal(await readRoster(await callWith('x', content), { estate: '' }));
    assert.equal(await code(''), 'file-empty');
    assert.equal(await code('姓名,电话\n王,13800000001'), 'columns-missing');
    assert.equal(await code(Buffer.from('d0cf11e0a1b11ae1', 'hex')), 'file-old');
    assert.equal(await code(Buffer.from('PK\x03\x04nothing')), 'file-unreadable');
    assert.equal(refusal(await readRoster(call(), { estate: '' })), 'file-missing');
  });

  test('administrator: a roster that names no estate is of the one named beside it', async () => {
    const content = '楼幢,室号\n3,101\n';
    assert.equal((await look(await upload(content))).problems[0]?.code, 'estate-missing');
    assert.deepEqual((await look(await upload(content, '水岸阳光'))).freshEstates, ['水岸阳光']);
  });

  test('desk: imports no roster; one of another community is not there', async () => {
    const rosterId = await upload(csvOf(two));
    const { digest } = await look(rosterId);
    const desk = makeCall(made, here, { asker: as('desk') });
    assert.equal(refusal(await seeRoster(desk, { rosterId })), 'administrator-only');
    assert.equal(refusal(await importRoster(desk, { rosterId, digest })), 'administrator-only');
    const there = makeCall(made, await makeCommunity(made, '隔壁社区'), { asker: administrator });
    assert.equal(refusal(await seeRoster(there, { rosterId })), 'roster-unknown');
    assert.equal(refusal(await importRoster(there, { rosterId, digest })), 'roster-unknown');
  });

  test('a roster nobody imported is gone after a day, with the names it held', async () => {
    const rosterId = await upload(csvOf(two));
    const sweep = (hours: number) =>
      made.database.write(here.id, (tx) => sweepRosters(tx, addMs(usualNow, hours * hourMs - dayMs)));
    await sweep(dayMs / hourMs - 1);
    await look(rosterId);
    await sweep(dayMs / hourMs + 1);
    assert.equal(refusal(await seeRoster(call(), { rosterId })), 'roster-unknown');
  });
});

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Story, storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, tuesdayMorning, type Visitor, type World } from '../../../test/world.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { residenceOperations } from '../../collect/residence/residence.contract.ts';
import type { Operation } from '../../kernel/operation.ts';
import { addMs, dayMs, hourMs, minuteMs } from '../../kernel/time.ts';
import { matterOperations } from '../../resolve/matter/matter.operations.contract.ts';
import { getPublications } from '../../resolve/publication/publication.contract.ts';
import { getBuilding, getPerson, listPeople } from '../directory/directory.contract.ts';
import { listLooks, listOwnLooks } from './look.contract.ts';
import { noteOperatorLook, sweepLooks } from './look.service.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());
let minutes = 0;
/** Each test stands an hour after the one before, so that no look of another counts as the same. */
beforeEach(() => {
  minutes += 60;
  world.clock.set(addMs(tuesdayMorning, minutes * minuteMs));
});

type LookRow = {
  kind: string;
  operation: string;
  number: string | null;
  subjectId: string | null;
  people: number | null;
};
const looksNow = (): Promise<LookRow[]> =>
  world.made.database.read(world.here.community.id, (tx) => {
    const hour = addMs(tuesdayMorning, minutes * minuteMs);
    return tx<LookRow[]>`
      select kind, operation, number, subject_id, people from looks
      where community_id = ${tx.community} and at >= ${hour} order by id`;
  });
const kinds = async () => (await looksNow()).map(({ kind }) => kind);
const residentId = () => world.here.people.resident.personId;

describe('looks', () => {
  const cases: readonly [string, Visitor, () => Promise<[Operation, object]>, string][] = [
    ['desk: opens a person', 'desk1', async () => [getPerson, { id: residentId() }], 'person'],
    ['administrator: opens the register', 'administrator', async () => [listPeople, {}], 'people'],
    [
      'desk: opens a building of the register',
      'desk1',
      async () => [getBuilding, { buildingId: world.here.places.homes.resident.buildingId }],
      'people',
    ],
    [
      'desk: opens a report',
      'desk1',
      async () => [reportOperations.getReport, { reportId: (await story.reported()).reportId }],
      'reporter',
    ],
    [
      'handler: opens a matter of theirs',
      'handler',
      async () => [matterOperations.getMatter, { matterId: (await story.inWork()).matterId }],
      'reporter',
    ],
    [
      'administrator: reads original words beside the scrub',
      'administrator',
      async () => [getPublications, { matterId: (await story.accepted()).matterId }],
      'original',
    ],
  ];
  for (const [title, who, prepare, kind] of cases) {
    test(`${title}, and the look leaves one trace however often it is loaded`, async () => {
      const [operation, input] = await prepare();
      minutes += 60;
      world.clock.set(addMs(tuesdayMorning, minutes * minuteMs));
      for (let again = 0; again < 3; again += 1) must(await world.as(who).call(operation, input as never));
      const [look, ...more] = await looksNow();
      assert.equal(look?.kind, kind);
      assert.equal(look?.operation, operation.name);
      assert.deepEqual(more, []);
      world.clock.set(addMs(tuesdayMorning, (minutes + 11) * minuteMs));
      must(await world.as(who).call(operation, input as never));
      assert.equal((await looksNow()).length, 2, 'after ten minutes it is another look');
    });
  }

  test('resident, follower and stranger: leave none', async () => {
    const told = await story.inWork();
    minutes += 60;
    world.clock.set(addMs(tuesdayMorning, minutes * minuteMs));
    for (const who of ['resident', 'neighbour', 'stranger', { reportKey: told.reportKey }] as const) {
      await world.as(who).call(matterOperations.getMatter, { matterId: told.matterId });
    }
    assert.deepEqual(await kinds(), []);
  });

  test('desk: is refused a thing and so has seen nothing', async () => {
    codeOf(await world.as('handler').call(listPeople, {}));
    codeOf(await world.as('handler').call(residenceOperations.listRequests, {}));
    assert.deepEqual(await kinds(), []);
  });

  test('nobody: changes a look, or takes a young one away', async () => {
    must(await world.as('desk1').call(getPerson, { id: residentId() }));
    const { database } = world.made;
    const { id } = world.here.community;
    await assert.rejects(
      database.write(id, (tx) => tx`update looks set kind = 'people'`),
      /only added to: update refused/,
    );
    await assert.rejects(
      database.write(id, (tx) => tx`delete from looks`),
      /only added to: delete refused/,
    );
    await assert.rejects(world.made.owner`truncate looks`, /append-only/);
  });
});

describe('the log', () => {
  test('administrator and chair: find looks by whose data, by who looked and by day; reading it is one too', async () => {
    must(await world.as('desk1').call(getPerson, { id: residentId() }));
    must(await world.as('desk2').call(listPeople, {}));
    const { desk1 } = world.here.people;
    const at = (who: Visitor, filter: object) => world.as(who).call(listLooks, filter);
    const bySubject = must(await at('administrator', { subjectId: residentId() }));
    assert.ok(bySubject.looks.some(({ kind, staff }) => kind === 'person' && staff?.id === desk1.personId));
    assert.ok(bySubject.looks.every(({ subject }) => subject?.id === residentId()));
    const byStaff = must(
      await at('chair', { staffId: desk1.personId, from: '2026-11-24', until: '2026-11-26' }),
    );
    assert.ok(byStaff.looks.length > 0 && byStaff.looks.every(({ staff }) => staff?.id === desk1.personId));
    assert.deepEqual(must(await at('chair', { until: '2026-11-23' })).looks, []);
    assert.ok((await kinds()).includes('look-log'));
  });

  test('administrator: exports it as a workbook, which is a look itself', async () => {
    const { url, here } = world;
    const headers = await world.headersOf('administrator');
    const answer = await fetch(`${url}/c/${here.community.slug}/exports/looks.xlsx`, { headers });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /spreadsheetml/);
    assert.deepEqual(await kinds(), ['export']);
  });

  test('resident: sees which post looked and when, and no name; a neighbour sees nothing of it', async () => {
    must(await world.as('desk1').call(getPerson, { id: residentId() }));
    const own = must(await world.as('resident').call(listOwnLooks, {}));
    const [first] = own.looks;
    assert.deepEqual([first?.post, first?.kind], ['desk', 'person']);
    assert.ok(!JSON.stringify(own).includes(world.here.people.desk1.personId));
    assert.deepEqual(must(await world.as('neighbour').call(listOwnLooks, {})).looks, []);
  });

  test('time: takes away looks from before a day, and none after', async () => {
    const now = world.clock.now();
    const { id } = world.here.community;
    const count = async () => {
      const [row] = await world.made.database.read(
        id,
        (tx) => tx`select count(*)::int as n from looks where community_id = ${tx.community}`,
      );
      return row?.n as number;
    };
    const before = await count();
    const threeYears = 3 * 365 * dayMs;
    for (const age of [threeYears + hourMs, threeYears - hourMs]) {
      await world.made.database.write(id, (tx) =>
        noteOperatorLook(tx, { kind: 'backup', operation: 'backup.make', now: addMs(now, -age) }),
      );
    }
    assert.equal(await count(), before + 2);
    const sweep = (limit: number) =>
      world.made.database.write(id, (tx) => sweepLooks(tx, addMs(now, -threeYears), limit));
    assert.deepEqual([await sweep(0), await sweep(10)], [0, 1]);
    assert.equal(await count(), before + 1);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeCall, makeCommunity } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { countStatements } from '../../../test/statement-counter.ts';
import { type Story, storyOf } from '../../../test/story.ts';
import { must, openWorld, type World } from '../../../test/world.ts';
import type { Community } from '../../platform/call.ts';
import { openDatabase, type Tx } from '../../platform/database.ts';
import { matterStates } from './matter.contract.ts';
import { listPublicMatters, type PublicFilter } from './matter.public.contract.ts';
import { doneStates, openStates, publicStates } from './matter.states.ts';
import { listPublicMatters as list } from './matter-public.service.ts';
import { listStatement, type PublicQuery, publicStateLists } from './matter-public.store.ts';

describe('a stranger', () => {
  let world: World;
  let story: Story;
  const numbers: Record<string, string> = {};
  const listed = async (filter: PublicFilter & { after?: string; limit?: number }) =>
    must(await world.as('stranger').call(listPublicMatters, filter));
  const names = async (filter: PublicFilter) => {
    const { rows } = await listed(filter);
    return rows.map(({ number }) => Object.entries(numbers).find(([, one]) => one === number)?.[0]);
  };

  before(async () => {
    world = await openWorld();
    story = storyOf(world);
    numbers.open = (await story.inWork()).number;
    numbers.done = (await story.closed()).number;
    const other = { categoryCode: 'FAC01', tier: 'joint' as const, publicTitle: '电梯停了' };
    numbers.joint = (await story.accepted(other)).number;
  });
  after(() => world.stop());

  test('reads the newest first, and by status, tier, category, building, month and channel', async () => {
    const { buildingId } = world.here.places.homes.resident;
    const table: [filter: PublicFilter, found: string[]][] = [
      [{}, ['joint', 'done', 'open']],
      [{ status: 'open' }, ['joint', 'open']],
      [{ status: 'resolved' }, ['done']],
      [{ tier: 'joint' }, ['joint']],
      [{ category: 'FAC01' }, ['joint']],
      [{ building: buildingId }, ['joint', 'done', 'open']],
      [{ building: '3' }, ['joint', 'done', 'open']],
      [{ building: '6' }, []],
      [{ month: '2026-11' }, ['joint', 'done', 'open']],
      [{ month: '2026-12' }, []],
      [{ month: '2026-10' }, []],
      [{ channel: 'form' }, ['joint', 'done', 'open']],
      [{ channel: 'phone' }, []],
      [{ status: 'open', tier: 'self', category: 'FAC06', month: '2026-11', channel: 'form' }, ['open']],
      [{ q: '！' }, []],
    ];
    for (const [filter, found] of table) assert.deepEqual(await names(filter), found, JSON.stringify(filter));
  });

  test('turns the pages without meeting a matter twice or missing one', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listed({ limit: 1, ...(after !== undefined && { after }) });
      seen.push(...page.rows.map(({ number }) => number));
      after = page.next ?? undefined;
    } while (after !== undefined);
    assert.deepEqual(seen, [numbers.joint, numbers.done, numbers.open]);
  });
});

test('state lists of the statement: are the sets of the table of states', () => {
  const written = (list: string) => [...list.matchAll(/'([a-z_]+)'/g)].map(([, state]) => state).sort();
  const without: ReadonlySet<string> = new Set([...publicStates].filter((state) => state !== 'merged'));
  assert.deepEqual(
    written(publicStateLists.received),
    matterStates.filter((state) => !without.has(state)).sort(),
  );
  assert.deepEqual(written(publicStateLists.open), [...openStates].sort());
  assert.deepEqual(written(publicStateLists.resolved), [...doneStates].sort());
});

describe('the database, with ten thousand matters in each of two communities', () => {
  const nothing: PublicQuery = {
    ...{ status: undefined, tier: undefined, category: undefined, building: undefined },
    ...{ acceptedFrom: undefined, acceptedBefore: undefined, channel: undefined, words: null },
  };
  let made: TestDatabase;
  let here: Community;

  async function fill({ id }: Community): Promise<void> {
    await made.database.write(id, async (tx) => {
      await tx`
        insert into reports (community_id, id, number, state, channel, text, place, anonymity, privacy_notice, locale,
          submitted_at, occurred_at)
        select ${id}, gen_random_uuid(), '2026-' || lpad(n::text, 5, '0'), 'accepted', 'form', '灯', '{}', 'anonymous',
          'v1', 'zh', now(), now()
        from generate_series(1, 10000) n`;
      await tx`
        insert into matters (community_id, id, number, state, public_title, category_code, tier, category_limit,
          sensitive, proof_expected, first_report_id, accepted_at)
        select ${id}, gen_random_uuid(), number, case when number > '2026-09900' then 'taken' else 'closed' end, '灯',
          'FAC06', 'self', 'W5', false, false, id, now() - substr(number, 6)::int * interval '1 hour'
        from reports where community_id = ${id}`;
      await tx`
        insert into deadlines (community_id, id, subject_id, kind, started_at, due_at, provisional, ended_at, ended_as, data)
        select ${id}, gen_random_uuid(), id, kind, accepted_at, accepted_at, false, accepted_at, 'in-time', '{}'
        from matters, unnest(array['take', 'first-contact', 'resolve', 'callback']) kind where community_id = ${id}`;
      await tx`
        insert into matter_search (community_id, matter_id, lexemes)
        select ${id}, id, array[${id}::text || ':灯', ${id}::text || ':' || right(number, 3)]
        from matters where community_id = ${id}`;
    });
  }

  before(async () => {
    made = await testDatabase();
    here = await makeCommunity(made);
    for (const community of [here, await makeCommunity(made)]) await fill(community);
    await made.owner`vacuum analyze matters`;
    await made.owner`vacuum analyze matter_search`;
    await made.owner`vacuum analyze deadlines`;
  });

  const planOf = (query: Partial<PublicQuery>): Promise<string> =>
    made.database.read(here.id, async (tx) => {
      const found = await tx`explain ${listStatement(tx, { ...nothing, ...query }, null, 21)}`;
      return found.map((row) => String(Object.values(row)[0])).join('\n');
    });

  test('reads a page from its index, in its order, whatever the list', async () => {
    for (const query of [{}, { status: 'open' }, { status: 'resolved' }, { tier: 'self' }] as const) {
      const plan = await planOf(query);
      assert.match(plan, query.status === 'open' ? /using matters_public_open / : /using matters_public /);
      assert.doesNotMatch(plan, /Seq Scan|Sort/, JSON.stringify(query));
      assert.match(plan, /deadlines_by_subject/);
    }
  });

  test('searches through the index over words, which row-level security alone would not allow', async () => {
    // The one statement of the reviewed function, as its owner runs it.
    const [body] = await made.owner<{ text: string }[]>`
      select prosrc as text from pg_proc where proname = 'search_matters'`;
    const [, statement = ''] = /return query\s+(select[^;]+);\s*end/.exec(body?.text ?? '') ?? [];
    const searched = statement.replaceAll(/\bwords\b/g, "array['灯', '777']::text[]");
    const plan = await made.owner.begin(async (sql) => {
      await sql`select set_config('app.community', ${here.id}, true)`;
      const found = await sql.unsafe(`explain ${searched}`);
      return found.map((row) => String(Object.values(row)[0])).join('\n');
    });
    assert.match(plan, /matter_search_by_lexeme/);
    assert.doesNotMatch(plan, /Seq Scan on matter_search/);
    const page = await planOf({ words: ['灯', '777'] });
    assert.doesNotMatch(page, /Seq Scan on matters/);
  });

  test('gives ids of the transaction’s own community, and none without one', async () => {
    const ids = await made.database.read(here.id, (tx) => tx`select search_matters(array['777'])`);
    assert.equal(ids.length, 10);
    const nowhere = await made.database.global((sql) => sql`select search_matters(array['777'])`);
    assert.equal(nowhere.length, 0);
    const forged = [`x','y`, `${here.id}:777`, '%', "') or true --"];
    for (const word of forged) {
      const found = await made.database.read(here.id, (tx) => tx`select search_matters(${[word]}::text[])`);
      assert.equal(found.length, 0, word);
    }
    const empty = await made.database.read(here.id, (tx) => tx`select search_matters('{}'::text[])`);
    assert.equal(empty.length, 0);
  });

  test('is asked once for a page, searched or not', async () => {
    const counter = await countStatements(made.ways.application);
    const database = await openDatabase(counter.options, { max: 1 });
    try {
      const call = {
        ...makeCall(made, here),
        read: <T>(work: (tx: Tx) => Promise<T>) => database.read(here.id, work),
      };
      for (const filter of [{}, { status: 'open' as const }, { q: '灯' }]) {
        counter.verbs();
        const answer = await list(call, filter);
        assert.equal(answer.ok && answer.value.rows.length, 20);
        // What opens the transaction and names the community is one message before it.
        const verbs = counter.verbs();
        assert.equal(verbs.filter((verb) => verb === 'select').length, 1, verbs.join(' '));
      }
    } finally {
      await database.close();
      counter.close();
    }
  });
});

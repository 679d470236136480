import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HeldPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { sayIn } from '../../kernel/text.ts';
import { addDays, localDate } from '../../kernel/time.ts';
import { type CommunityPostKind, communityPostKinds } from '../post/post.contract.ts';
import { toHeldPost } from '../post/post.rules.ts';
import { postsInForce } from '../session/session.rules.ts';
import type { Absence } from './absence.contract.ts';
import {
  actingIn,
  decideAbsence,
  isAbsentOn,
  isStillSo,
  lentPosts,
  mayBeAbsentFrom,
  mayStandInFor,
  turnOfEnding,
  turnsOf,
} from './absence.rules.ts';
import { sayAway } from './absence.text.ts';

const today = localDate('2026-11-24');
const day = (n: number) => addDays(today, n);
const id = <Noun extends string>(noun: Noun, n: string) => `${noun}-${n}` as Id<Noun>;

/** A post, held by the person of the same name unless said otherwise. */
function post(
  kind: CommunityPostKind,
  name: string,
  over: { personId?: string; organisation?: string } = {},
) {
  const organisation = over.organisation ?? 'wuye';
  return {
    ...{ id: id('post', name), kind, personId: id('person', over.personId ?? name) },
    stairwellId: kind === 'captain' ? id('stairwell', name) : null,
    organisationId: kind === 'handler' ? id('organisation', organisation) : null,
  };
}

const desk1 = post('desk', 'desk1');
const desk2 = post('desk', 'desk2');
const desk3 = post('desk', 'desk3');
const zhang = post('handler', 'zhang');
const li = post('handler', 'li');
const qian = post('handler', 'qian', { organisation: 'committee' });
const captain = post('captain', 'captain');
const other = post('captain', 'other');
const chair = post('chair', 'chair');
const administrator = post('administrator', 'administrator');
const everyPost = [desk1, desk2, desk3, zhang, li, qian, captain, other, chair, administrator];

test('deputies: who fits which post', () => {
  const fits = Object.fromEntries(
    [desk1, zhang, captain, chair, administrator].map((one) => [
      one.id,
      everyPost.filter((deputy) => mayStandInFor(one, deputy)).map((deputy) => deputy.id.slice(5)),
    ]),
  );
  assert.deepEqual(fits, {
    'post-desk1': ['desk2', 'desk3', 'administrator'],
    'post-zhang': ['desk1', 'desk2', 'desk3', 'li'],
    'post-captain': ['desk1', 'desk2', 'desk3', 'other', 'chair'],
    'post-chair': ['desk1', 'desk2', 'desk3', 'captain', 'other'],
    'post-administrator': [],
  });
  assert.deepEqual(
    communityPostKinds.filter((kind) => !mayBeAbsentFrom({ kind })),
    ['administrator'],
  );
});

test('somebody with two posts: does not stand in for themselves', () => {
  assert.equal(mayStandInFor(captain, post('chair', 'both', { personId: 'captain' })), false);
});

test('deputies: a post that needs the password is lent only to one that needs it too', () => {
  const byPhone = (kind: string) =>
    postsInForce([{ id: id('post', 'x'), kind, covers: null }], 'resident').length === 1;
  for (const one of everyPost) {
    for (const deputy of everyPost.filter((candidate) => mayStandInFor(one, candidate))) {
      assert.ok(byPhone(one.kind) || !byPhone(deputy.kind), `${deputy.kind} for ${one.kind}`);
    }
  }
});

function absence(from: number, to: number, of = zhang, deputy = li): Absence {
  const days = { absentFrom: day(from), absentUntil: day(to + 1) };
  return { id: id('absence', 'a'), postId: of.id, deputyPostId: deputy.id, ...days };
}

describe('an absence', () => {
  const ask = (
    from: number,
    to: number,
    {
      of = zhang,
      by = li,
      others = [] as Absence[],
    }: { of?: typeof zhang; by?: typeof zhang | undefined; others?: Absence[] } = {},
  ) => {
    const decided = decideAbsence(
      { post: of, deputy: by, from: day(from), to: day(to) },
      others,
      everyPost,
      today,
    );
    return decided.ok ? [decided.value.absentFrom, decided.value.absentUntil] : decided.refusal.code;
  };
  const cases: [what: string, said: ReturnType<typeof ask>, expected: ReturnType<typeof ask>][] = [
    ['of today alone', ask(0, 0), [day(0), day(1)]],
    ['of the longest time', ask(1, 92), [day(1), day(93)]],
    ['of one day more', ask(1, 93), 'days-wrong'],
    ['that began yesterday', ask(-1, 2), 'days-wrong'],
    ['that ends before it begins', ask(3, 2), 'days-wrong'],
    ['with a deputy who does not fit', ask(1, 2, { by: qian }), 'deputy-unfit'],
    ['with oneself as deputy', ask(1, 2, { by: zhang }), 'deputy-unfit'],
    ['over another’s last day', ask(4, 6, { others: [absence(1, 4)] }), 'absent-already'],
    ['from the day after another', ask(5, 6, { others: [absence(1, 4)] }), [day(5), day(7)]],
    ['with a deputy who is away', ask(1, 2, { others: [absence(2, 3, li, desk1)] }), 'deputy-absent'],
    ['with a deputy who is back', ask(4, 5, { others: [absence(2, 3, li, desk1)] }), [day(4), day(6)]],
    ['of who stands in then', ask(1, 2, { of: li, by: desk1, others: [absence(2, 3)] }), 'stands-in-then'],
    ['of who stood in before', ask(4, 5, { of: li, by: desk1, others: [absence(2, 3)] }), [day(4), day(6)]],
    ['each for the other', ask(1, 2, { of: li, by: zhang, others: [absence(1, 2)] }), 'deputy-absent'],
    [
      'with a deputy of two posts',
      ask(1, 2, { by: desk1, others: [absence(1, 2, other, desk1)] }),
      [day(1), day(3)],
    ],
  ];
  for (const [what, said, expected] of cases) {
    test(`${what}: ${typeof expected === 'string' ? expected : 'stands'}`, () => {
      assert.deepEqual(said, expected);
    });
  }

  test('with a deputy who is away from another post of theirs: deputy-absent', () => {
    const both = post('desk', 'both', { personId: 'captain' });
    const decided = decideAbsence(
      { post: zhang, deputy: both, from: day(1), to: day(2) },
      [absence(1, 1, captain, other)],
      [...everyPost, both],
      today,
    );
    assert.equal(!decided.ok && decided.refusal.code, 'deputy-absent');
  });

  test('lasts from its first day to its last', () => {
    const days = [-1, 0, 1, 2, 3].map((n) => isAbsentOn(absence(0, 2), day(n)));
    assert.deepEqual(days, [false, true, true, true, false]);
  });
});

describe('while somebody is away', () => {
  const own: HeldPost[] = [toHeldPost(li)];

  test('deputy: holds the post too, marked as lent', () => {
    assert.deepEqual(lentPosts(own, [absence(0, 1)], everyPost), [{ ...toHeldPost(zhang), lent: true }]);
  });

  test('others, and who stands in by a post that is not in force: hold nothing more', () => {
    assert.deepEqual(lentPosts([toHeldPost(desk1)], [absence(0, 1)], everyPost), []);
    assert.deepEqual(lentPosts([], [absence(0, 1)], everyPost), []);
  });

  test('deputy: of a post that has ended holds nothing', () => {
    assert.deepEqual(lentPosts(own, [absence(0, 1)], [li]), []);
  });

  test('the work: is the deputy’s, and nobody’s once that one’s post has ended', () => {
    const workOf = (held: typeof everyPost) =>
      actingIn(held, [absence(0, 1)]).find(({ post: { id: one } }) => one === zhang.id)?.personId;
    assert.equal(workOf(everyPost), li.personId);
    assert.equal(workOf([zhang, desk1]), null);
    assert.equal(actingIn([zhang], [])[0]?.personId, zhang.personId);
  });
});

test('an absence in words: one day, one month, two months, and without a deputy', () => {
  const days = (from: string, to: string, deputy: string | null = '李四') => ({
    ...{ holder: '张三', deputy },
    ...{ from: localDate(from), to: localDate(to) },
  });
  const [zh, en] = [sayIn('zh'), sayIn('en')];
  assert.equal(sayAway(zh, days('2026-12-01', '2026-12-05')), '张三12月1日至5日不在，由李四代');
  assert.equal(sayAway(zh, days('2026-11-29', '2026-12-02')), '张三11月29日至12月2日不在，由李四代');
  assert.equal(
    sayAway(zh, days('2026-12-01', '2026-12-01', null)),
    '张三12月1日不在，代班的人已离任，由社区值班安排',
  );
  assert.equal(sayAway(en, days('2026-12-01', '2026-12-05')), '张三 is away 1–5 December; 李四 stands in');
});

describe('what a deputy is told', () => {
  const span = (from: number, until: number) => ({ absentFrom: day(from), absentUntil: day(until) });

  test('of an absence that begins today: at once, and on the day the other is back', () => {
    assert.deepEqual(turnsOf(span(0, 2), today), [
      { turn: 'begins', on: today },
      { turn: 'ends', on: day(2) },
    ]);
  });

  test('of one to come: at once, on its first day, and when it is over', () => {
    assert.deepEqual(turnsOf(span(3, 4), today), [
      { turn: 'chosen', on: today },
      { turn: 'begins', on: day(3) },
      { turn: 'ends', on: day(4) },
    ]);
  });

  test('of one ended early: that it is over, or that it will not be', () => {
    assert.equal(turnOfEnding(span(0, 2), today), 'ends');
    assert.equal(turnOfEnding(span(1, 2), today), 'called-off');
  });

  test('only what is still so: not of an absence that was ended, nor who no longer stands in', () => {
    const [mine, others] = [id('post', 'deputy'), id('post', 'other')];
    for (const [title, deputyPostId, ended, early, expected] of [
      ['as planned', mine, false, false, true],
      ['planned, and passed on', others, false, false, false],
      ['planned, and ended meanwhile', mine, true, false, false],
      ['that it was ended', mine, true, true, true],
    ] as const) {
      assert.equal(isStillSo({ deputyPostId, ended }, { deputyPostId: mine, early }), expected, title);
    }
  });
});

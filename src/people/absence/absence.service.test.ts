import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { postOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { addDays, dateOf, dayMs, type LocalDate } from '../../kernel/time.ts';
import { readMe } from '../account/account.contract.ts';
import { endPost } from '../post/post.contract.ts';
import { absenceOperations } from './absence.contract.ts';
import { getReadersOf, listActingPersons } from './absence.service.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

const { beginAbsence, endAbsence, listAbsences } = absenceOperations;
type Role = Parameters<typeof postOf>[1];

const today = () => dateOf(world.clock.now());
const day = (n: number): LocalDate => addDays(today(), n);

const begin = (who: Visitor, of: Role, deputy: Role, from: number, to: number) =>
  world.as(who).call(beginAbsence, {
    ...{ postId: postOf(world, of), deputyPostId: postOf(world, deputy) },
    ...{ from: day(from), to: day(to) },
  });
const end = (who: Visitor, absenceId: string) =>
  world.as(who).call(endAbsence, { absenceId: absenceId as never });
const list = async (who: Visitor) => must(await world.as(who).call(listAbsences, {}));
/** What the desk's list says of who is away, shortly. */
const away = async () =>
  (await list('desk1')).absences.map(({ away: { holder, deputy }, now }) => [holder, deputy, now]);
const inHere = <T>(work: Parameters<typeof world.made.database.read<T>>[1]) =>
  world.made.database.read<T>(world.here.community.id, work);

describe('writing down an absence', () => {
  test('handler: for themselves, with a colleague; everybody at work sees it, and it ends by itself', async () => {
    const { absenceId } = must(await begin('handler', 'handler', 'colleague', 0, 1));
    assert.deepEqual(await away(), [['张师傅', '李师傅', true]]);
    const seen = (await list('captain')).absences.find(({ id }) => id === absenceId);
    assert.deepEqual(seen?.can, { end: 'absence-not-yours' });
    assert.deepEqual([seen?.away.from, seen?.away.to], [day(0), day(1)]);
    assert.equal((await list('handler')).absences[0]?.mine, true);
    assert.equal((await list('colleague')).absences[0]?.standsIn, true);
    world.clock.advance(2 * dayMs);
    assert.deepEqual(await away(), []);
    assert.equal(codeOf(await end('handler', absenceId)), 'absence-not-found');
  });

  test('desk: for somebody ill, ahead of time, and takes it back', async () => {
    const { absenceId } = must(await begin('desk1', 'captain', 'otherCaptain', 3, 5));
    assert.deepEqual(await away(), [['楼道长王芳', '楼道长赵敏', false]]);
    must(await end('desk2', absenceId));
    assert.deepEqual(await away(), []);
  });

  test('captain: not for others; residents and strangers do not even see who is away', async () => {
    assert.equal(codeOf(await begin('captain', 'otherCaptain', 'captain', 0, 1)), 'absence-not-yours');
    assert.deepEqual((await list('street')).posts, []);
    for (const who of ['resident', 'stranger'] as const) {
      assert.equal(codeOf(await world.as(who).call(listAbsences, {})), 'staff-only');
      assert.equal(codeOf(await begin(who, 'captain', 'otherCaptain', 0, 1)), 'staff-only');
    }
  });

  test('somebody: is offered those who can stand in, and refused everybody else', async () => {
    const offered = (await list('committee')).posts.find(({ mine }) => mine);
    assert.deepEqual(offered?.deputies.map(({ name }) => name).sort(), ['值班员小吴', '值班员小陈']);
    assert.equal(codeOf(await begin('committee', 'committee', 'handler', 0, 1)), 'deputy-unfit');
    assert.equal(codeOf(await begin('administrator', 'administrator', 'desk1', 0, 1)), 'post-not-absentable');
    assert.equal(codeOf(await begin('handler', 'handler', 'colleague', -1, 1)), 'days-wrong');
  });

  test('two at once: do not choose each other', async () => {
    const outcomes = await Promise.all([
      begin('handler', 'handler', 'colleague', 0, 1),
      begin('colleague', 'colleague', 'handler', 0, 1),
    ]);
    const codes = outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.refusal.code)).sort();
    assert.equal(codes.filter((code) => code === 'ok').length, 1);
    assert.ok(codes.includes('deputy-absent') || codes.includes('stands-in-then'), codes.join());
    for (const outcome of outcomes) if (outcome.ok) must(await end('desk1', outcome.value.absenceId));
  });
});

describe('while somebody is away', () => {
  const actingDesk = () => inHere((tx) => listActingPersons(tx, today(), 'desk'));
  const reader = async (of: Role) => {
    const postId = postOf(world, of);
    return inHere(async (tx) => (await getReadersOf(tx, today(), [postId])).get(postId));
  };

  test('deputy: is told what the post is told, and sits at the desk instead of who is away', async () => {
    const { desk1, desk2, administrator } = world.here.people;
    const { absenceId } = must(await begin('desk1', 'desk1', 'administrator', 0, 1));
    assert.equal(await reader('desk1'), administrator.personId);
    assert.deepEqual(new Set(await actingDesk()), new Set([desk2.personId, administrator.personId]));
    must(await end('desk1', absenceId));
    assert.equal(await reader('desk1'), desk1.personId);
    assert.deepEqual(new Set(await actingDesk()), new Set([desk1.personId, desk2.personId]));
  });

  test('deputy: stands in without holding a post, so the own account shows none', async () => {
    const { absenceId } = must(await begin('chair', 'chair', 'captain', 0, 1));
    const { person } = must(await world.as('captain').call(readMe, {}));
    assert.deepEqual(
      person?.posts.map(({ kind }) => kind),
      ['captain'],
    );
    must(await end('chair', absenceId));
  });

  test('deputy whose own post ends: stands in no more, and the holder is told again', async () => {
    must(await begin('captain', 'captain', 'otherCaptain', 0, 5));
    must(await world.as('administrator').call(endPost, { id: postOf(world, 'otherCaptain') }));
    assert.deepEqual(await away(), [['楼道长王芳', null, true]]);
    assert.equal(await reader('captain'), world.here.people.captain.personId);
  });
});

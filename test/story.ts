import type { z } from 'zod';
import { reportOperations } from '../src/collect/report/report.operations.contract.ts';
import { callbackOperations } from '../src/followup/callback/callback.contract.ts';
import type { Id } from '../src/kernel/id.ts';
import type { Operation } from '../src/kernel/operation.ts';
import { dayMs } from '../src/kernel/time.ts';
import type { StaffMatter } from '../src/resolve/matter/matter.contract.ts';
import { matterOperations } from '../src/resolve/matter/matter.operations.contract.ts';
import { must, type Visitor, type World } from './world.ts';

type InputTo<Op extends Operation> = z.input<Op['input']>;

export type ToldReport = { reportId: Id<'report'>; number: string; reportKey: string };
/** A report that became a matter, and the matter as it last was. */
export type ToldMatter = ToldReport & { matterId: Id<'matter'>; version: number; matter: StaffMatter };

/** Exercise things that broke: five working days, visible once done. */
export const usualCategory = 'FAC06';

type ReportChange = Partial<InputTo<typeof reportOperations.submitReport>>;

async function sendReport(world: World, change: ReportChange): Promise<ToldReport> {
  const { buildingId, stairwellId } = world.here.places.homes.resident;
  const said = {
    text: '健身器材的扶手松了，昨天差点摔着人',
    place: { buildingId, stairwellId, words: '中心花园' },
    ...{ photoIds: [], draftId: null, categoryGuess: null, anonymity: 'community-only' as const },
    ...{ publicName: null, contact: { name: '刘阿姨', phone: '13900000001' } },
    ...change,
  };
  return must(await world.as('resident').call(reportOperations.submitReport, said));
}

async function takeStep<Op extends Operation>(
  world: World,
  told: ToldMatter,
  who: Visitor,
  operation: Op,
  input: Record<string, unknown>,
): Promise<ToldMatter> {
  const { matterId, version } = told;
  const answer = await world.as(who).call(operation, { matterId, version, ...input } as InputTo<Op>);
  const matter = must(answer) as StaffMatter;
  return { ...told, version: matter.version, matter };
}

/**
 * The steps of the usual story, each told by whoever takes it: the resident reports, desk1 accepts and
 * dispatches, the handler takes, contacts and resolves, the resident answers. Each step goes through those before.
 */
export function storyOf(world: World) {
  const handlerPostId = postOf(world, 'handler');

  const reported = (change: ReportChange = {}) => sendReport(world, change);

  async function accepted(
    change: Partial<InputTo<typeof matterOperations.acceptReport>> = {},
    report?: ToldReport,
  ): Promise<ToldMatter> {
    const told = report ?? (await reported());
    const matter = must(
      await world.as('desk1').call(matterOperations.acceptReport, {
        ...{ reportId: told.reportId, publicTitle: '中心花园健身器材松动', categoryCode: usualCategory },
        ...{ tier: 'self', messageToReporter: null, mainHandlerPostId: null },
        ...{ assistingPostIds: [], messageToHandlers: null, ...change },
      }),
    );
    return { ...told, matterId: matter.id, version: matter.version, matter };
  }

  const step = <Op extends Operation>(
    told: ToldMatter,
    who: Visitor,
    operation: Op,
    input: Record<string, unknown> = {},
  ) => takeStep(world, told, who, operation, input);
  const dispatched = () => accepted({ mainHandlerPostId: handlerPostId });
  const taken = async () => step(await dispatched(), 'handler', matterOperations.takeMatter);
  const inWork = async () =>
    step(await taken(), 'handler', matterOperations.contactReporter, {
      way: 'phone',
      note: null,
      onSite: false,
    });
  const extensionAsked = async () =>
    step(await inWork(), 'handler', matterOperations.askExtension, { workingDays: 2, reason: '零件要等' });
  const suspended = async () =>
    step(await inWork(), 'desk1', matterOperations.suspendMatter, {
      ...{ reason: 'owners-vote', until: null, explanation: '等业主大会表决' },
    });
  const resolved = async () =>
    step(await inWork(), 'handler', matterOperations.resolveMatter, {
      ...{ result: 'solved', reply: '扶手已经换新', proofPhotoIds: [], whyNoPhoto: '下雨没拍' },
    });
  const closed = async () => {
    const told = await resolved();
    const { matterId, version } = told;
    const asked = must(await world.as('resident').call(callbackOperations.getQuestion, { matterId }));
    const yes = { solved: 'yes', satisfaction: 5, attitude: 5, words: null };
    return step({ ...told, version }, 'resident', callbackOperations.answerCallback, {
      token: asked.token,
      ...yes,
    });
  };
  /** Resolved, and nobody has said anything about it for nine days. */
  const silent = async () => {
    const told = await resolved();
    world.clock.advance(9 * dayMs);
    return told;
  };
  const begun = { reported, accepted, dispatched, taken, inWork, extensionAsked, suspended };
  return { ...begun, resolved, closed, silent, step };
}
export type Story = ReturnType<typeof storyOf>;

/** The id of somebody's post. */
export function postOf(world: World, who: keyof World['here']['people']): Id<'post'> {
  const { postId } = world.here.people[who];
  if (postId === null) throw new Error(`${who} holds no post`);
  return postId;
}

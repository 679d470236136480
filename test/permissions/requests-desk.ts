import { bulkOperations } from '../../src/resolve/bulk/bulk.contract.ts';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import { phraseOperations } from '../../src/resolve/phrase/phrase.contract.ts';
import { postOf, type ToldMatter, usualCategory } from '../story.ts';
import { must } from '../world.ts';
import type { Prepare, Prepared, Scene } from './requests.ts';

const accepting = {
  ...{ categoryCode: usualCategory, tier: 'self', messageToReporter: null },
  ...{ mainHandlerPostId: null, assistingPostIds: [], messageToHandlers: null },
};

const handlersOf = ({ world }: Scene) => ({
  mainHandlerPostId: postOf(world, 'handler'),
  assistingPostIds: [],
});

async function bulkAsked({ world, story }: Scene): Promise<Prepared> {
  const { reportId } = await story.reported();
  const asked = { reportIds: [reportId], channel: 'police-110' as const, messageToReporter: '请看说明' };
  const { id } = must(await world.as('desk1').call(bulkOperations.redirectSeveral, asked));
  return { input: { bulkId: id } };
}

const aPhrase = {
  ...{ use: 'reply' as const, categoryCode: null, nameZh: '在路上', nameEn: null },
  ...{ textZh: '“{事项}”有人去看了。', textEn: null },
};

async function kept({ world }: Scene) {
  const { id, version } = must(await world.as('desk1').call(phraseOperations.addPhrase, aPhrase));
  return { phraseId: id, version };
}

const assisted = ({ world, story }: Scene) =>
  story.accepted({
    mainHandlerPostId: postOf(world, 'handler'),
    assistingPostIds: [postOf(world, 'committee')],
  });

const partOf = ({ matterId, reportKey, matter }: ToldMatter, more: Record<string, unknown>): Prepared => ({
  input: { matterId, partId: matter.parts[0]?.id, ...more },
  reportKey,
});

/** Requests for what the desk works with beside the single matter. */
export const deskRequests: Record<string, Prepare> = {
  async 'bulk.accept'({ story }) {
    const { reportId } = await story.reported();
    return { input: { titles: { [reportId]: '健身器材松动' }, ...accepting } };
  },
  async 'bulk.redirect'({ story }) {
    const { reportId } = await story.reported();
    return { input: { reportIds: [reportId], channel: 'police-110', messageToReporter: '请看说明' } };
  },
  async 'bulk.merge'({ story }) {
    const reports = [await story.reported(), await story.reported()];
    const reportIds = reports.map(({ reportId }) => reportId);
    return { input: { reportIds, publicTitle: '健身器材松动', ...accepting } };
  },
  async 'bulk.join'({ story }) {
    const { matterId } = await story.accepted();
    const { reportId } = await story.reported();
    return { input: { reportIds: [reportId], matterId, messageToReporter: null } };
  },
  async 'bulk.dispatch'(scene) {
    const { matterId, version } = await scene.story.accepted();
    return { input: { versions: { [matterId]: version }, ...handlersOf(scene), messageToHandlers: null } };
  },
  async 'matter.split'({ story }) {
    const { matterId, version, reportId, reportKey } = await story.accepted();
    const apart = { part: '昨天差点摔着人', publicTitle: '差点摔着人', categoryCode: usualCategory };
    const input = { matterId, version, reportId, ...apart, tier: 'self', messageToReporter: null };
    return { input, reportKey };
  },
  'matter.assist': async (scene) => {
    const { matterId, version, reportKey } = await assisted(scene);
    const assistingPostIds = [postOf(scene.world, 'captain')];
    return { input: { matterId, version, assistingPostIds, messageToHandlers: null }, reportKey };
  },
  'matter.take-part': async (scene) => partOf(await assisted(scene), {}),
  'matter.finish-part': async (scene) => {
    const told = await assisted(scene);
    must(await scene.world.as('committee').call(matterOperations.takePart, partOf(told, {}).input as never));
    return partOf(told, { words: '签字收齐了', photoIds: [] });
  },
  'matter.hand-back-part': async (scene) => partOf(await assisted(scene), { reason: '要物业先出图纸' }),
  'phrase.list': () => ({ input: {} }),
  'phrase.add': () => ({ input: aPhrase }),
  'phrase.change': async (scene) => ({ input: { ...(await kept(scene)), ...aPhrase } }),
  'phrase.retire': async (scene) => ({ input: await kept(scene) }),
  'phrase.add-starters': () => ({ input: {} }),
  'phrase.for-report': async ({ story }) => {
    const { reportId, reportKey } = await story.reported();
    return { input: { reportId }, reportKey };
  },
  'phrase.for-matter': async ({ story }) => {
    const { matterId, reportKey } = await story.dispatched();
    return { input: { matterId }, reportKey };
  },
  'bulk.undo': bulkAsked,
  'bulk.get': bulkAsked,
  'bulk.list': () => ({ input: {} }),
  'export.matters': () => ({ input: {} }),
};

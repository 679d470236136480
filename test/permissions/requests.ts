import { randomUUID } from 'node:crypto';
import { noticeOperations } from '../../src/channels/notice/notice.contract.ts';
import { draftOperations } from '../../src/collect/draft/draft.contract.ts';
import { writerMarkOf } from '../../src/collect/offline-report/offline-report.service.ts';
import { photoOperations } from '../../src/collect/photo/photo.contract.ts';
import { callbackOperations } from '../../src/followup/callback/callback.contract.ts';
import { urgingOperations } from '../../src/followup/urging/urging.contract.ts';
import { formatInstant } from '../../src/kernel/time.ts';
import { createPerson } from '../../src/people/directory/directory.contract.ts';
import { appointPost } from '../../src/people/post/post.contract.ts';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import { aPhoto } from '../collect-server.ts';
import { postOf, type Story, storyOf, type ToldMatter, usualCategory } from '../story.ts';
import { must, type World } from '../world.ts';
import { absenceRequests } from './requests-absence.ts';
import { abuseRequests } from './requests-abuse.ts';
import { accountRequests } from './requests-account.ts';
import { channelRequests } from './requests-channels.ts';
import { deskRequests } from './requests-desk.ts';
import { flagRequests } from './requests-flags.ts';
import { handoverRequests } from './requests-handover.ts';
import { homesRequests } from './requests-homes.ts';
import { lookRequests } from './requests-looks.ts';
import { proofRequests } from './requests-proof.ts';
import { publicationRequests } from './requests-publications.ts';
import { runningRequests } from './requests-running.ts';
import { settingsRequests } from './requests-settings.ts';
import { witnessRequests } from './requests-witnesses.ts';

/** A request that is right in every way, so that only who asks decides; and the private link of what it is about. */
export type Prepared = { input: Record<string, unknown>; reportKey?: string; files?: Buffer[] };

export type Prepare = (scene: Scene) => Promise<Prepared> | Prepared;
export type Scene = { world: World; story: Story; fresh(): number };

/** Prepares requests against fresh things in the right state, by operation and what is special. */
export function preparations(world: World) {
  const story = storyOf(world);
  let counter = 0;
  const scene = { world, story, fresh: () => ++counter };
  return (operation: string, when: string | undefined): Promise<Prepared> | Prepared => {
    const prepare = requests[when === undefined ? operation : `${operation}, ${when}`] ?? requests[operation];
    if (!prepare) throw new Error(`nothing says how to ask for ${operation}`);
    return prepare(scene);
  };
}

const seen = (
  { matterId, version, reportKey }: ToldMatter,
  more: Record<string, unknown> = {},
): Prepared => ({
  input: { matterId, version, ...more },
  reportKey,
});
const unversioned = ({ matterId, reportKey }: ToldMatter, more: Record<string, unknown> = {}): Prepared => ({
  input: { matterId, ...more },
  reportKey,
});

/** A number that nobody has yet. */
const freshPhone = (scene: Scene) => `137${String(scene.fresh()).padStart(8, '0')}`;

async function somebody(scene: Scene): Promise<string> {
  const made = await scene.world.as('desk1').call(createPerson, { displayName: `新邻居${scene.fresh()}` });
  return must(made).personId;
}

const people: Record<string, Prepare> = {
  'place.list': () => ({ input: {} }),
  'place.find': () => ({ input: { address: '3-2-501' } }),
  'category.list': () => ({ input: {} }),
  'category.suggest': () => ({ input: { text: '楼道灯不亮' } }),
  'person.list': () => ({ input: {} }),
  'person.create': (scene) => ({
    input: {
      displayName: '新来的',
      phone: freshPhone(scene),
      home: { dwellingId: scene.world.here.places.homes.resident.dwellingId, occupancy: 'tenant' },
    },
  }),
  'person.update': async (scene) => ({ input: { id: await somebody(scene), displayName: '改过的名字' } }),
  'post.list': () => ({ input: {} }),
  'post.appoint': async (scene) => ({
    input: { personId: await somebody(scene), kind: 'administrator' },
  }),
  async 'post.end'(scene) {
    const post = { personId: (await somebody(scene)) as never, kind: 'chair' as const };
    return { input: { id: must(await scene.world.as('administrator').call(appointPost, post)).postId } };
  },
  'notice.list': async ({ story }) => ({ input: {}, reportKey: (await story.reported()).reportKey }),
  'notice.count': async ({ story }) => ({ input: {}, reportKey: (await story.reported()).reportKey }),
  async 'notice.read'({ world, story }) {
    const { reportKey } = await story.reported();
    const told = must(await world.as('resident').call(noticeOperations.listNotices, {}));
    return { input: { noticeId: told.rows[0]?.id, andOlder: false }, reportKey };
  },
};

async function photoSentAhead(scene: Scene): Promise<string> {
  const file = new Blob([new Uint8Array(await aPhoto(scene.fresh()))]);
  const added = await scene.world.as('stranger').call(photoOperations.addPhotos, {}, { files: [file] });
  return must(added).photos[0]?.photoId ?? '';
}

async function draft({ world }: Scene): Promise<string> {
  return must(await world.as('stranger').call(draftOperations.beginDraft, { text: '灯不亮' })).draftId;
}

const said = {
  ...{ text: '车棚的灯不亮', photoIds: [], categoryGuess: null, anonymity: 'community-only' },
  ...{ publicName: null, contact: { name: null, phone: null } },
};
const atHome = ({ world }: Scene) => ({
  place: { buildingId: world.here.places.homes.resident.buildingId, words: '' },
});

const offline = (scene: Scene, writtenBy: string | null) => {
  const { photoIds: _photos, categoryGuess: _guess, ...words } = said;
  const writtenAt = formatInstant(scene.world.installation.platform.clock.now());
  return { offlineId: randomUUID(), ...words, ...atHome(scene), pieceIds: [], writtenAt, writtenBy };
};

const sending: Record<string, Prepare> = {
  'photo.add': async (scene) => ({ input: {}, files: [await aPhoto(scene.fresh())] }),
  'draft.begin': () => ({ input: { text: '灯不亮' } }),
  'draft.write': async (scene) => ({ input: { draftId: await draft(scene), text: '灯还是不亮' } }),
  'draft.get': async (scene) => ({ input: { draftId: await draft(scene) } }),
  'draft.mine': () => ({ input: {} }),
  'draft.discard': async (scene) => ({ input: { draftId: await draft(scene) } }),
  'offline-report.put-piece': async (scene) => ({
    input: { offlineId: randomUUID(), pieceId: randomUUID() },
    files: [await aPhoto(scene.fresh())],
  }),
  'offline-report.put': (scene) => ({ input: offline(scene, null) }),
  'offline-report.put, the resident wrote it': (scene) => {
    const { secret } = scene.world.installation.platform;
    const { personId } = scene.world.here.people.resident;
    return { input: offline(scene, writerMarkOf(secret, personId)) };
  },
  'report.submit': (scene) => ({ input: { ...said, ...atHome(scene), draftId: null } }),
  'report.submit, it brings a photo sent ahead': async (scene) => ({
    input: { ...said, place: { words: '车棚' }, photoIds: [await photoSentAhead(scene)], draftId: null },
  }),
  'report.register': (scene) => ({
    input: { ...said, ...atHome(scene), channel: 'phone', occurredAt: null, toldOfPrivacy: true },
  }),
};

/** What asks about a report that nobody has decided on. */
const undecided =
  (more: Record<string, unknown>, change: Parameters<Story['reported']>[0] = {}): Prepare =>
  async ({ story }) => {
    const { reportId, reportKey } = await story.reported(change);
    return { input: { reportId, ...more }, reportKey };
  };

const message = { messageToReporter: '请看说明' };

const reports: Record<string, Prepare> = {
  'report.get': undecided({}),
  'report.list': () => ({ input: {} }),
  'report.release': () => ({ input: { reportIds: null } }),
  'report.mine': () => ({ input: {} }),
  'report.add': undecided({ text: '今天又断了一根', photoIds: [] }),
  'report.type-recording': undecided({ text: '车棚的灯不亮' }),
  'report.withdraw': undecided({}),
  'report.see-contact': undecided({}),
  'report.see-contact, hidden from its handler': undecided({}, { anonymity: 'hidden-from-handler' }),
  async 'report.see-contact, fully anonymous'({ story }) {
    const nothing = { anonymity: 'anonymous' as const, contact: { name: null, phone: null } };
    const { reportId, reportKey } = await story.reported(nothing);
    return { input: { reportId }, reportKey };
  },
  'matter.accept': undecided({
    ...{ publicTitle: '健身器材松动', categoryCode: usualCategory, tier: 'self', messageToReporter: null },
    ...{ mainHandlerPostId: null, assistingPostIds: [], messageToHandlers: null },
  }),
  async 'matter.accept-into'({ story }) {
    const { matterId, version } = await story.accepted();
    const { reportId, reportKey } = await story.reported();
    return { input: { reportId, matterId, version, messageToReporter: null }, reportKey };
  },
  'matter.reject': undecided({ reason: 'outside-duty', ...message }),
  'matter.redirect': undecided({ channel: 'police-110', ...message }),
  'matter.ask': undecided({ question: '是哪一台器材？' }),
};

const handlersOf = ({ world }: Scene) => ({
  mainHandlerPostId: postOf(world, 'handler'),
  assistingPostIds: [],
});
const proof = { result: 'solved', reply: '已经修好', proofPhotoIds: [], whyNoPhoto: '下雨没拍' };
const longer = { workingDays: 2, reason: '零件要等' };
const vote = { reason: 'owners-vote', until: null, explanation: '等表决' };
const contact = { way: 'phone', note: null, onSite: false };

const handling: Record<string, Prepare> = {
  'matter.dispatch': async (scene) =>
    seen(await scene.story.accepted(), { ...handlersOf(scene), messageToHandlers: null }),
  'matter.dispatch, it is about somebody’s hardship': async (scene) =>
    seen(await sensitive(scene), { ...handlersOf(scene), messageToHandlers: null }),
  'matter.reassign': async (scene) =>
    seen(await scene.story.taken(), { ...handlersOf(scene), reason: '换一班人' }),
  'matter.take': async ({ story }) => seen(await story.dispatched()),
  'matter.return': async ({ story }) =>
    seen(await story.dispatched(), { reason: '不归我们管', evidencePhotoIds: [] }),
  'matter.contact': async ({ story }) => seen(await story.taken(), contact),
  'matter.contact, the other handler assists': async (scene) => seen(await assistedByOther(scene), contact),
  'matter.resolve, the other handler assists': async (scene) => {
    const told = await assistedByOther(scene);
    const worked = await scene.story.step(told, 'committee', matterOperations.contactReporter, contact);
    return seen(worked, { ...proof, whyPartsOpen: '协办的部分不影响' });
  },
  'matter.ask-extension': async ({ story }) => seen(await story.inWork(), longer),
  'matter.extend': async ({ story }) => seen(await story.extensionAsked(), longer),
  'matter.refuse-extension': async ({ story }) => seen(await story.extensionAsked(), { reason: '不能再拖' }),
  'matter.suspend': async ({ story }) => seen(await story.inWork(), vote),
  'matter.resume': async ({ story }) => seen(await story.suspended()),
  'matter.resolve': async ({ story }) => seen(await story.inWork(), proof),
  'matter.reopen': async ({ story }) => seen(await story.closed(), { reason: '又松了' }),
  'matter.archive': async ({ story }) => seen(await story.silent()),
  async 'matter.merge'({ story }) {
    const earlier = await story.accepted();
    return seen(await story.accepted(), { intoMatterId: earlier.matterId });
  },
  'matter.supervise': async ({ story }) => seen(await story.inWork(), supervise),
  'matter.lift': async ({ story }) => seen(await supervised(story, 'administrator'), lifting),
  'matter.lift, the street placed it': async ({ story }) => seen(await supervised(story, 'street'), lifting),
  'matter.move': async ({ story }) => seen(await story.inWork(), move),
  'matter.withdraw': async ({ story }) => seen(await story.accepted(), { reason: null }),
  'matter.me-too': async ({ story }) => unversioned(await story.accepted()),
  'matter.note': async ({ story }) =>
    unversioned(await story.taken(), { text: '下午有人在家', photoIds: [], for: 'reporter-and-staff' }),
  async 'matter.see-contact'({ story }) {
    const told = await story.dispatched();
    return unversioned(told, { reportId: told.reportId });
  },
  async 'matter.see-contact, hidden from its handler'(scene) {
    const report = await scene.story.reported({ anonymity: 'hidden-from-handler' });
    const told = await scene.story.accepted(handlersOf(scene), report);
    return unversioned(told, { reportId: told.reportId });
  },
};

const supervise = { level: 'red', reason: 'safety', workingDays: 1, words: '今天就去看' };
const lifting = { words: '已经有人在修' };
const move = { to: 'joint', reason: 'several-stairwells', words: '三个单元都一样' };

async function supervised(story: Story, by: 'street' | 'administrator'): Promise<ToldMatter> {
  return story.step(await story.inWork(), by, matterOperations.superviseMatter, supervise);
}

const sensitive = ({ story }: Scene) => story.accepted({ categoryCode: 'CAR04', publicTitle: '邻里帮扶' });

async function assistedByOther({ world, story }: Scene): Promise<ToldMatter> {
  const told = await story.accepted({
    mainHandlerPostId: postOf(world, 'handler'),
    assistingPostIds: [postOf(world, 'committee')],
  });
  return story.step(told, 'handler', matterOperations.takeMatter);
}

const reading: Record<string, Prepare> = {
  'matter.get': async ({ story }) => unversioned(await story.taken()),
  'matter.get, it is about somebody’s hardship': async (scene) => unversioned(await sensitive(scene)),
  async 'matter.get-public'({ story }) {
    const { number, reportKey } = await story.taken();
    return { input: { number }, reportKey };
  },
  async 'matter.get-public, it is about somebody’s hardship'(scene) {
    const { number, reportKey } = await sensitive(scene);
    return { input: { number }, reportKey };
  },
  'matter.timeline': async ({ story }) => unversioned(await story.taken()),
  'matter.timeline, it is about somebody’s hardship': async (scene) => unversioned(await sensitive(scene)),
  'matter.list': () => ({ input: {} }),
  'matter.list-public': () => ({ input: {} }),
};

const nobodyHome = { way: 'phone', outcome: 'no-answer', answer: null };

/** The desk handles in the name of an outside unit: desk1 takes and resolves, desk2 contacts. */
async function wholeDeskWorked({ world, story }: Scene): Promise<ToldMatter> {
  const told = await story.accepted({ mainHandlerPostId: postOf(world, 'desk1') });
  const taken = await story.step(told, 'desk1', matterOperations.takeMatter);
  const contacted = await story.step(taken, 'desk2', matterOperations.contactReporter, contact);
  return story.step(contacted, 'desk1', matterOperations.resolveMatter, proof);
}

const callback: Record<string, Prepare> = {
  'callback.question': async ({ story }) => unversioned(await story.resolved()),
  async 'callback.answer'({ world, story }) {
    const told = await story.resolved();
    const asked = await world
      .as('resident')
      .call(callbackOperations.getQuestion, { matterId: told.matterId });
    const yes = { solved: 'yes', satisfaction: 5, attitude: 5, words: null };
    return seen(told, { token: must(asked).token, ...yes });
  },
  async 'callback.attempt'({ story }) {
    const told = await story.resolved();
    return seen(told, { reportId: told.reportId, ...nobodyHome });
  },
  async 'callback.attempt, the whole desk worked on it'(scene) {
    const told = await wholeDeskWorked(scene);
    return seen(told, { reportId: told.reportId, ...nobodyHome });
  },
  'callback.list': async ({ story }) => unversioned(await story.resolved()),
};

const urging: Record<string, Prepare> = {
  'urging.urge': async ({ story }) => unversioned(await story.taken(), { words: '三天了' }),
  async 'urging.urge, urged by the reporter today'({ world, story }) {
    const told = await story.taken();
    const { matterId } = told;
    must(await world.as('resident').call(urgingOperations.urgeMatter, { matterId, words: null }));
    return unversioned(told, { words: '三天了' });
  },
  'urging.list': async ({ story }) => unversioned(await story.taken()),
};

const requests: Record<string, Prepare> = {
  ...accountRequests,
  ...people,
  ...homesRequests,
  ...absenceRequests,
  ...handoverRequests,
  ...sending,
  ...reports,
  ...handling,
  ...reading,
  ...callback,
  ...deskRequests,
  ...runningRequests,
  ...lookRequests,
  ...settingsRequests,
  ...channelRequests,
  ...flagRequests,
  ...abuseRequests,
  ...proofRequests,
  ...publicationRequests,
  ...witnessRequests,
  ...urging,
};

import type { Page } from 'playwright-core';
import { mailAddressOperations } from '../../src/channels/preference/mail-address.contract.ts';
import { sealLink } from '../../src/channels/preference/mail-token.ts';
import { draftOperations } from '../../src/collect/draft/draft.contract.ts';
import { photoOperations } from '../../src/collect/photo/photo.contract.ts';
import { urgingOperations } from '../../src/followup/urging/urging.contract.ts';
import { minuteMs } from '../../src/kernel/time.ts';
import { bulkOperations } from '../../src/resolve/bulk/bulk.contract.ts';
import { askReporter } from '../../src/resolve/matter/matter.operations.contract.ts';
import { moveMatter, superviseMatter } from '../../src/resolve/matter/matter.oversight.contract.ts';
import { aPhoto } from '../collect-server.ts';
import { unsentMessage } from '../permissions/requests-channels.ts';
import { storyOf, type ToldMatter } from '../story.ts';
import { must, type Visitor, type World } from '../world.ts';
import { abuseStops, flagStops, tellOfFlags, wordsStops } from './flag-stops.ts';
import { homesStops, tellOfHomes } from './homes-stops.ts';
import { absenceStops, tellOfAbsences } from './stops-absence.ts';
import { accountStops, losingWaysIn } from './stops-account.ts';
import { handlingStops, haveAssisted } from './stops-assisting.ts';
import { countFigures, figuresStops, proofStops } from './stops-figures.ts';
import { keepPhrase, phraseStops } from './stops-phrases.ts';
import { publicationStops, publishedStop, tellOfPublications } from './stops-publications.ts';
import { settingsStops, tellOfSettings } from './stops-settings.ts';
import { tellOfWitnesses, witnessStops } from './stops-witnesses.ts';

/** One look at a page: who opens what, and which form is sent to see it come back. */
export type Stop = {
  name: string;
  as: Visitor;
  /** Below the community. */
  at: string;
  /** In the community where nothing has happened yet. */
  empty?: boolean;
  /** The end of a form's action: it is sent as it stands, and has to come back with what is wrong. */
  send?: string;
  /** Written into that form before, by the names of its fields. */
  written?: Record<string, string>;
  sentAfterMs?: number;
};

type Told = Awaited<ReturnType<typeof tell>>;

/** The stops of a page, by its path in `pages.ts`. A page without a stop fails the test. */
export type Stops = Readonly<Record<string, readonly Stop[]>>;

/** As a flood would be; the limits of a world are too wide to meet. */
function setAside({ made, here }: World, told: readonly { reportId: string }[]): Promise<unknown> {
  return made.database.write(
    here.community.id,
    (tx) => tx`update reports set aside = 'same-words'
      where community_id = ${tx.community} and id = any(${told.map(({ reportId }) => reportId)}::uuid[])`,
  );
}

/** Has something of every kind happen, for pages to show. */
export async function tell(world: World) {
  const story = storyOf(world);
  const resident = world.as('resident');
  const files = [new Blob([new Uint8Array(await aPhoto(5))])];
  const { photos } = must(await resident.call(photoOperations.addPhotos, {}, { files }));
  const photoIds = photos.map(({ photoId }) => photoId);
  const closed = await story.closed();
  const inWork = await story.inWork();
  const pressed = await press(world, await story.inWork());
  const extensionAsked = await story.extensionAsked();
  const suspended = await story.suspended();
  const dispatched = await story.dispatched();
  const resolved = await story.resolved();
  const asked = await story.reported();
  const question = { reportId: asked.reportId, question: '是哪一台器材？' };
  must(await world.as('desk1').call(askReporter, question));
  const waiting = await story.reported({ photoIds, text: '扶手断了，昨天有人摔着' });
  const joining = await story.reported({ text: '扶手断了，昨天有人摔着' });
  const redirected = await story.reported({ text: '健身器材太少' });
  await setAside(world, [
    await story.reported({ text: '停电了' }),
    await story.reported({ text: '停电了！' }),
  ]);
  const redirecting = {
    reportIds: [redirected.reportId],
    channel: 'other' as const,
    messageToReporter: '请打12345',
  };
  const bulk = must(await world.as('desk1').call(bulkOperations.redirectSeveral, redirecting));
  const accepted = await story.accepted();
  await unsentMessage({ world });
  const mailLink = (purpose: 'confirm' | 'stop') => {
    const { personId } = world.here.people.neighbour;
    const link = { purpose, community: world.here.community.id, personId, address: 'he@example.cn' };
    return `/mail/${purpose}?token=${sealLink(world.installation.platform.secret, link)}`;
  };
  must(await world.as('neighbour').call(mailAddressOperations.setMailAddress, { address: 'he@example.cn' }));
  const draft = must(
    await resident.call(draftOperations.beginDraft, { text: '健身器材的扶手松了' }, { files }),
  );
  const { draftId } = draft;
  const { buildingId, stairwellId } = world.here.places.homes.resident;
  const where = { draftId, step: 'where', place: { buildingId, stairwellId } } as const;
  must(await resident.call(draftOperations.writeDraft, where));
  const assisted = await haveAssisted(world);
  const matters = {
    ...{ assisted, closed, inWork, pressed, extensionAsked },
    ...{ suspended, dispatched, resolved, accepted },
  };
  const homes = await tellOfHomes(world);
  const absences = await tellOfAbsences(world);
  const flags = await tellOfFlags(world, story);
  const publications = await tellOfPublications(world, story);
  const webhookId = await tellOfSettings(world);
  await tellOfWitnesses(world);
  await countFigures(world);
  return {
    ...matters,
    ...{ webhookId, homes, flags, publications, absences, asked, waiting, joining, bulk, draftId, mailLink },
    getIn: await losingWaysIn(world),
    phraseId: await keepPhrase(world),
  };
}

/** Urged by its reporter and the desk, supervised by the street, moved to the joint table. */
async function press(world: World, told: ToldMatter): Promise<ToldMatter> {
  const { matterId } = told;
  for (const who of ['resident', 'desk1'] as const) {
    must(await world.as(who).call(urgingOperations.urgeMatter, { matterId, words: '三天没动静了' }));
  }
  const { step } = storyOf(world);
  const supervise = { level: 'red', reason: 'urged-twice', workingDays: 1, words: '今天去看，晚上回话' };
  const move = { to: 'joint', reason: 'several-stairwells', words: '三个单元都有，请业委会一起商量' };
  const supervised = await step(told, 'street', superviseMatter, supervise);
  return step(supervised, 'desk1', moveMatter, move);
}

/** Asks for a code through the form and gives the address of the page that wants it. */
export async function findCodePage(page: Page, world: World, home: string): Promise<string> {
  world.clock.advance(2 * minuteMs);
  await page.goto(`${home}/sign-in`);
  await page.locator('[name=phone]').fill(world.here.people.resident.phone);
  await page.locator('form[action$="/account/codes"] button').click();
  await page.waitForURL(/sign-in\/code/);
  return page.url().slice(home.length);
}

const nobody = 'stranger';

function signInStops(codePage: string): Stops {
  return {
    '/sign-in': [
      { name: 'as it is', as: nobody, at: '/sign-in' },
      { name: 'without a number', as: nobody, at: '/sign-in', send: '/account/codes' },
    ],
    '/sign-in/code': [
      { name: 'as it is', as: nobody, at: codePage },
      { name: 'without a code', as: nobody, at: codePage, send: '/sign-in-with-code' },
    ],
    '/sign-in/staff': [
      { name: 'as it is', as: nobody, at: '/sign-in/staff' },
      { name: 'empty', as: nobody, at: '/sign-in/staff', send: '/account/sign-in' },
      { name: 'not bound', as: nobody, at: '/sign-in/staff?refused=identity-unbound' },
    ],
    '/sign-in/provider': [{ name: 'that does not answer', as: nobody, at: '/sign-in/provider' }],
    '/sign-in/return': [{ name: 'too late', as: nobody, at: '/sign-in/return?state=x.here' }],
    '/sign-in/second-factor': [
      { name: 'as it is', as: nobody, at: '/sign-in/second-factor' },
      {
        name: 'too late',
        as: nobody,
        at: '/sign-in/second-factor',
        send: '/sign-in/second-factor',
        written: { code: '123456' },
      },
    ],
    '/start': [{ name: 'leads on', as: 'administrator', at: '/start' }],
    '/development/messages': [
      { name: 'with a code', as: nobody, at: '/development/messages' },
      { name: 'without', as: nobody, at: '/development/messages', empty: true },
    ],
  };
}

function reportingStops({ draftId, waiting }: Told): Stops {
  const step = (name: string) => `/reports/new/${draftId}/${name}`;
  const badPhone = { 'contact.phone': '12345' };
  return {
    '/reports/new': [{ name: 'as it is', as: nobody, at: '/reports/new' }],
    '/reports/offline': [{ name: 'as it is', as: nobody, at: '/reports/offline' }],
    '/offline': [{ name: 'to everybody', as: nobody, at: '/offline' }],
    '/reports/new/:draftId/what': [
      { name: 'filled', as: nobody, at: step('what') },
      { name: 'lacking words', as: nobody, at: '/reports/new', send: '/drafts' },
    ],
    '/reports/new/:draftId/where': [
      { name: 'filled', as: nobody, at: step('where') },
      { name: 'shared areas', as: nobody, at: `${step('where')}?kind=area` },
      { name: 'lacking a place', as: nobody, at: `${step('where')}?lacks=place` },
    ],
    '/reports/new/:draftId/same': [
      { name: 'to a stranger', as: nobody, at: step('same') },
      { name: 'to a resident', as: 'resident', at: step('same') },
    ],
    '/reports/new/:draftId/send': [
      { name: 'filled', as: 'resident', at: step('send') },
      { name: 'a wrong number', as: nobody, at: step('send'), send: '/reports', written: badPhone },
    ],
    '/reports/sent/:reportKey': [{ name: 'a receipt', as: nobody, at: `/reports/sent/${waiting.reportKey}` }],
  };
}

function residentStops(told: Told): Stops {
  const { asked, waiting, inWork, pressed, resolved, closed, suspended } = told;
  const matter = (of: { matterId: string }) => `/matters/${of.matterId}`;
  const follow = (of: { reportKey: string }) => `/follow/${of.reportKey}`;
  return {
    '': [
      { name: 'to a stranger', as: nobody, at: '' },
      { name: 'to a resident', as: 'resident', at: '' },
      { name: 'where nothing happened', as: nobody, at: '', empty: true },
      { name: 'to a resident without reports', as: 'resident', at: '', empty: true },
    ],
    '/mine': [
      { name: 'filled', as: 'resident', at: '/mine' },
      { name: 'empty', as: 'resident', at: '/mine', empty: true },
    ],
    '/inbox': [
      { name: 'filled', as: 'resident', at: '/inbox' },
      { name: 'empty', as: 'resident', at: '/inbox', empty: true },
    ],
    '/matters/:matterId': [
      { name: 'to a stranger', as: nobody, at: matter(inWork) },
      publishedStop(told.publications),
      { name: 'to a neighbour', as: 'neighbour', at: matter(inWork) },
      { name: 'standing still', as: 'resident', at: matter(suspended) },
      { name: 'urged, supervised and moved', as: 'resident', at: matter(pressed) },
      { name: 'asking whether it is solved', as: 'resident', at: matter(resolved) },
      { name: 'closed', as: 'resident', at: matter(closed) },
      { name: 'a note without words', as: 'resident', at: matter(inWork), send: '/notes' },
    ],
    ...wordsStops(asked.reportId, waiting.reportId),
    '/mine/:reportId': [
      { name: 'waiting', as: 'resident', at: `/mine/${waiting.reportId}` },
      { name: 'a line without words', as: 'resident', at: `/mine/${asked.reportId}`, send: '/messages' },
    ],
    '/follow': [
      { name: 'as it is', as: nobody, at: '/follow' },
      { name: 'unreadable', as: nobody, at: '/follow?key=x' },
    ],
    '/follow/:reportKey': [
      { name: 'waiting', as: nobody, at: follow(waiting) },
      { name: 'asked for more', as: nobody, at: follow(asked) },
      { name: 'asking whether it is solved', as: nobody, at: follow(resolved) },
      { name: '“no” without a reason', as: nobody, at: `${follow(resolved)}#again`, send: '/answer' },
      { name: 'closed', as: nobody, at: follow(closed) },
      { name: 'nobody’s', as: nobody, at: '/follow/2026-0001-aaaa-aaaa' },
    ],
  };
}

function messageStops(told: Told): Stops {
  return {
    '/preferences': [
      { name: 'with a number', as: 'resident', at: '/preferences' },
      { name: 'with an address to confirm', as: 'neighbour', at: '/preferences' },
      { name: 'to staff', as: 'handler', at: '/preferences' },
      { name: 'an address that is none', as: 'resident', at: '/preferences', send: '/mail-address' },
      {
        name: 'an hour that is none',
        as: 'resident',
        at: '/preferences',
        send: '/preferences',
        written: { quietFrom: '25' },
      },
    ],
    '/mail/confirm': [
      { name: 'to be confirmed', as: nobody, at: told.mailLink('confirm') },
      { name: 'nobody’s', as: nobody, at: '/mail/confirm?token=x' },
    ],
    '/mail/stop': [{ name: 'ended already', as: nobody, at: told.mailLink('stop') }],
    '/messages': [
      { name: 'with one that did not arrive', as: 'desk1', at: '/messages' },
      { name: 'all arrived', as: 'administrator', at: '/messages?show=unsent', empty: true },
      { name: 'nothing sent', as: 'desk1', at: '/messages', empty: true },
    ],
  };
}

/** Urging, supervision and moves at the desk. */
function pressingStops({ assisted, inWork, pressed }: Told): Stop[] {
  const matter = (of: { matterId: string }) => `/desk?matter=${of.matterId}`;
  return [
    { name: 'a part was handed back', as: 'desk1', at: `${matter(assisted)}&act=assist` },
    { name: 'urged without a word', as: 'desk1', at: `${matter(inWork)}&act=urge`, send: '/urge' },
    { name: 'moved nowhere', as: 'desk1', at: `${matter(inWork)}&act=move`, send: '/move' },
    { name: 'what may need supervision', as: 'street', at: '/desk?queue=to-supervise' },
    {
      name: 'supervised without a word',
      as: 'street',
      at: `${matter(inWork)}&act=supervise`,
      send: '/supervise',
    },
    { name: 'lifted without a word', as: 'street', at: `${matter(pressed)}&act=lift`, send: '/lift' },
  ];
}

function staffStops(told: Told): Stops {
  const { waiting, inWork, pressed, resolved, dispatched, extensionAsked, suspended } = told;
  const { joining, accepted, bulk } = told;
  const several = `/desk/several?report=${waiting.reportId}&report=${joining.reportId}&matter=${accepted.matterId}`;
  const report = `/desk?report=${waiting.reportId}`;
  const matter = (of: { matterId: string }) => `/desk?matter=${of.matterId}`;
  const work = (of: { matterId: string }) => `/tasks/${of.matterId}`;
  const notSaid = { publicTitle: '' };
  return {
    '/desk': [
      { name: 'a report', as: 'desk1', at: report },
      { name: 'to the street, who reads', as: 'street', at: report },
      { name: 'accepted without a title', as: 'desk1', at: report, send: '/accept', written: notSaid },
      { name: 'asked nothing', as: 'desk1', at: `${report}&act=ask`, send: '/ask' },
      { name: 'redirected to nobody', as: 'desk1', at: `${report}&act=redirect`, send: '/redirect' },
      { name: 'refused for no reason', as: 'desk1', at: `${report}&act=reject`, send: '/reject' },
      { name: 'to be joined', as: 'desk1', at: `${report}&act=join` },
      { name: 'more time is asked for', as: 'desk1', at: matter(extensionAsked) },
      { name: 'a matter to merge', as: 'desk1', at: `${matter(dispatched)}&act=merge` },
      { name: 'split into nothing', as: 'desk1', at: `${matter(dispatched)}&act=split`, send: '/split' },
      { name: 'reassigned to nobody', as: 'desk1', at: `${matter(inWork)}&act=reassign`, send: '/reassign' },
      { name: 'a matter standing still', as: 'desk1', at: matter(suspended) },
      {
        name: 'a callback without an outcome',
        as: 'desk2',
        at: matter(resolved),
        send: '/callback/attempts',
      },
      ...pressingStops(told),
      ...abuseStops(told.flags, report),
      { name: 'what waits aside', as: 'desk1', at: '/desk?aside=1' },
      { name: 'nothing found', as: 'desk1', at: '/desk?q=nothing' },
      { name: 'nothing waits', as: 'desk1', at: '/desk', empty: true },
    ],
    '/desk/several': [
      { name: 'nothing ticked', as: 'desk1', at: '/desk/several' },
      { name: 'made one', as: 'desk1', at: several },
      {
        name: 'one of them without a title',
        as: 'desk1',
        at: several,
        send: '/bulks/merge',
        written: notSaid,
      },
      { name: 'each its own', as: 'desk1', at: `${several}&act=accept`, send: '/bulks/accept' },
      { name: 'joined to nothing', as: 'desk1', at: `${several}&act=join`, send: '/bulks/join' },
      { name: 'redirected to nobody', as: 'desk1', at: `${several}&act=redirect`, send: '/bulks/redirect' },
      { name: 'dispatched to nobody', as: 'desk1', at: `${several}&act=dispatch`, send: '/bulks/dispatch' },
    ],
    '/desk/several/:bulkId': [{ name: 'can be taken back', as: 'desk1', at: `/desk/several/${bulk.id}` }],
    ...phraseStops(told.phraseId),
    ...{ ...figuresStops, ...proofStops(told.closed.number) },
    ...figuresStops,
    ...witnessStops,
    '/tasks': [
      { name: 'the list', as: 'handler', at: '/tasks' },
      { name: 'nothing to do', as: 'handler', at: '/tasks', empty: true },
    ],
    '/tasks/:matterId': [
      { name: 'to take', as: 'handler', at: work(dispatched) },
      { name: 'urged and supervised', as: 'handler', at: work(pressed) },
      { name: 'resolved without a word', as: 'handler', at: `${work(inWork)}?act=resolve`, send: '/resolve' },
      ...handlingStops(told),
    ],
    '/reports/on-behalf/new': [
      { name: 'an address looked up', as: 'desk1', at: '/reports/on-behalf/new?address=3幢' },
      { name: 'registered empty', as: 'captain', at: '/reports/on-behalf/new', send: '/reports/on-behalf' },
    ],
    '/operator': [{ name: 'as it is', as: 'administrator', at: '/operator' }],
    '/people': [
      { name: 'filled', as: 'administrator', at: '/people' },
      { name: 'nobody found', as: 'desk1', at: '/people?q=nobody' },
      { name: 'added without a name', as: 'administrator', at: '/people', send: '/people' },
    ],
    '/people/posts': [
      { name: 'filled', as: 'administrator', at: '/people/posts' },
      { name: 'given to nobody', as: 'administrator', at: '/people/posts', send: '/posts' },
    ],
  };
}

export function stopsOf(told: Told, codePage: string): Stops {
  return {
    ...signInStops(codePage),
    ...accountStops(told.getIn),
    ...absenceStops(told.absences),
    ...reportingStops(told),
    ...residentStops(told),
    ...staffStops(told),
    ...homesStops(told.homes),
    ...flagStops(told.flags),
    ...publicationStops(told.publications),
    ...settingsStops(told.webhookId),
    ...messageStops(told),
  };
}

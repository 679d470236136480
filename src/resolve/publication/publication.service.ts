import type { KnownReport } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant } from '../../kernel/time.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import type { Seen } from '../../people/look/look.contract.ts';
import { noteLooks, readAndNote } from '../../people/look/look.service.ts';
import { listNames } from '../../people/person/person.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { type BareMatter, findBareMatter } from '../matter/matter-public.service.ts';
import {
  type PublicationItem,
  type Published,
  publicationOperations,
  type publicationRefusals,
} from './publication.contract.ts';
import { publicationEntries } from './publication.entries.ts';
import { canOfPublication, mayDecidePublication, mayReadPublications } from './publication.policy.ts';
import { isWorded, judgePublication, mayBecomePublic, type PublicationChange } from './publication.rules.ts';
import * as store from './publication.store.ts';
import {
  keepWords,
  listPublishable,
  listReadable,
  listResolutions,
} from './publication-collecting.service.ts';
import { type KnownNames, scrub } from './scrub.rules.ts';

type Handlers = HandlersOf<typeof publicationOperations>;

const rowsShown = 50;

const listPublications: Handlers['listPublications'] = async (call, input) => {
  const may = mayReadPublications(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const listed = await store.listWaiting(tx, input.limit ?? rowsShown);
    return ok({
      rows: listed.map(({ since, ...row }) => ({ ...row, since: formatInstant(since) })),
      matters: await store.countWaiting(tx),
    });
  });
};

/** What items of a matter say as they came, and the names that have to go from it. */
type Originals = { words: ReadonlyMap<string, string>; known: KnownNames; seen: readonly Seen[] };

async function originalsOf(tx: Tx, matterId: Id<'matter'>): Promise<Originals> {
  const reports = await listPublishable(tx, matterId);
  const resolutions = await listResolutions(tx, matterId);
  const words = new Map<string, string>([
    ...reports.map(({ id, text }) => [id, text] as const),
    ...resolutions.map(({ id, words: said }) => [id, said ?? ''] as const),
  ]);
  const seen = reports.map(({ personId, number }) => ({
    ...{ kind: 'original' as const, subjectId: personId ?? undefined, number },
  }));
  return { words, known: { names: [...(await listNames(tx)), ...reports.flatMap(namesIn)] }, seen };
}

function namesIn({ contact, publicName }: KnownReport): string[] {
  return [contact.name, publicName].filter((name) => name !== null);
}

function viewItem(call: Call, item: store.PublicationRow, { words, known }: Originals): PublicationItem {
  const original = words.get(item.sourceId) ?? null;
  const scrubbed = original === null ? null : scrub(original, known);
  return {
    ...{ id: item.id, part: item.part, version: item.version, state: item.state },
    at: formatInstant(item.at),
    original,
    finds: scrubbed?.finds.map(({ kind, from, to }) => ({ kind, from, to })) ?? [],
    proposal: scrubbed?.text ?? null,
    published: item.text,
    photoId: isWorded(item.part) ? null : (item.sourceId as Id<'photo'>),
    can: canOfPublication(call.asker, item),
  };
}

const getPublications: Handlers['getPublications'] = async (call, input) => {
  const may = mayReadPublications(call.asker);
  if (may !== true) return refuse(may);
  return readAndNote(call, async (tx) => {
    const matter = await findBareMatter(tx, { id: input.matterId });
    if (!matter || !mayBecomePublic(matter)) return refuse('matter-not-found');
    const originals = await originalsOf(tx, matter.id);
    const items = await store.listOfMatter(tx, matter.id);
    await noteLooks(tx, call, publicationOperations.getPublications.name, originals.seen);
    return ok({
      ...{ matterId: matter.id, number: matter.number, title: matter.publicTitle },
      items: items.map((item) => viewItem(call, item, originals)),
    });
  });
};

type DecideRefusal = keyof typeof publicationRefusals | 'desk-only' | 'input-invalid';

const decidePublication: Handlers['decidePublication'] = async (call, input) => {
  const may = mayDecidePublication(call.asker);
  if (may !== true) return refuse(may);
  return call.write(async (tx): Promise<Outcome<PublicationItem, DecideRefusal>> => {
    const item = await store.lockPublication(tx, input.publicationId);
    const matter = item && (await findBareMatter(tx, { id: item.matterId }));
    if (!item || !matter || !mayBecomePublic(matter)) return refuse('publication-not-found');
    const originals = await originalsOf(tx, matter.id);
    const judged = judgePublication({ ...input, item }, originals.known);
    if (!judged.ok) return judged;
    await store.updateDecided(tx, item.id, judged.value, { at: call.now, postId: deskPost(call) });
    await recordPublication(tx, call, { matter, item, change: judged.value });
    await keepWords(tx, matter, call.now);
    const after = await store.lockPublication(tx, item.id);
    return after ? ok(viewItem(call, after, originals)) : refuse('publication-not-found');
  });
};

type Decided = { matter: BareMatter; item: store.PublicationRow; change: PublicationChange };

/** The ledger says which part became public or is not any more; of the words it holds a commitment. */
async function recordPublication(tx: Tx, { now }: Call, { matter, item, change }: Decided): Promise<void> {
  const { entry, text } = change;
  if (entry === null) return;
  const about = { number: matter.number, occurredAt: now };
  const { part, sourceId } = item;
  const draft =
    entry.kind === 'withdrawn'
      ? draftEntry(publicationEntries.withdrawn, { ...about, facts: { part, reason: entry.reason } })
      : draftEntry(publicationEntries.published, {
          ...about,
          facts: { part, again: entry.again },
          privateValues: { content: text ?? sourceId },
        });
  await appendEntries(tx, [draft]);
}

function deskPost({ asker }: Call): Id<'post'> | null {
  if (asker.kind !== 'person') return null;
  return asker.posts.find(({ kind }) => kind === 'desk')?.id ?? null;
}

const readPublished: Handlers['readPublished'] = (call, input) =>
  call.read(async (tx) => {
    const matter = await findBareMatter(tx, { number: input.number });
    if (!matter || !mayBecomePublic(matter)) return refuse('matter-not-found');
    return ok(publishedFrom(await listReadable(tx, matter)));
  });

function publishedFrom(items: readonly store.PublicationRow[]): Published {
  return {
    texts: items.flatMap(({ id, part, at, text }) =>
      text !== null && (part === 'report' || part === 'reply')
        ? [{ id, part, at: formatInstant(at), text }]
        : [],
    ),
    photos: items.flatMap(({ id, part, at, sourceId }) =>
      part === 'photo' || part === 'proof'
        ? [{ id, part, at: formatInstant(at), photoId: sourceId as Id<'photo'> }]
        : [],
    ),
  };
}

/** Whether everybody may see a photo: it was published, and what it belongs to is public. */
export async function isPhotoPublished(tx: Tx, photoId: Id<'photo'>): Promise<boolean> {
  const item = await store.findPublishedPhoto(tx, photoId);
  const matter = item && (await findBareMatter(tx, { id: item.matterId }));
  if (!item || !matter || !mayBecomePublic(matter)) return false;
  return (await listReadable(tx, matter)).some(({ id }) => id === item.id);
}

export const publicationHandlers = implement(publicationOperations, {
  listPublications,
  getPublications,
  decidePublication,
  readPublished,
});

import { toHex, utf8Bytes } from '../../kernel/bytes.ts';
import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { dateOf, formatInstant, instant } from '../../kernel/time.ts';
import type { PersonId } from '../../people/person/person.contract.ts';
import type { Post, PostId } from '../../people/post/post.contract.ts';
import { isHeldOn } from '../../people/post/post.rules.ts';
import { findPost, listOrganisations } from '../../people/post/post.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { draftEntry } from '../entry/entry.rules.ts';
import { appendEntries, sha256 } from '../entry/entry.service.ts';
import { findLog, type SignedCheckpoint } from '../log/log.service.ts';
import { serverVerifier } from '../log/log-key.ts';
import { parseCheckpoint } from '../note/checkpoint.ts';
import { type Note, parseNote } from '../note/note.ts';
import { cosignatureSeconds, formatVkey, keyIdOf, parseVkey, type VerifierKey } from '../note/note-key.ts';
import {
  type Ending,
  witnessOperations as operations,
  type Party,
  type ShownWitness,
  type Witnessing,
} from './witness.contract.ts';
import { witnessEntries } from './witness.entries.ts';
import { mayEndKey, mayNameWitness, mayRegisterKey } from './witness.policy.ts';
import { decideCosignature, groupsOf, isKeyNameFit, speaksFor } from './witness.rules.ts';
import * as store from './witness.store.ts';
import {
  checkpointAt,
  findWitnessing,
  stepsFrom,
  textOf,
  verifierKeyOfRow,
  type Witness,
} from './witnessing.service.ts';

type Handlers = HandlersOf<typeof operations>;

function showCheckpoint({ size, root, signedAt }: SignedCheckpoint) {
  return { size, root: Buffer.from(root).toString('base64'), signedAt: formatInstant(signedAt) };
}

function showWitness(call: Call, witness: Witness, newestSize: number | undefined): ShownWitness {
  const { party, turn, postId, key, last } = witness;
  return {
    ...{ party, turn },
    state: last ? 'cosigned' : key ? 'keyed' : postId ? 'named' : 'unnamed',
    vkey: key && formatVkey(verifierKeyOfRow(key)),
    registeredAt: key && formatInstant(key.registeredAt),
    last: last && {
      ...{ size: last.size, agrees: last.agrees, isNewest: last.size === newestSize },
      cosignedAt: formatInstant(last.cosignedAt),
    },
    can: {
      register: mayRegisterKey(call.asker, postId),
      end: mayEndKey(call.asker, postId, key !== null),
    },
  };
}

async function showWitnessing(call: Call, tx: Tx): Promise<Witnessing> {
  const { state, witnesses } = await findWitnessing(tx);
  return {
    log: state && {
      ...{ number: state.log.number, origin: state.log.origin, vkey: formatVkey(state.log.key) },
      newest: showCheckpoint(state.newest),
      agreed: state.agreed && showCheckpoint(state.agreed),
    },
    witnesses: witnesses.map((witness) => showWitness(call, witness, state?.newest.size)),
    can: { name: mayNameWitness(call.asker) },
  };
}

const listWitnesses: Handlers['listWitnesses'] = (call) =>
  call.read(async (tx) => ok(await showWitnessing(call, tx)));

/** The first sixteen of the hash would do to tell keys apart; the whole of it binds the log to this very key. */
function fingerprintOf(key: VerifierKey): string[] {
  return groupsOf(toHex(sha256(utf8Bytes(formatVkey(key)))));
}

/** Ends the key in force of a party, and gives the entry that says so. */
async function endKey(call: Call, tx: Tx, key: store.KeyRow | undefined, reason: Ending, by: PersonId) {
  if (!key || key.isEnded) return [];
  const { party, turn } = key;
  await store.insertEnding(tx, { party, turn, reason, at: call.now, by });
  const facts = { party, turn, key: fingerprintOf(verifierKeyOfRow(key)), reason };
  return [draftEntry(witnessEntries.keyEnded, { number: null, occurredAt: call.now, facts })];
}

type NamingRefusal =
  | 'post-unknown'
  | 'post-unfit'
  | 'witness-doubled'
  | 'witness-changed'
  | 'witness-as-it-is';

/** Whether a post, held today, may speak for a party beside the posts that speak for the others. */
async function checkPost(
  call: Call,
  tx: Tx,
  party: Party,
  postId: PostId,
  namings: readonly store.NamingRow[],
): Promise<Outcome<null, NamingRefusal>> {
  const post = await findPost(tx, postId);
  if (!post || !isHeldOn(post, dateOf(call.now))) return refuse('post-unknown');
  if (!speaksFor(party, post.kind, await organisationKindOf(tx, post))) return refuse('post-unfit');
  for (const other of namings.filter((one) => one.party !== party)) {
    const theirs = await findPost(tx, other.postId as PostId);
    if (theirs?.personId === post.personId) return refuse('witness-doubled');
  }
  return ok(null);
}

async function organisationKindOf(tx: Tx, { organisationId }: Post) {
  if (organisationId === null) return null;
  return (await listOrganisations(tx)).find(({ id }) => id === organisationId)?.kind ?? null;
}

const nameWitness: Handlers['nameWitness'] = async (call, { party, turn, postId }) => {
  const { asker, now } = call;
  if (mayNameWitness(asker) !== true || asker.kind !== 'person') return refuse('administrator-only');
  return call.write<Outcome<Witnessing, NamingRefusal>>(async (tx) => {
    await store.lockWitnesses(tx);
    const namings = await store.selectNamings(tx);
    const current = namings.find((one) => one.party === party);
    if ((current?.turn ?? 0) !== turn) return refuse('witness-changed');
    if (current?.postId === postId) return refuse('witness-as-it-is');
    const checked = await checkPost(call, tx, party, postId, namings);
    if (!checked.ok) return checked;
    const key = (await store.selectKeys(tx)).find((one) => one.party === party);
    const ended = await endKey(call, tx, key, 'renamed', asker.personId);
    await store.insertNaming(tx, { party, turn: turn + 1, postId, at: now, by: asker.personId });
    const facts = { party, turn: turn + 1 };
    const named = draftEntry(witnessEntries.named, { number: null, occurredAt: now, facts });
    await appendEntries(tx, [...ended, named]);
    return ok(await showWitnessing(call, tx));
  });
};

/** What somebody pasted, if it is the public key of a witness under a name that may stand in public. */
function readWitnessKey(vkey: string): Outcome<VerifierKey, 'input-invalid'> {
  const wrong = (code: string) => refuseFields([{ path: 'vkey', code }]);
  const key = parseVkey(vkey);
  if (!key.ok) return wrong('vkey-malformed');
  if (key.value.type !== 'cosignature') return wrong('vkey-not-witness');
  return isKeyNameFit(key.value.name) ? key : wrong('key-name-unfit');
}

const registerWitnessKey: Handlers['registerWitnessKey'] = async (call, { party, vkey }) => {
  const { asker, now } = call;
  type Refused = 'witness-only' | 'witness-unnamed' | 'key-used-before';
  const read = readWitnessKey(vkey);
  return call.write<Outcome<Witnessing, Refused | 'input-invalid'>>(async (tx) => {
    await store.lockWitnesses(tx);
    const naming = (await store.selectNamings(tx)).find((one) => one.party === party);
    const may = mayRegisterKey(asker, (naming?.postId as PostId | undefined) ?? null);
    if (may !== true) return refuse(may);
    if (!naming || asker.kind !== 'person') return refuse('witness-only');
    if (!read.ok) return read;
    const key = read.value;
    const before = (await store.selectKeys(tx)).find((one) => one.party === party);
    const ended = await endKey(call, tx, before, 'replaced', asker.personId);
    const turn = (before?.turn ?? 0) + 1;
    const isNew = await store.insertKey(tx, {
      ...{ party, turn, name: key.name, keyId: keyIdOf(key), publicKey: key.publicKey, registeredAt: now },
      ...{ namingTurn: naming.turn, by: asker.personId },
    });
    if (!isNew) return refuse('key-used-before');
    const facts = { party, turn, key: fingerprintOf(key) };
    const registered = draftEntry(witnessEntries.keyRegistered, { number: null, occurredAt: now, facts });
    await appendEntries(tx, [...ended, registered]);
    return ok(await showWitnessing(call, tx));
  });
};

const endWitnessKey: Handlers['endWitnessKey'] = async (call, { party, reason }) => {
  const { asker } = call;
  type Refused = 'witness-only' | 'witness-unnamed' | 'key-missing';
  return call.write<Outcome<Witnessing, Refused>>(async (tx) => {
    await store.lockWitnesses(tx);
    const naming = (await store.selectNamings(tx)).find((one) => one.party === party);
    const key = (await store.selectKeys(tx)).find((one) => one.party === party);
    const hasKey = key !== undefined && !key.isEnded;
    const may = mayEndKey(asker, (naming?.postId as PostId | undefined) ?? null, hasKey);
    if (may !== true) return refuse(may);
    if (asker.kind !== 'person') return refuse('witness-only');
    await appendEntries(tx, await endKey(call, tx, key, reason, asker.personId));
    return ok(await showWitnessing(call, tx));
  });
};

const listSteps: Handlers['listSteps'] = (call, { from }) =>
  call.read(async (tx) => {
    const log = await findLog(tx);
    return log
      ? ok({ vkey: formatVkey(log.key), steps: await stepsFrom(tx, log, from) })
      : refuse('log-missing');
  });

/** The first line of a note by a key that was ever registered here. */
async function findSigner(tx: Tx, { signatures }: Note) {
  for (const one of signatures) {
    const key = await store.selectKeyOf(tx, one.name, one.keyId);
    if (key) return { key, signature: one.signature };
  }
  return undefined;
}

/** So many lines a note may bring: its own, and some of others that are passed over. */
const maxLines = 8;

const cosign: Handlers['cosign'] = async (call, { note }) => {
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
  if (!parsed.ok || !checkpoint.ok || parsed.value.signatures.length > maxLines)
    return refuse('cosignature-malformed');
  const { origin, size } = checkpoint.value;
  return call.write<Awaited<ReturnType<Handlers['cosign']>>>(async (tx) => {
    const log = await findLog(tx);
    if (log?.origin !== origin) return refuse('cosignature-foreign');
    const signer = await findSigner(tx, parsed.value);
    if (!signer) return refuse('witness-unknown');
    const { key, signature } = signer;
    const kept = await checkpointAt(tx, log, size);
    if (!kept || textOf(kept) !== parsed.value.text) return refuse('checkpoint-unknown');
    const seconds = Number(cosignatureSeconds(signature) ?? Number.NaN);
    const isSigned = serverVerifier(verifierKeyOfRow(key)).verify(parsed.value.text, signature);
    if (!isSigned || !Number.isSafeInteger(seconds)) return refuse('cosignature-wrong');
    const one = { party: key.party, turn: key.turn, size, seconds, signature };
    const done = () => ok({ party: key.party, size, cosignedAt: formatInstant(instant(seconds * 1000)) });
    // Only now: whoever has no key of a witness holds nobody up.
    await store.lockWitnesses(tx);
    if (await store.hasCosignature(tx, log.number, one)) return done();
    if ((await store.selectKeyOf(tx, key.name, key.keyId))?.isEnded !== false) return refuse('key-ended');
    const last = (await store.selectLast(tx, log.number, key)) ?? null;
    const decided = decideCosignature(one, { last, now: call.now, signedAt: kept.signedAt });
    if (!decided.ok) return decided;
    await store.insertCosignature(tx, log.number, one, call.now);
    return done();
  });
};

export const witnessHandlers = implement(operations, {
  listWitnesses,
  nameWitness,
  registerWitnessKey,
  endWitnessKey,
  listSteps,
  cosign,
});

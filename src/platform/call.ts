import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Asker } from '../kernel/asker.ts';
import type { Device } from '../kernel/device.ts';
import type { CommunityId } from '../kernel/id.ts';
import type { InputOf, Operation, OutputOf, RefusalOf } from '../kernel/operation.ts';
import { type Outcome, type Refusal, refuse } from '../kernel/outcome.ts';
import type { Locale } from '../kernel/text.ts';
import type { Instant } from '../kernel/time.ts';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './database.ts';
import type { FileStore } from './files/file-store.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { Limits } from './limits.ts';
import type { PublicMemory } from './public-memory.ts';
import type { Vitals } from './vitals.ts';

export type Community = {
  id: CommunityId;
  slug: string;
  name: string;
  nameEn: string;
  streetName: string;
  archived: boolean;
};

/** What the server has at hand; the same for every call of a process. */
export type Platform = {
  database: Database;
  files: FileStore;
  clock: Clock;
  log: Logger;
  /** The installation's secret; keys for one purpose each are derived from it (`deriveKey`). */
  secret: Buffer;
  baseUrl: string;
  /** Development adapters and demonstration accounts may exist: loopback only, no proxy in front. */
  isPrivate: boolean;
  /** Requests to addresses that others name may reach machines that are not of the public network; unsaid, they may not. */
  reachesPrivate?: boolean;
  /** How freely people may send; absent, as usual. */
  limits?: Limits;
  /** Whom staff may sign in by; absent where the operator named nobody. */
  provider?: IdentityProvider;
  /** What strangers are shown alike; absent where services are used without a server around them. */
  publicMemory?: PublicMemory;
  /** How this process is doing; absent where services are used without a server around them. */
  vitals?: Vitals;
};

/** From where something is sent, to be counted and not to be kept: the browser's mark, if it brings one of ours. */
export type Sender = { device: string | null; address: string };

/** A file a request brought, received whole into a temporary place of its own. */
export type ReceivedFile = { field: string; path: string; bytes: number; name: string };

/** One request to carry out one operation in one community: what a service function is given. */
export type Call = {
  platform: Platform;
  community: Community;
  asker: Asker;
  locale: Locale;
  /** Read once: everything in one call happens at the same time. */
  now: Instant;
  requestId: string;
  /** The session's token as the request brought it, whether or not it holds; null without one. */
  sessionToken: string | null;
  device: Device;
  /** From where it is sent; it may be counted under a hash, never kept. */
  sender: Sender;
  files: readonly ReceivedFile[];
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** What strangers are shown alike need not be read again for each of them; absent inside a transaction. */
  publicMemory?: PublicMemory | undefined;
  /**
   * All or nothing: a refusal rolls back as an error does. With an idempotency key, the work is done once and
   * a repetition is answered with the first answer.
   */
  write<Result extends Outcome<unknown>>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** What this browser has begun in this community and not finished, as its cookie says; null without one. */
  unfinished: string | null;
  /** Has the browser keep that (or with null forget it): the answer carries the cookie. */
  setUnfinished(value: string | null, maxAgeSeconds: number): void;
  /** What this browser was sent to the provider of identities with, sealed; null without. */
  attempt: string | null;
  /** Has the browser keep that (or with null forget it) for the way back: the answer carries the cookie. */
  setAttempt(value: string | null, maxAgeSeconds: number): void;
  /** Starts (or with null ends) the asker's session: the answer carries the cookie. */
  setSession(token: string | null, maxAgeSeconds: number): void;
};

/** The function that carries an operation out; its refusals are exactly those the operation declares. */
export type Handler<Op extends Operation> = (
  call: Call,
  input: InputOf<Op>,
) => Promise<Outcome<OutputOf<Op>, RefusalOf<Op>>>;

export type HandlersOf<Operations extends Record<string, Operation>> = {
  [Name in keyof Operations]: Handler<Operations[Name]>;
};

export type BoundOperation = {
  operation: Operation;
  carryOut(call: Call, input: unknown): Promise<Outcome<unknown>>;
};

/** Ties a feature's operations to the functions of its service; a missing one does not compile. */
export function implement<Operations extends Record<string, Operation>>(
  operations: Operations,
  handlers: HandlersOf<Operations>,
): BoundOperation[] {
  return Object.entries(operations).map(([name, operation]) => ({
    operation,
    carryOut: handlers[name] as BoundOperation['carryOut'],
  }));
}

/**
 * Holds a refusal against what an operation declares. Rules know more codes than any one operation; one that
 * turns up where it is not declared is a defect, and nothing may stand of what was done.
 */
export function asDeclared<Op extends Operation>(
  operation: Op,
  refused: { ok: false; refusal: Refusal },
): { ok: false; refusal: Refusal<RefusalOf<Op>> } {
  const { code } = refused.refusal;
  if (!(code in operation.refusals) && code !== 'input-invalid') {
    throw new Error(`${operation.name} does not declare the refusal ${code}`);
  }
  return refused as { ok: false; refusal: Refusal<RefusalOf<Op>> };
}

/**
 * Reads what everybody is shown alike, and only that; `asked` names the question with all it depends on besides the
 * community's rows. The tables it reads announce their changes (`announce_changes`), and nobody changes what it gives.
 */
export function readAlike<T>(
  call: Call,
  asked: readonly unknown[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { publicMemory } = call;
  if (!publicMemory) return call.read(work);
  return publicMemory.recall(call.community.id, JSON.stringify(asked), () => call.read(work));
}

export type IdempotencyKey = { operation: string; key: string; askedBy: string; input: unknown };

class RefusedWork extends Error {
  readonly outcome: Outcome<unknown>;
  constructor(outcome: Outcome<unknown>) {
    super('refused');
    this.outcome = outcome;
  }
}

/** Does a piece of work in one transaction that a refusal undoes. */
export async function writeOrRefuse<Result extends Outcome<unknown>>(
  database: Database,
  community: CommunityId,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  try {
    return await database.write(community, async (tx) => {
      const outcome = await work(tx);
      if (!outcome.ok) throw new RefusedWork(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RefusedWork) return error.outcome as Result;
    throw error;
  }
}

/**
 * Does a piece of work once for a key. The key's row is inserted first, so a repetition that arrives while the
 * first is still at work waits for it and then reads its answer; if the first is refused, nothing remains of it.
 */
export async function writeOnce<Value, Code extends string>(
  tx: Tx,
  once: IdempotencyKey,
  now: Instant,
  work: (tx: Tx) => Promise<Outcome<Value, Code>>,
): Promise<Outcome<Value, Code | 'key-used-otherwise'>> {
  const keyHash = digest(`${once.operation}\n${once.askedBy}\n${once.key}`);
  const inputHash = digest(JSON.stringify(once.input));
  const mine = await tx`
    insert into idempotency_keys (community_id, key_hash, operation, input_hash, answer, created_at)
    values (${tx.community}, ${keyHash}, ${once.operation}, ${inputHash}, 'null', ${now})
    on conflict do nothing returning 1 as mine`;
  if (mine.length === 1) {
    const outcome = await work(tx);
    if (outcome.ok) {
      tx.withCommit(tx`update idempotency_keys set answer = ${tx.json(outcome.value as never)}
        where community_id = ${tx.community} and key_hash = ${keyHash}`);
    }
    return outcome;
  }
  const [first] = await tx<{ inputHash: Buffer; answer: Value }[]>`
    select input_hash, answer from idempotency_keys
    where community_id = ${tx.community} and key_hash = ${keyHash}`;
  if (!first) throw new Error('an idempotency key vanished between two statements');
  if (!first.inputHash.equals(inputHash)) return refuse('key-used-otherwise');
  return { ok: true, value: first.answer };
}

/**
 * Forgets the keys and answers of requests from before then, which nobody repeats any more: they hold what people
 * wrote. Gives how many.
 */
export async function forgetKeys(tx: Tx, before: Instant): Promise<number> {
  const gone =
    await tx`delete from idempotency_keys where community_id = ${tx.community} and created_at < ${before}`;
  return gone.count;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Forgets answers to repeated requests that name any of these; a repetition of one is then carried out anew. */
export async function forgetAnswers(tx: Tx, needles: readonly string[]): Promise<void> {
  await tx`
    delete from idempotency_keys where community_id = ${tx.community} and exists (
      select from unnest(${[...needles]}::text[]) as needle where strpos(answer::text, needle) > 0)`;
}

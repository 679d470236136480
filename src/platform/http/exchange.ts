import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Asker } from '../../kernel/asker.ts';
import { readDevice } from '../../kernel/device.ts';
import { type Outcome, refuse } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import type { Instant } from '../../kernel/time.ts';
import {
  type BoundOperation,
  type Call,
  type Community,
  type IdempotencyKey,
  type Platform,
  type ReceivedFile,
  writeOnce,
  writeOrRefuse,
} from '../call.ts';
import type { Tx } from '../database.ts';
import { keepCookie, readCookie } from './cookies.ts';
import { checkInput } from './input.ts';
import { senderOf } from './sender.ts';

/** What a request brings to show who asks: a session's cookie, or the private link of one report. */
export type Credentials = {
  session: string | undefined;
  reportKey: string | undefined;
  /** Asked by an open page by itself: nobody need be there, so it does not keep the session alive. */
  unattended?: boolean;
};

export type Exchange = {
  platform: Platform;
  findCommunity(slug: string): Promise<Community | undefined>;
  identify(community: Community, credentials: Credentials, now: Instant): Promise<Asker>;
};

const sessionCookie = 'sunshine_session';
/** One for each community: what was begun in it, and what a sign-in by a provider was begun with. */
const unfinishedCookie = 'sunshine_unfinished';
const attemptCookie = 'sunshine_attempt';
/** Says who nobody is, so it keeps its plain name. */
export const localeCookie = 'sunshine_locale';
/** Sent by an open page that renews itself. */
export const unattendedHeader = 'x-unattended';

/** Chinese unless the person chose, or their browser asks for, English. */
export function localeOf(request: FastifyRequest): Locale {
  // A request whose address cannot be read is answered before its cookies are.
  const chosen = request.cookies?.[localeCookie];
  if (chosen === 'zh' || chosen === 'en') return chosen;
  const wanted = (request.headers['accept-language'] ?? '').split(',').map((part) => part.trim().slice(0, 2));
  return wanted.find((tag) => tag === 'zh' || tag === 'en') === 'en' ? 'en' : 'zh';
}

/** The session a request brings. */
export function sessionOf(request: FastifyRequest, platform: Pick<Platform, 'baseUrl'>): string | undefined {
  return readCookie(request, sessionCookie, platform);
}

/** A header's single value; repeated headers count as absent. */
export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Opens the call that a request makes in a community. */
export async function openCall(
  exchange: Exchange,
  request: FastifyRequest,
  reply: FastifyReply,
  community: Community,
  brought: { files?: readonly ReceivedFile[]; reportKey?: string | undefined; unattended?: boolean } = {},
): Promise<Call> {
  const { platform } = exchange;
  const now = platform.clock.now();
  const session = sessionOf(request, platform);
  const reportKey = brought.reportKey ?? headerOf(request, 'x-report-key');
  const unattended = brought.unattended ?? headerOf(request, unattendedHeader) !== undefined;
  const asker = await exchange.identify(community, { session, reportKey, unattended }, now);
  const { baseUrl } = platform;
  const here = { baseUrl, community: community.slug };
  return {
    platform,
    community,
    asker,
    locale: localeOf(request),
    now,
    requestId: request.id,
    sessionToken: session ?? null,
    device: readDevice(headerOf(request, 'user-agent')),
    sender: senderOf(request, platform),
    files: brought.files ?? [],
    read: (work) => platform.database.read(community.id, work),
    publicMemory: platform.publicMemory,
    write: (work) => writeOrRefuse(platform.database, community.id, work),
    unfinished: readCookie(request, unfinishedCookie, here) ?? null,
    setUnfinished: (value, maxAge) => keepCookie(reply, unfinishedCookie, value, { ...here, maxAge }),
    attempt: readCookie(request, attemptCookie, here) ?? null,
    setAttempt: (value, maxAge) => keepCookie(reply, attemptCookie, value, { ...here, maxAge }),
    setSession: (token, maxAge) => keepCookie(reply, sessionCookie, token, { baseUrl, maxAge }),
  };
}

/** Who an idempotency key belongs to: keys of two people never meet. */
function askedBy(call: Call): string {
  if (call.asker.kind === 'person') return `person ${call.asker.personId}`;
  return call.asker.kind === 'follower' ? `follower ${call.asker.reportId}` : call.asker.kind;
}

/** One’s own account, and a copy of one’s own data: carried out in an archived community, too, for they change nothing of it. */
const isOwnBusiness = (name: string) => name.startsWith('account.') || name.startsWith('copy.');

/** Carries an operation out for a call: contract first, then, once for each key, the service. */
export async function carryOut(
  bound: BoundOperation,
  call: Call,
  raw: unknown,
  key: string | undefined,
): Promise<Outcome<unknown>> {
  const { operation } = bound;
  if (call.community.archived && operation.method !== 'GET' && !isOwnBusiness(operation.name)) {
    return refuse('community-archived');
  }
  const checked = checkInput(operation, raw);
  if (!checked.ok) return { ok: false, refusal: { code: 'input-invalid', fields: checked.fields } };
  const input = checked.value;
  if (!operation.creates || key === undefined) return bound.carryOut(call, input);
  // The same words with another photo are another request.
  const files = call.files.map((file) => [file.field, file.name, file.bytes]);
  const once: IdempotencyKey = {
    operation: operation.name,
    key,
    askedBy: askedBy(call),
    input: { input, files },
  };
  return bound.carryOut({ ...call, write: (work) => writeKeyed(call, once, work) }, input);
}

async function writeKeyed<Result extends Outcome<unknown>>(
  call: Call,
  once: IdempotencyKey,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const { database } = call.platform;
  const outcome = await writeOrRefuse(database, call.community.id, (tx) =>
    writeOnce(tx, once, call.now, work),
  );
  // `key-used-otherwise` may come of it besides: a general refusal, which every operation can meet.
  return outcome as Result;
}

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

export const sessionCookie = 'sunshine_session';
/** Stays in the part of the site that is one community's. */
const unfinishedCookie = 'sunshine_unfinished';
/** What a sign-in by a provider was begun with; in one community's part of the site, too. */
export const attemptCookie = 'sunshine_attempt';
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
  const session = request.cookies[sessionCookie];
  const reportKey = brought.reportKey ?? headerOf(request, 'x-report-key');
  const unattended = brought.unattended ?? headerOf(request, unattendedHeader) !== undefined;
  const asker = await exchange.identify(community, { session, reportKey, unattended }, now);
  const secure = platform.baseUrl.startsWith('https:');
  const site = { httpOnly: true, sameSite: 'lax', secure } as const;
  const keepIn = (name: string, path: string, value: string | null, maxAge: number) => {
    if (value === null) reply.clearCookie(name, { ...site, path });
    else reply.setCookie(name, value, { ...site, path, maxAge });
  };
  const ownPart = `/c/${community.slug}`;
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
    write: (work) => writeOrRefuse(platform.database, community.id, work),
    unfinished: request.cookies[unfinishedCookie] ?? null,
    setUnfinished: (value, maxAgeSeconds) => keepIn(unfinishedCookie, ownPart, value, maxAgeSeconds),
    attempt: request.cookies[attemptCookie] ?? null,
    setAttempt: (value, maxAgeSeconds) => keepIn(attemptCookie, ownPart, value, maxAgeSeconds),
    setSession: (token, maxAgeSeconds) => keepIn(sessionCookie, '/', token, maxAgeSeconds),
  };
}

/** Who an idempotency key belongs to: keys of two people never meet. */
function askedBy(call: Call): string {
  if (call.asker.kind === 'person') return `person ${call.asker.personId}`;
  return call.asker.kind === 'follower' ? `follower ${call.asker.reportId}` : call.asker.kind;
}

/** Carries an operation out for a call: contract first, then, once for each key, the service. */
export async function carryOut(
  bound: BoundOperation,
  call: Call,
  raw: unknown,
  key: string | undefined,
): Promise<Outcome<unknown>> {
  const { operation } = bound;
  if (call.community.archived && operation.method !== 'GET' && !operation.name.startsWith('account.')) {
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

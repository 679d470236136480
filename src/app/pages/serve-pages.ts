import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { reachOperations } from '../../channels/reach/reach.contract.ts';
import { mayBeIndexed } from '../../channels/reach/reach.service.ts';
import { wayByTelephone } from '../../channels/reach/screens/CallCommunity.tsx';
import { stranger } from '../../kernel/asker.ts';
import type { Operation } from '../../kernel/operation.ts';
import { type Outcome, type Refusal, refuse, refuseFor } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { dateOf } from '../../kernel/time.ts';
import type { BoundOperation, Call, Community } from '../../platform/call.ts';
import { isFromHere } from '../../platform/http/csrf.ts';
import { carryOut, type Exchange, openCall, sessionOf } from '../../platform/http/exchange.ts';
import { describeError, refusalOfError } from '../../platform/http/failure.ts';
import { fieldOf, type ReceivedForm, receiveForm } from '../../platform/http/form.ts';
import { completeForm, decodeFields, type FormValues, inputSchema } from '../../platform/http/input.ts';
import { setRetryAfter } from '../../platform/http/operations.ts';
import { declarationOf, sayFieldProblem, sayRefusal } from '../../platform/http/problem.ts';
import { contentSecurityPolicy } from '../../platform/http/security.ts';
import { markDevice } from '../../platform/http/sender.ts';
import type { PublicMemory } from '../../platform/public-memory.ts';
import { againField } from '../../web/forms/again.ts';
import type { FormState, Frame, Shown } from '../../web/frame.ts';
import { displayOf } from './display.ts';
import { mayComeBack } from './kept-words.ts';
import type { Ask, Form, Page, PageRequest, Redirect } from './page.ts';
import { isRedirect } from './page.ts';
import type { PageMeans } from './page-means.ts';
import { countForRail, nothingWaits } from './rail-counts.ts';
import { frameOf, renderRefusalPage, renderShown } from './render.tsx';
import { type CameBack, type Kept, renderComeBack, renderKept } from './render-kept.tsx';

export type Site = {
  exchange: Exchange;
  /** By name. */
  operations: ReadonlyMap<string, BoundOperation>;
  pages: readonly Page[];
  forms: readonly Form[];
  means: PageMeans;
};

/** Serves the pages at `/c/<community>/…` and the forms of the operations beside them. */
export function servePages(app: FastifyInstance, site: Site, temporaryDir: string): void {
  for (const page of site.pages) {
    app.get(
      `/c/:community${page.path}`,
      { config: { operation: `page ${page.path}` } },
      async (request, reply) => {
        const community = await communityOf(site, request);
        if (!community) return showRefusal(site, request, reply, refuse('not-found').refusal);
        const asked = readRequest(request);
        const isNew = markDevice(request, reply, site.exchange.platform);
        const call = await openCall(site.exchange, request, reply, community, {
          reportKey: asked.params.reportKey,
        });
        const visit = { ...asked, bringsStyles: isNew && request.headers['sec-fetch-dest'] === 'document' };
        const memory = page.alike && isNobody(call, request) ? call.publicMemory : undefined;
        return memory
          ? showAlike(site, page, call, { ...visit, memory }, request, reply)
          : showPage(site, page, call, visit, request, reply);
      },
    );
  }
  // Whoever types an address may end it with a slash; behind /c/ it leads to no other site.
  app.addHook('onRequest', async (request, reply) => {
    const { method, url } = request;
    const [path = ''] = url.split('?', 1);
    if (method !== 'GET' || !path.startsWith('/c/') || !path.endsWith('/')) return;
    return reply.redirect(path.replace(/\/+$/, '') + url.slice(path.length), 308);
  });
  for (const form of site.forms) {
    const config = { operation: form.operation.name };
    app.post(`/c/:community${form.operation.path}`, { config }, (request, reply) =>
      takeForm(site, form, request, reply, temporaryDir),
    );
  }
}

function communityOf(site: Site, request: FastifyRequest): Promise<Community | undefined> {
  return site.exchange.findCommunity((request.params as Record<string, string>).community ?? '');
}

function readRequest(request: FastifyRequest): PageRequest {
  const { community: _, ...params } = request.params as Record<string, string>;
  const query: Record<string, string | undefined> = {};
  const lists: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries((request.query ?? {}) as FormValues)) {
    lists[name] = Array.isArray(value) ? value : [value];
    query[name] = lists[name].at(-1);
  }
  return { params, query, lists };
}

/** Asks operations in the visitor's name. */
function askFor(site: Site, call: Call): Ask {
  return async (operation, input) => {
    const bound = site.operations.get(operation.name);
    if (!bound) throw new Error(`no service carries out ${operation.name}`);
    return (await carryOut(bound, call, input, undefined)) as never;
  };
}

async function showPage(
  site: Site,
  page: Page,
  call: Call,
  visit: PageRequest & { here?: string; bringsStyles?: boolean },
  request: FastifyRequest,
  reply: FastifyReply,
  back?: CameBack & { otherwise: () => FastifyReply },
): Promise<FastifyReply> {
  const frame = frameOf(site.means, call, request, visit.here ?? request.url, back?.form);
  const ask = askFor(site, call);
  const { shown, mayIndex } = await loadPage(site, page, call, { request: visit, frame });
  if (!shown.ok) return back?.otherwise() ?? showRefusal(site, request, reply, shown.refusal, call);
  if (isRedirect(shown.value)) return reply.redirect(shown.value.redirect, 303);
  const drawn = { ...shown.value, isPublic: mayIndex };
  const waiting = shown.value.shell === 'desk' ? await countForRail(call, ask) : nothingWaits;
  const styles = visit.bringsStyles && drawn.shell !== 'desk' ? stylesOf(site) : undefined;
  const html = back
    ? renderComeBack(site.means, drawn, frame, waiting, back)
    : renderShown(site.means, drawn, frame, waiting, styles);
  return sendPage(reply, html, styles);
}

const stylesOf = (site: Site): string => site.means.assets.text('sunshine.css');

function sendPage(reply: FastifyReply, html: string, styles: string | undefined): FastifyReply {
  if (styles !== undefined) reply.header('content-security-policy', contentSecurityPolicy(allowedBy(html)));
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(html);
}

/** The source expression that allows the styles in the head of this page and nothing else (CSP 3, section 2.3.1). */
function allowedBy(html: string): string {
  const [, styles = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  return `'sha256-${createHash('sha256').update(styles).digest('base64')}'`;
}

/** Whoever brings nothing that tells them from others: no sign-in, not even one that ended, and no private link. */
function isNobody(call: Call, request: FastifyRequest): boolean {
  return call.asker.kind === 'stranger' && sessionOf(request, call.platform) === undefined;
}

/** A page that everybody is shown alike, drawn once while nothing public changed. */
async function showAlike(
  site: Site,
  page: Page,
  call: Call,
  visit: PageRequest & { bringsStyles: boolean; memory: PublicMemory },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { community, locale, now } = call;
  const { name, nameEn, archived } = community;
  const styles = visit.bringsStyles ? stylesOf(site) : undefined;
  const asked = [request.url, locale, displayOf(request), visit.bringsStyles];
  const place = JSON.stringify(['page', ...asked, dateOf(now), name, nameEn, archived]);
  const html = await visit.memory.recall(community.id, place, async () => {
    const frame = frameOf(site.means, call, request, request.url, undefined);
    const { shown, mayIndex } = await loadPage(site, page, call, { request: visit, frame });
    if (!shown.ok || isRedirect(shown.value)) return undefined;
    return renderShown(site.means, { ...shown.value, isPublic: mayIndex }, frame, nothingWaits, styles);
  });
  return html === undefined
    ? showPage(site, page, call, visit, request, reply)
    : sendPage(reply, html, styles);
}

type Loaded = { shown: Outcome<Shown | Redirect>; mayIndex: boolean };

/** What a page shows, and whether search engines may; both at once where the page says that it only reads. */
async function loadPage(
  site: Site,
  page: Page,
  call: Call,
  about: { request: PageRequest; frame: Frame },
): Promise<Loaded> {
  if (!page.onlyReads) {
    const shown = await page.show({ ...about, call, ask: askFor(site, call) });
    return { shown, mayIndex: isOpenToAll(shown) && (await call.read(mayBeIndexed)) };
  }
  return call.read(async (tx) => {
    const within: Call = { ...call, read: (work) => work(tx), publicMemory: undefined };
    const [shown, isSearchable] = await Promise.all([
      page.show({ ...about, call: within, ask: askFor(site, within) }),
      mayBeIndexed(tx),
    ]);
    return { shown, mayIndex: isOpenToAll(shown) && isSearchable };
  });
}

function isOpenToAll(shown: Loaded['shown']): boolean {
  return shown.ok && !isRedirect(shown.value) && shown.value.isPublic === true;
}

function showRefusal(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  call?: Call,
): FastifyReply {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .send(renderRefusalPage(site.means, request, reply, refusal, call));
}

/** What was written comes back with the reason why it could not be taken, ready to be sent again. */
function showKept(site: Site, request: FastifyRequest, reply: FastifyReply, kept: Kept): FastifyReply {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(renderKept(site.means, request, reply, kept));
}

async function takeForm(
  site: Site,
  form: Form,
  request: FastifyRequest,
  reply: FastifyReply,
  temporaryDir: string,
): Promise<FastifyReply> {
  const { platform } = site.exchange;
  const received = await receiveForm(request, {
    temporaryDir,
    files: form.operation.files,
    admit: (values) => isFromHere(request, platform, fieldOf(values, '_csrf')),
  });
  if (!received.ok) return showRefusal(site, request, reply, received.refusal);
  const { operation } = form;
  try {
    // Only now: while the database is away nobody knows the community, but what was written is here.
    const community = await communityOf(site, request);
    if (!community) return showRefusal(site, request, reply, refuse('not-found').refusal);
    return await actOnForm(site, form, community, received.value, request, reply);
  } catch (error) {
    if (reply.sent || !mayComeBack(operation, received.value.values)) throw error;
    request.log.error(describeError(error), 'request failed');
    const refusal = { code: refusalOfError(error) ?? 'defect' };
    return showKept(site, request, reply, { refusal, operation, received: received.value });
  } finally {
    await received.value.dispose();
  }
}

async function actOnForm(
  site: Site,
  form: Form,
  community: Community,
  received: ReceivedForm,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { values, files } = received;
  const reportKey = fieldOf(values, '_report');
  const call = await openCall(site.exchange, request, reply, community, { files, reportKey });
  const bound = site.operations.get(form.operation.name);
  if (!bound) throw new Error(`no service carries out ${form.operation.name}`);
  const schema = inputSchema(form.operation);
  const { community: _, ...params } = request.params as Record<string, string>;
  const written = { ...decodeFields(values, schema), ...decodeFields(params, schema) };
  // A button that asks for more of the form: nothing is carried out.
  if (fieldOf(values, againField) !== undefined) {
    const nowhere = () => showRefusal(site, request, reply, refuse('not-found').refusal, call);
    const again = { ...values, ...(await keptPhotos(form, call, values)) };
    return comeBack(site, form.operation, call, again, undefined, { request, reply, otherwise: nowhere });
  }
  const input = completeForm(written, schema);
  const held = received.filesLost ? refuse('storage-full') : undefined;
  const outcome =
    request.heldOffMs > 0
      ? refuseFor('too-many-requests', request.heldOffMs)
      : (held ?? (await carryOut(bound, call, input, fieldOf(values, '_key')?.slice(0, 200))));
  if (outcome.ok) {
    return reply.redirect(form.leadsTo({ output: outcome.value, input, call, values }), 303);
  }
  const back = { ...values, ...(await keptPhotos(form, call, values)) };
  const otherwise = () => {
    const { refusal } = outcome;
    // What is named in the form that comes back is not lost.
    const lost = form.keepPhotos ? [] : files;
    const kept = {
      ...{ refusal, operation: form.operation, call },
      received: { ...received, values: back, files: lost },
    };
    const mayBeSignedOut =
      call.asker.kind === stranger.kind &&
      [401, 403, 404].includes(declarationOf(refusal.code, form.operation).status);
    return mayBeSignedOut && mayComeBack(form.operation, back)
      ? showKept(site, request, reply, kept)
      : showRefusal(site, request, reply, refusal, call);
  };
  return comeBack(site, form.operation, call, back, outcome.refusal, { request, reply, otherwise });
}

/** A browser never gives files back: those of a refused form stay here, and the form names them. */
async function keptPhotos(form: Form, call: Call, values: FormValues): Promise<FormValues> {
  if (!form.keepPhotos || call.files.length === 0) return {};
  const { field, keep } = form.keepPhotos;
  return { [field]: [...[values[field] ?? []].flat(), ...(await keep(call))] };
}

type ComingBack = {
  request: FastifyRequest;
  reply: FastifyReply;
  /** Answers where the page the form was on is not (any more) for the asker to see. */
  otherwise: () => FastifyReply;
};

/** Shows the page the form was on again, with all that was written and what is wrong with it, if anything. */
async function comeBack(
  site: Site,
  operation: Operation,
  call: Call,
  values: FormValues,
  refusal: Refusal | undefined,
  { request, reply, otherwise }: ComingBack,
): Promise<FastifyReply> {
  const from = findPage(site, call.community, fieldOf(values, '_from'));
  if (!from) return otherwise();
  if (refusal) {
    reply.status(declarationOf(refusal.code, operation).status);
    setRetryAfter(reply, refusal);
  }
  const state: FormState = {
    operation: operation.name,
    values,
    problems: (refusal?.fields ?? []).map((field) => ({
      ...field,
      text: sayFieldProblem(field, call.locale, operation),
    })),
    refusal: refusal && {
      code: refusal.code,
      text: sayRefusal(refusal, call.locale, operation),
      wayOn: await wayOnAfter(site, refusal, operation, call),
    },
  };
  return showPage(site, from.page, call, from.visit, request, reply, { form: state, operation, otherwise });
}

/** Where a refusal leaves somebody who may as well telephone: the community's number, if it has one. */
async function wayOnAfter(site: Site, refusal: Refusal, operation: Operation, call: Call) {
  if (!declarationOf(refusal.code, operation).telephone) return undefined;
  const reach = await askFor(site, call)(reachOperations.seeReach, {});
  const telephone = reach.ok ? reach.value.telephone : null;
  return telephone ? wayByTelephone(sayIn(call.locale), telephone) : undefined;
}

/** Finds, among our own pages only, the one an address on this site stands for. */
function findPage(
  site: Site,
  community: Community,
  address: string | undefined,
): { page: Page; visit: PageRequest & { here: string } } | undefined {
  if (!address?.startsWith(`/c/${community.slug}`)) return undefined;
  const url = new URL(address, 'http://page.invalid');
  const rest = url.pathname.slice(`/c/${community.slug}`.length);
  for (const page of site.pages) {
    const params = matchPath(page.path, rest);
    if (params) {
      const names = [...new Set(url.searchParams.keys())];
      const lists = Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)]));
      return { page, visit: { params, query: Object.fromEntries(url.searchParams), lists, here: address } };
    }
  }
  return undefined;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/').filter((part) => part !== '');
  const given = path.split('/').filter((part) => part !== '');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== value) return undefined;
    } else {
      const decoded = decodePart(value);
      if (decoded === undefined) return undefined;
      params[part.slice(1)] = decoded;
    }
  }
  return params;
}

/** A part of a path as it was meant; undefined where its escapes mean nothing (`%zz`). */
function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

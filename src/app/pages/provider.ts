import type { FastifyInstance } from 'fastify';
import { ok } from '../../kernel/outcome.ts';
import {
  beginBinding,
  beginProviderSignIn,
  takeProviderAnswer,
  unbindIdentity,
} from '../../people/identity/identity.contract.ts';
import { returnPath } from '../../people/identity/identity.service.ts';
import type { Call } from '../../platform/call.ts';
import { deriveKey, sameSecret, tagOf } from '../../platform/secrets.ts';
import { ownAddress } from './display.ts';
import { backWith } from './lead.ts';
import { form, type Page, type PageRequest } from './page.ts';
import { afterFirstProof } from './sign-in-steps.ts';

/**
 * Where binding begins, for this session alone: a link from elsewhere must not have somebody bind what they were
 * made to show. It is no form because `form-action` lets none lead off this site.
 */
export function bindingAddress(call: Call): string {
  return `/c/${call.community.slug}/account/bind?token=${bindingToken(call)}`;
}

function bindingToken({ platform, sessionToken }: Call): string {
  return tagOf(deriveKey(platform.secret, 'begin binding'), sessionToken ?? 'no session');
}

/** Back to a page that says why it came to nothing: their account for whoever is signed in, else the sign-in. */
function refusedAt(call: Call, code: string, next = '/'): { redirect: string } {
  const query = new URLSearchParams({ refused: code, next });
  const back = call.asker.kind === 'person' && code !== 'sign-in-not-recent' ? 'account' : 'sign-in/staff';
  return { redirect: `/c/${call.community.slug}/${back}?${query}` };
}

/** What the provider sent the browser back with, letter for letter: a value given twice stays given twice. */
function answerOf({ lists }: PageRequest): string {
  const answer = new URLSearchParams();
  for (const [name, values] of Object.entries(lists)) for (const value of values) answer.append(name, value);
  return answer.toString();
}

export const providerPages: readonly Page[] = [
  {
    path: '/sign-in/provider',
    async show({ call, ask, request }) {
      const next = ownAddress(request.query.next);
      const begun = await ask(beginProviderSignIn, { next });
      return ok(begun.ok ? { redirect: begun.value.address } : refusedAt(call, begun.refusal.code, next));
    },
  },
  {
    path: '/account/bind',
    async show({ call, ask, request }) {
      const account = `/c/${call.community.slug}/account`;
      if (!sameSecret(request.query.token ?? '', bindingToken(call))) return ok({ redirect: account });
      const begun = await ask(beginBinding, {});
      return ok(begun.ok ? { redirect: begun.value.address } : refusedAt(call, begun.refusal.code, account));
    },
  },
  {
    path: '/sign-in/return',
    async show({ call, ask, request }) {
      const taken = await ask(takeProviderAnswer, { answer: answerOf(request) });
      if (!taken.ok) return ok(refusedAt(call, taken.refusal.code));
      if (taken.value.done === 'bound')
        return ok({ redirect: `/c/${call.community.slug}/account?done=identity-bound` });
      return ok({ redirect: afterFirstProof(call, taken.value.awaits, taken.value.next) });
    },
  },
];

export const providerForms = [form(unbindIdentity, ({ values }) => backWith(values, 'identity-unbound'))];

/** The address that the provider knows; the state ends in the community whose sign-in it was. */
export function serveProviderReturn(app: FastifyInstance): void {
  app.get(returnPath, { config: { operation: 'return from the provider' } }, (request, reply) => {
    const { searchParams, search } = new URL(request.url, 'http://page.invalid');
    const slug = /^[\w-]+\.([a-z][a-z0-9-]{1,40})$/.exec(searchParams.get('state') ?? '')?.[1];
    return slug === undefined
      ? reply.callNotFound()
      : reply.redirect(`/c/${slug}/sign-in/return${search}`, 303);
  });
}

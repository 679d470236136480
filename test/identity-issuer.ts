import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { pino } from 'pino';
import { type IdentityProvider, openIdentityProvider } from '../src/platform/identity-provider.ts';
import type { ProviderSettings, SecondFactorClaims } from '../src/platform/provider-settings.ts';
import type { World } from './world.ts';

/** Who sits at the issuer's own sign-in page, and what the issuer then says of how they signed in. */
export type Sitter = { subject: string; acr?: string; amr?: string[] } | 'declines';

/** A real provider of identities on this machine, at which a test decides who signs in. */
export type IdentityIssuer = {
  url: string;
  sitter: Sitter;
  /** As the installation's operator would set it. */
  settings(secondFactor?: Partial<SecondFactorClaims>): ProviderSettings;
  stop(): Promise<void>;
};

const client = { clientId: 'sunshine', clientSecret: 'a secret that only the two of them know' };

export async function openIssuer(returnTo: string): Promise<IdentityIssuer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = providerAt(url, returnTo);
  const oidc = provider.callback();
  const issuer: IdentityIssuer = {
    url,
    sitter: { subject: 'nobody' },
    settings: (secondFactor = {}) => ({
      ...{ issuer: url, ...client, label: { zh: '浙政钉', en: 'DingTalk' } },
      secondFactor: { acr: [], amr: [], ...secondFactor },
    }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return oidc(request, response);
    finish(provider, issuer.sitter)
      .then((result) => provider.interactionFinished(request, response, result))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  return issuer;
}

/** What the sign-in page of the issuer ends in: somebody who agrees to everything, or to nothing. */
async function finish(provider: Provider, sitter: Sitter): Promise<Record<string, unknown>> {
  if (sitter === 'declines') return { error: 'access_denied' };
  const grant = new provider.Grant({ accountId: sitter.subject, clientId: client.clientId });
  grant.addOIDCScope('openid');
  const { subject: accountId, acr, amr } = sitter;
  return { login: { accountId, acr, amr, remember: false }, consent: { grantId: await grant.save() } };
}

function providerAt(url: string, returnTo: string): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return new Provider(url, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [returnTo] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['for this test alone'] },
    acrValues: ['urn:two'],
    claims: { acr: null, openid: ['sub', 'amr'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId }),
    }),
  });
}

/** Has a world's staff sign in by this issuer. */
export function useIssuer(
  world: World,
  issuer: Pick<IdentityIssuer, 'settings'>,
  secondFactor?: Partial<SecondFactorClaims>,
): IdentityProvider {
  const provider = openIdentityProvider(issuer.settings(secondFactor), pino({ level: 'silent' }));
  world.installation.platform.provider = provider;
  return provider;
}

/** An address of this machine where nobody listens. */
export const awayIssuer = 'http://127.0.0.1:1';

/** Has a world's staff sign in by an issuer that never answers. */
export function useAwayIssuer(world: World): void {
  useIssuer(world, {
    settings: () => ({
      ...{ issuer: awayIssuer, ...client, label: { zh: '浙政钉', en: 'DingTalk' } },
      secondFactor: { acr: [], amr: [] },
    }),
  });
}

/** Where a walk of a browser ended: at an answer that leads nowhere further. */
export type Arrival = { status: number; url: string; text: string };

export type Walker = {
  /** Follows every redirect, here and at the issuer, and keeps the cookies of both. */
  walk(path: string, init?: { stopAt?: RegExp }): Promise<Arrival>;
  send(path: string, fields: Record<string, string>): Promise<Arrival>;
  /** The cookie this site has set, if it has. */
  cookie(name: string): string | undefined;
  setCookie(name: string, value: string | undefined): void;
};

/** A browser that goes between a world's first community and the issuer. Paths are below the community. */
export function walker(world: World): Walker {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const ask = async (url: string, init: RequestInit): Promise<Response> => {
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const follow = async (start: string, init: RequestInit, stopAt?: RegExp): Promise<Arrival> => {
    let url = start;
    let response = await ask(url, init);
    for (let hops = 0; hops < 20; hops++) {
      const to = response.headers.get('location');
      if (to === null) return { status: response.status, url, text: await response.text() };
      await response.text();
      url = new URL(to, url).href;
      if (stopAt?.test(url)) return { status: response.status, url, text: '' };
      response = await ask(url, {});
    }
    throw new Error(`going round and round at ${url}`);
  };
  const home = `${world.url}/c/${world.here.community.slug}`;
  const full = (path: string) => (path.startsWith('http') ? path : `${home}${path}`);
  return {
    walk: (path, { stopAt } = {}) => follow(full(path), {}, stopAt),
    send: (path, fields) =>
      follow(full(path), {
        ...{ method: 'POST', body: new URLSearchParams(fields), headers: { origin: world.url } },
      }),
    cookie: (name) => jarOf(world.url).get(name),
    setCookie(name, value) {
      if (value === undefined) jarOf(world.url).delete(name);
      else jarOf(world.url).set(name, value);
    },
  };
}

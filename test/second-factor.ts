import assert from 'node:assert/strict';
import { generateSync } from 'otplib';
import type { Instant } from '../src/kernel/time.ts';
import { readEnrolment } from '../src/people/second-factor/second-factor.contract.ts';
import { makeStaff, staffPassword } from './sign-in.ts';
import type { World } from './world.ts';

/** What the telephone of whoever holds this secret shows now. */
export function codeShown(secret: string, now: Instant): string {
  return generateSync({ secret: secret.replaceAll(' ', ''), epoch: Math.floor(now / 1000) });
}

/** A browser that sends forms and keeps the session it is given: what the address bar and the cookie jar hold. */
export type FormBrowser = {
  session(): string | null;
  /** Sends a form and gives the address it leads to, or the refusal's status. */
  send(path: string, fields: Record<string, string>): Promise<{ status: number; leadsTo: string }>;
  /** What a page says. */
  open(path: string): Promise<{ status: number; leadsTo: string; text: string }>;
};

/** Opens one at the world's first community, as nobody or with a session from elsewhere. */
export function formBrowser(world: World, planted: string | null = null): FormBrowser {
  const home = `${world.url}/c/${world.here.community.slug}`;
  let session = planted;
  const ask = async (path: string, init: RequestInit) => {
    const cookie = session === null ? {} : { cookie: `sunshine_session=${session}` };
    const headers = { origin: world.url, ...cookie };
    const response = await fetch(`${home}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const value = /^sunshine_session=([^;]*)/.exec(line)?.[1];
      if (value !== undefined) session = value === '' ? null : value;
    }
    return response;
  };
  return {
    session: () => session,
    async send(path, fields) {
      const response = await ask(path, { method: 'POST', body: new URLSearchParams(fields) });
      await response.text();
      return { status: response.status, leadsTo: response.headers.get('location') ?? '' };
    },
    async open(path) {
      const response = await ask(path, {});
      const leadsTo = response.headers.get('location') ?? '';
      return { status: response.status, leadsTo, text: await response.text() };
    },
  };
}

let serial = 0;

/** Staff without a waiver, signed in by password and no further: a second factor has to be set up. */
export async function halfSignedIn(
  world: World,
  kind: 'administrator' | 'desk' = 'desk',
): Promise<{ browser: FormBrowser; username: string }> {
  serial += 1;
  const staff = {
    ...{ username: `newcomer${serial}`, phone: `139${String(serial).padStart(8, '0')}`, kind },
    demonstration: false,
  };
  const { username } = await makeStaff(world.made, world.here.community, staff);
  const browser = formBrowser(world);
  const sent = await browser.send('/account/sign-in', { username, password: staffPassword });
  assert.match(sent.leadsTo, /\/account\/second-factor/);
  return { browser, username };
}

/** The secret that a half-open session is setting up. */
export async function secretOf(world: World, { session }: FormBrowser): Promise<string> {
  const client = world.as({ session: session() ?? '' });
  const enrolment = await client.call(readEnrolment, {});
  assert.ok(enrolment.ok);
  return enrolment.value.secret;
}

/** Staff who have set up a second factor by scanning and confirming, as everybody does; and their recovery codes. */
export async function enrolled(world: World, kind: 'administrator' | 'desk' = 'desk') {
  const { browser, username } = await halfSignedIn(world, kind);
  const secret = await secretOf(world, browser);
  const code = codeShown(secret, world.clock.now());
  const { leadsTo } = await browser.send('/account/second-factor', { code });
  const codesPage = leadsTo.replace(/^\/c\/[^/]+/, '');
  const { text } = await browser.open(codesPage);
  const recoveryCodes = [...text.matchAll(/[0-9a-z]{5}-[0-9a-z]{5}(?=<)/g)].map(([found]) => found);
  return { browser, username, secret, codesPage, recoveryCodes };
}

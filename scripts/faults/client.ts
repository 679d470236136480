import { randomUUID } from 'node:crypto';
import type { SignIn } from './product.ts';

/** What came back; `status` 0 where nothing did: the line was lost before the answer. */
export type Answer = {
  status: number;
  type: string;
  text: string;
  body: Record<string, unknown>;
  /** Where a form leads to, below the community. */
  leadsTo: string;
};

export type Asked = {
  body?: unknown;
  form?: FormData | URLSearchParams;
  key?: string;
  reportKey?: string;
  locale?: 'zh' | 'en';
};

/** Longer than the product's own limits, so that its answer is heard, and short enough that no fault hangs. */
const patienceMs = 45_000;

export const community = 'lanjin';

/** Somebody's program or browser at the product's community. */
export type Client = {
  api(method: string, path: string, asked?: Asked): Promise<Answer>;
  page(method: string, path: string, asked?: Asked): Promise<Answer>;
  bytes(path: string): Promise<{ status: number; bytes: number }>;
  session(): string | undefined;
};

/** `urlNow` is asked for each request: a product may come back elsewhere. */
export function openClient(urlNow: () => string, session?: string): Client {
  let token = session;
  const headersOf = ({ key, reportKey, locale = 'zh' }: Asked): Record<string, string> => ({
    origin: urlNow(),
    'accept-language': locale,
    ...(token !== undefined && { cookie: `sunshine_session=${token}` }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(reportKey !== undefined && { 'x-report-key': reportKey }),
  });
  async function ask(method: string, path: string, asked: Asked): Promise<Answer> {
    const headers = headersOf(asked);
    if (asked.body !== undefined) headers['content-type'] = 'application/json';
    const body = asked.form ?? (asked.body === undefined ? null : JSON.stringify(asked.body));
    try {
      const answer = await fetch(`${urlNow()}${path}`, {
        ...{ method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) },
      });
      for (const line of answer.headers.getSetCookie()) {
        token = /^sunshine_session=([^;]+)/.exec(line)?.[1] ?? token;
      }
      const text = await answer.text();
      const type = answer.headers.get('content-type') ?? '';
      const leadsTo = (answer.headers.get('location') ?? '').replace(`/c/${community}`, '');
      return { status: answer.status, type, text, body: read(text), leadsTo };
    } catch {
      return { status: 0, type: '', text: '', body: {}, leadsTo: '' };
    }
  }
  return {
    api: (method, path, asked = {}) => ask(method, `/api/c/${community}${path}`, asked),
    page: (method, path, asked = {}) => ask(method, `/c/${community}${path}`, asked),
    async bytes(path) {
      const answer = await fetch(`${urlNow()}${path}`, { headers: headersOf({}) });
      return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
    },
    session: () => token,
  };
}

function read(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // A page, or nothing.
  }
}

/** Signs staff of the demonstration in; they have no second factor. */
export async function signIn(urlNow: () => string, account: SignIn | undefined): Promise<Client> {
  if (!account) throw new Error('the demonstration printed no such account');
  const client = openClient(urlNow);
  const answer = await client.api('POST', '/account/sign-in', { body: account, key: randomUUID() });
  if (answer.status !== 200 || client.session() === undefined) {
    throw new Error(`${account.username} could not sign in: ${answer.status} ${answer.text}`);
  }
  return client;
}

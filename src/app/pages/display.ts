import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isSecure } from '../../platform/http/cookies.ts';
import { isFromHere } from '../../platform/http/csrf.ts';
import { localeCookie } from '../../platform/http/exchange.ts';
import { fieldOf } from '../../platform/http/form.ts';
import type { FormValues } from '../../platform/http/input.ts';
import { defaultDisplay } from '../../web/display.ts';
import type { Display } from '../../web/frame.ts';
import type { PageMeans } from './page-means.ts';

const displayCookie = 'sunshine_display';
const themes: readonly Display['theme'][] = ['system', 'light', 'dark'];
const modes: readonly Display['mode'][] = ['standard', 'elder'];
const sizes: readonly Display['size'][] = ['m', 'l', 'xl'];

function oneOf<Choice extends string>(choices: readonly Choice[], value: unknown): Choice | undefined {
  return choices.find((choice) => choice === value);
}

/** How this browser wants pages to look; anything unreadable counts as not chosen. */
export function displayOf(request: FastifyRequest): Display {
  const [theme, mode, size] = (request.cookies[displayCookie] ?? '').split('.');
  return {
    theme: oneOf(themes, theme) ?? defaultDisplay.theme,
    mode: oneOf(modes, mode) ?? defaultDisplay.mode,
    size: oneOf(sizes, size) ?? defaultDisplay.size,
  };
}

const here = 'http://page.invalid';

/** Leads back to a page of this site and nowhere else, written as browsers read it and headers can carry it. */
export function ownAddress(address: unknown): string {
  if (typeof address !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(address)) return '/';
  if (!URL.canParse(address, here)) return '/';
  const { origin, pathname, search, hash } = new URL(address, here);
  // `/.//evil.example` is a path of this site only until it is written down again without its dot.
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : '/';
}

/** Serves the small forms for theme, elder mode, letter size and language; they work without JavaScript. */
export function serveDisplay(app: FastifyInstance, means: PageMeans): void {
  const keep = { path: '/', maxAge: 365 * 86_400, sameSite: 'lax', httpOnly: true } as const;
  const secure = isSecure(means.platform);
  app.post('/display', (request, reply): FastifyReply => {
    const body = (request.body ?? {}) as FormValues;
    const back = ownAddress(fieldOf(body, '_from'));
    if (!isFromHere(request, means.platform, fieldOf(body, '_csrf'))) return reply.redirect(back, 303);
    const now = displayOf(request);
    const next: Display = {
      theme: oneOf(themes, body.theme) ?? now.theme,
      mode: oneOf(modes, body.mode) ?? now.mode,
      size: oneOf(sizes, body.size) ?? now.size,
    };
    reply.setCookie(displayCookie, `${next.theme}.${next.mode}.${next.size}`, { ...keep, secure });
    return reply.redirect(back, 303);
  });
  app.get('/language/:locale', (request, reply): FastifyReply => {
    const { locale } = request.params as { locale: string };
    const { returnTo } = request.query as { returnTo?: string };
    if (locale === 'zh' || locale === 'en') reply.setCookie(localeCookie, locale, { ...keep, secure });
    return reply.redirect(ownAddress(returnTo), 303);
  });
}

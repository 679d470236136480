import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { writerMarkOf } from '../../collect/offline-report/offline-report.service.ts';
import { stranger } from '../../kernel/asker.ts';
import type { Refusal } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import type { Call } from '../../platform/call.ts';
import { csrfToken } from '../../platform/http/csrf.ts';
import { localeOf, sessionOf } from '../../platform/http/exchange.ts';
import { setRetryAfter } from '../../platform/http/operations.ts';
import { declarationOf, sayRefusal } from '../../platform/http/problem.ts';
import { renderDocument } from '../../web/document.tsx';
import type { FormState, Frame, LivePage, Shown } from '../../web/frame.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { ErrorState } from '../../web/parts/ErrorState.tsx';
import { LinkButton } from '../../web/parts/LinkButton.tsx';
import type { LiveBarProps } from '../../web/parts/LiveBar.tsx';
import type { OfflineBarProps } from '../../web/parts/OfflineBar.tsx';
import { PermissionState } from '../../web/parts/PermissionState.tsx';
import { webText } from '../../web/web.text.ts';
import { displayOf } from './display.ts';
import { signInFor } from './lead.ts';
import { withQuery } from './onward.ts';
import { pageText } from './page.text.ts';
import type { PageMeans } from './page-means.ts';
import { Rail } from './Rail.tsx';
import { ResidentTabs } from './ResidentTabs.tsx';
import type { RailCounts } from './rail-counts.ts';
import { iconPath, manifestPath } from './web-app.ts';
import { workerPath } from './worker.ts';

/** What a screen is told of the visit. */
export function frameOf(
  means: PageMeans,
  call: Call,
  request: FastifyRequest,
  here: string,
  returned: FormState | undefined,
): Frame {
  const { slug, name, nameEn, archived } = call.community;
  const home = `/c/${slug}`;
  const returnedKey = returned?.values._key;
  // A key that was used for something else would be refused for ever; everything else goes on under its own.
  const keepsKey = typeof returnedKey === 'string' && returned?.refusal?.code !== 'key-used-otherwise';
  const { reportKey } = request.params as Record<string, string | undefined>;
  const returnedReport = returned?.values._report;
  const report = reportKey ?? (typeof returnedReport === 'string' ? returnedReport : undefined);
  return {
    say: sayIn(call.locale),
    now: call.now,
    asker: call.asker,
    community: { slug, name, nameEn, archived },
    display: displayOf(request),
    here,
    to: (path) => `${home}${path}`,
    asset: (asset) => means.assets.url(asset),
    hidden: {
      _csrf: csrfToken(means.platform.secret, sessionOf(request, means.platform)),
      _key: keepsKey ? returnedKey : randomBytes(18).toString('base64url'),
      _from: here,
      ...(report !== undefined && { _report: report }),
    },
    form: returned,
    done: (request.query as Record<string, string | undefined> | undefined)?.done,
    isPrivate: means.platform.isPrivate,
  };
}

/** Puts what a page shows into its document. */
export function renderShown(
  means: PageMeans,
  shown: Shown,
  frame: Frame,
  waiting: RailCounts,
  styles?: string,
): string {
  const { locale } = frame.say;
  const { _csrf = '', _from = '' } = frame.hidden;
  const filing = means.filingNumber && { number: means.filingNumber, href: 'https://beian.miit.gov.cn/' };
  const other = locale === 'zh' ? 'en' : 'zh';
  return renderDocument({
    locale,
    title: shown.title,
    display: frame.display,
    shell: shown.shell,
    assets: means.assets,
    head:
      shown.shell === 'desk' ? <Rail frame={frame} section={shown.section} waiting={waiting} /> : shown.head,
    tabs: shown.shell === 'phone' ? <ResidentTabs frame={frame} section={shown.section} /> : undefined,
    ...(shown.shell !== 'flow' && {
      footer: {
        ...(shown.shell !== 'desk' && { forms: { action: '/display', hidden: { _csrf, _from } } }),
        links: [
          { href: frame.to('/promises'), label: frame.say(pageText.promises) },
          { href: frame.to('/figures'), label: frame.say(pageText.figures) },
          { href: frame.to('/verify'), label: frame.say(pageText.verify) },
          { href: frame.to('/privacy'), label: frame.say(pageText.privacy) },
        ],
        languageHref: `/language/${other}?returnTo=${encodeURIComponent(frame.here)}`,
        ...(filing && { filing }),
      },
    }),
    flash: shown.flash === undefined ? undefined : { text: shown.flash },
    live: shown.live && liveBarOf(frame, shown.live),
    ...(shown.shell !== 'desk' && { offline: offlineBarOf(means, frame) }),
    islands: [
      'submit-once',
      ...(shown.shell === 'desk' ? [] : (['offline'] as const)),
      ...(shown.islands ?? []),
      ...(shown.live ? (['live-page'] as const) : []),
    ],
    noIndex: shown.isPublic !== true,
    feed: shown.feed,
    styles,
    ...(shown.shell !== 'desk' && {
      homeScreen: { manifest: frame.to(manifestPath), icon: iconPath(180, 'maskable') },
    }),
    children: shown.body,
  });
}

function offlineBarOf(means: PageMeans, { asker, community, to }: Frame): Omit<OfflineBarProps, 'build'> {
  const writer = asker.kind === 'person' ? writerMarkOf(means.platform.secret, asker.personId) : '';
  return {
    ...{ community: community.slug, writer, listHref: to('/offline'), formHref: to('/reports/offline') },
    // An archived community takes nothing in: there is nothing to write, with a network or without.
    worker: means.offlinePages && !community.archived ? workerPath : undefined,
  };
}

function liveBarOf(frame: Frame, { of, after, page = frame.here }: LivePage): LiveBarProps {
  const query = new URLSearchParams(of === 'queues' ? {} : of);
  // The private link the page was opened with opens its stream, too.
  if (of !== 'queues' && frame.hidden._report !== undefined) query.set('key', frame.hidden._report);
  const events = frame.to(query.size === 0 ? '/events' : `/events?${query}`);
  return { events, after, page: withQuery(page, {}) };
}

/** A refusal as a page: what happened, what is kept, what can be done next. */
export function renderRefusalPage(
  means: PageMeans,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  call?: Call,
): string {
  const locale = localeOf(request);
  const say = sayIn(locale);
  const { status } = declarationOf(refusal.code, means);
  if (reply.statusCode < 400) reply.status(status);
  setRetryAfter(reply, refusal);
  const home = call ? `/c/${call.community.slug}` : '/';
  const mayHelpToSignIn = call?.asker.kind === stranger.kind && (status === 401 || status === 403);
  const State = mayHelpToSignIn ? PermissionState : ErrorState;
  const title = say(status === 404 ? pageText.notFound : status < 500 ? pageText.notDone : pageText.failed);
  const signIn = call ? signInFor(call.community.slug, request.url.slice(home.length)) : home;
  return renderDocument({
    locale,
    title,
    display: displayOf(request),
    shell: 'plain',
    assets: means.assets,
    head: <AppBar title={call?.community.name ?? say(webText.productName)} />,
    noIndex: true,
    children: (
      <State
        heading="h1"
        title={title}
        text={sayRefusal(refusal, locale, means)}
        action={
          mayHelpToSignIn ? (
            <LinkButton href={signIn} kind="primary">
              {say(pageText.signIn)}
            </LinkButton>
          ) : (
            <LinkButton href={home} kind="line">
              {say(pageText.toHome)}
            </LinkButton>
          )
        }
      />
    ),
  });
}

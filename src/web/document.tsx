import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Locale, sayIn } from '../kernel/text.ts';
import type { Display } from './frame.ts';
import type { IslandName } from './islands/names.ts';
import { neededStyles } from './needed-styles.ts';
import { appBarId } from './parts/AppBar.tsx';
import { LiveBar, type LiveBarProps } from './parts/LiveBar.tsx';
import { OfflineBar, type OfflineBarProps } from './parts/OfflineBar.tsx';
import { PageFooter, type PageFooterProps } from './parts/PageFooter.tsx';
import { type Flash, Toast } from './parts/Toast.tsx';
import { webText } from './web.text.ts';

/** Where a built file is served, by its name in the source: `url('sunshine.css')`. */
export type AssetUrls = { url(name: string): string };

export type PageProps = {
  locale: Locale;
  /** The page's name; the product's is added. */
  title: string;
  display: Display;
  /** phone: a resident's page with tabs; flow: one question a screen; desk: staff; plain: everything else. */
  shell: 'phone' | 'flow' | 'desk' | 'plain';
  assets: AssetUrls;
  /** AppBar or StaffRail. */
  head?: ComponentChildren;
  /** The page itself, with exactly one h1 (ScreenTitle, TopBar or a state with `heading="h1"`). */
  children: ComponentChildren;
  /** TabBar. */
  tabs?: ComponentChildren;
  footer?: Omit<PageFooterProps, 'locale' | 'display'> | undefined;
  flash?: Flash | undefined;
  live?: LiveBarProps | undefined;
  /** What waits in the telephone; on pages of residents. */
  offline?: Omit<OfflineBarProps, 'build'> | undefined;
  islands?: readonly IslandName[] | undefined;
  /** Keeps search engines away: every page that shows what belongs to one person. */
  noIndex?: boolean | undefined;
  /** The address of a feed of what it shows (RFC 4287). */
  feed?: string | undefined;
  /** The style sheet itself, for who has not got it yet: nothing is drawn before it is there. What applies is brought along. */
  styles?: string | undefined;
  /** What a telephone needs to keep it on the home screen. */
  homeScreen?: { manifest: string; icon: string } | undefined;
};

/** The colour of the browser's own bars: the paper of each theme (tokens.css). */
export const paper = { light: '#faf6ed', dark: '#0e1b1a' };

/** Which rules a page needs is known when it is drawn. */
const stylesHere = '<style></style>';

/** Renders a whole page. Throws if the page has not exactly one h1, because that is a defect of its screen. */
export function renderDocument(page: PageProps): string {
  const html = renderToString(<Page {...page} />);
  const headings = html.split('<h1').length - 1;
  if (headings !== 1) throw new Error(`the page "${page.title}" has ${headings} h1 elements instead of one`);
  const { styles } = page;
  const whole =
    styles === undefined
      ? html
      : html.replace(stylesHere, () => `<style>${neededStyles(styles, html)}</style>`);
  return `<!doctype html>${whole}`;
}

function Page(page: PageProps) {
  const { locale, display, shell } = page;
  const t = sayIn(locale);
  return (
    <html
      lang={locale === 'zh' ? 'zh-CN' : 'en'}
      class={`page-${shell}`}
      data-theme={display.theme}
      data-mode={display.mode}
      data-size={display.mode === 'elder' ? display.size : undefined}
    >
      <Head {...page} />
      <body class={`shell-${shell}`}>
        <a class="skip-link" href="#main">
          {t(webText.skip)}
        </a>
        {page.flash && <Toast {...page.flash} />}
        {page.live && <LiveBar locale={locale} {...page.live} />}
        {page.offline && (
          <OfflineBar locale={locale} build={page.assets.url('offline.ts')} {...page.offline} />
        )}
        {page.head}
        <main class="main" id="main" tabIndex={-1}>
          {page.children}
        </main>
        {page.footer && <PageFooter locale={locale} display={display} {...page.footer} />}
        {page.tabs}
        {page.styles !== undefined && <StyleSheet {...page} />}
      </body>
    </html>
  );
}

function Head({
  locale,
  title,
  display,
  assets,
  islands = [],
  noIndex,
  feed,
  homeScreen,
  styles,
}: PageProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{`${title} · ${sayIn(locale)(webText.productName)}`}</title>
      <meta name="color-scheme" content={display.theme === 'system' ? 'light dark' : display.theme} />
      {display.theme === 'system' ? (
        <>
          <meta name="theme-color" media="(prefers-color-scheme: light)" content={paper.light} />
          <meta name="theme-color" media="(prefers-color-scheme: dark)" content={paper.dark} />
        </>
      ) : (
        <meta name="theme-color" content={paper[display.theme]} />
      )}
      <meta name="format-detection" content="telephone=no" />
      {noIndex && <meta name="robots" content="noindex" />}
      {feed && <link rel="alternate" type="application/atom+xml" title={title} href={feed} />}
      {homeScreen && <link rel="manifest" href={homeScreen.manifest} />}
      {homeScreen && <link rel="apple-touch-icon" href={homeScreen.icon} />}
      <link rel="icon" type="image/svg+xml" href={assets.url('brand.svg')} />
      {styles === undefined ? <StyleSheet assets={assets} /> : <OwnStyles />}
      {islands.map((island) => (
        <script key={island} type="module" src={assets.url(`${island}.ts`)} />
      ))}
    </head>
  );
}

/**
 * Reading the styles takes a telephone so long that the browser draws as soon as it is through with them: a page without a
 * word. It is asked to wait for the head of the page (HTML, link type "expect"); who does not know the word ignores it.
 */
function OwnStyles() {
  return (
    <>
      <link rel="expect" href={`#${appBarId}`} {...{ blocking: 'render' }} />
      <style />
    </>
  );
}

/** At the end of a page that brought its styles along it holds nothing up, and the next page finds it kept. */
function StyleSheet({ assets }: Pick<PageProps, 'assets'>) {
  return <link rel="stylesheet" href={assets.url('sunshine.css')} />;
}

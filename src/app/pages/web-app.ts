import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { refuse } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { type Exchange, localeOf } from '../../platform/http/exchange.ts';
import { sendProblem } from '../../platform/http/operations.ts';
import { paper } from '../../web/document.tsx';
import { webText } from '../../web/web.text.ts';
import { pageText } from './page.text.ts';
import type { PageMeans } from './page-means.ts';

/** Sides in pixels: for iOS, for home screens, for the moment while it starts. */
const iconSizes = [180, 192, 512] as const;

/** The middle that a launcher cutting icons into its own shape leaves whole (W3C manifest, `maskable`). */
const safePart = 0.62;

/** Where the manifest of a community's pages is. */
export const manifestPath = '/app.webmanifest';

/** The icon as a picture, for telephones that do not draw SVG on their home screen. */
export const iconPath = (size: (typeof iconSizes)[number], purpose: 'any' | 'maskable' = 'any') =>
  `/icons/${purpose}-${size}.png`;

/**
 * Serves what lets a telephone keep a community's pages on its home screen and open them as an app of its own
 * (W3C Web Application Manifest).
 */
export function serveWebApp(app: FastifyInstance, exchange: Exchange, { assets }: PageMeans): void {
  const brand = assets.files.get(assets.url('brand.svg').replace('/assets/', ''))?.body;
  if (!brand) throw new Error('brand.svg was not built');
  for (const size of iconSizes) {
    for (const purpose of ['any', 'maskable'] as const) {
      let drawn: Promise<Buffer> | undefined;
      app.get(iconPath(size, purpose), { config: { uncounted: true } }, async (_request, reply) => {
        drawn ??= drawIcon(brand, size, purpose);
        return reply
          .header('content-type', 'image/png')
          .header('cache-control', 'public, max-age=86400')
          .send(await drawn);
      });
    }
  }
  app.get(`/c/:community${manifestPath}`, async (request, reply) => {
    const { community: slug = '' } = request.params as { community?: string };
    const community = await exchange.findCommunity(slug);
    if (!community) return reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    const say = sayIn(localeOf(request));
    const home = `/c/${community.slug}`;
    const productName = say(webText.productName);
    const name = say({ zh: community.name, en: community.nameEn });
    return reply
      .header('content-type', 'application/manifest+json; charset=utf-8')
      .header('cache-control', 'private, max-age=3600')
      .send({
        ...{ id: home, start_url: home, scope: '/', display: 'standalone' },
        ...{ name: `${name} · ${productName}`, short_name: productName },
        lang: say.locale === 'zh' ? 'zh-CN' : 'en',
        ...{ background_color: paper.light, theme_color: paper.light },
        icons: iconSizes.slice(1).flatMap((size) =>
          (['any', 'maskable'] as const).map((purpose) => ({
            ...{ src: iconPath(size, purpose), sizes: `${size}x${size}`, type: 'image/png', purpose },
          })),
        ),
        shortcuts: [
          { name: say(pageText.report), url: `${home}/reports/new` },
          { name: say(pageText.open), url: `${home}/matters` },
        ],
      });
  });
}

function drawIcon(brand: Buffer, size: number, purpose: 'any' | 'maskable'): Promise<Buffer> {
  const inside = Math.round(purpose === 'any' ? size : size * safePart);
  const before = Math.floor((size - inside) / 2);
  const after = size - inside - before;
  return sharp(brand, { density: (72 * inside) / 36 })
    .resize(inside, inside)
    .extend({ top: before, left: before, bottom: after, right: after, background: paper.light })
    .flatten(purpose === 'maskable' ? { background: paper.light } : false)
    .png()
    .toBuffer();
}

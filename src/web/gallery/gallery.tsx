import { type AssetUrls, renderDocument } from '../document.tsx';
import { desk } from './Desk.tsx';
import type { GalleryPage } from './gallery-page.ts';
import { home } from './Home.tsx';
import { matter } from './Matter.tsx';
import { parts } from './Parts.tsx';
import { where } from './Where.tsx';

const pages = { parts, home, where, matter, desk };

export type GalleryName = keyof typeof pages;
export const galleryNames = Object.keys(pages) as GalleryName[];

/** Renders one page of the gallery: all parts, or a screen put together from them. */
export function renderGallery(
  name: GalleryName,
  shown: Omit<GalleryPage, 'forms'>,
  assets: AssetUrls,
): string {
  const forms = { action: '/display', hidden: { _csrf: 'token', _from: '/gallery' } };
  const page = pages[name]({ ...shown, forms });
  return renderDocument({
    ...shown,
    title: '样式总表',
    shell: 'plain',
    children: null,
    assets,
    footer: {
      forms,
      languageHref: '/gallery?lang=en',
      filing: { number: '浙ICP备00000000号', href: 'https://beian.miit.gov.cn/' },
      links: [{ href: '#privacy', label: '隐私说明' }],
    },
    ...page,
  });
}

import type { Assets } from '../../platform/assets/assets.ts';
import type { Platform } from '../../platform/call.ts';

/** What pages are drawn with. */
export type PageMeans = {
  platform: Platform;
  assets: Assets;
  filingNumber: string | undefined;
};

import type { RefusalDeclaration } from '../../kernel/operation.ts';
import type { Assets } from '../../platform/assets/assets.ts';
import type { Platform } from '../../platform/call.ts';

/** What pages are drawn with. */
export type PageMeans = {
  platform: Platform;
  assets: Assets;
  filingNumber: string | undefined;
  /** Telephones may keep pages to open without network. */
  offlinePages: boolean;
  /** Every refusal that any operation declares: a page may show what several operations say. */
  refusals: Readonly<Record<string, RefusalDeclaration>>;
};

import type { ComponentChildren } from 'preact';
import type { Asker } from '../kernel/asker.ts';
import type { FieldProblem } from '../kernel/outcome.ts';
import type { Say } from '../kernel/text.ts';
import type { Instant } from '../kernel/time.ts';
import type { IslandName } from './islands/names.ts';
import type { WayOnProps } from './parts/WayOn.tsx';

/** How this person wants to see the product; kept in a cookie, so that it works before signing in. */
export type Display = {
  theme: 'system' | 'light' | 'dark';
  mode: 'standard' | 'elder';
  /** Only elder mode has sizes: 23, 26 and 30 px on a browser set to 16. */
  size: 'm' | 'l' | 'xl';
};

/** A form that came back: what was written, and what is wrong with it, in the asker's words. */
export type FormState = {
  /** The operation's name: a page with several forms knows which of them came back. */
  operation: string;
  values: Record<string, string | string[]>;
  problems: (FieldProblem & { text: string })[];
  /** With another way to what was refused, where there is one. */
  refusal: { code: string; text: string; wayOn?: WayOnProps | undefined } | undefined;
};

/** What every screen is given besides its data: who looks, in which language, where, and how forms are signed. */
export type Frame = {
  say: Say;
  now: Instant;
  asker: Asker;
  community: { slug: string; name: string; nameEn: string; archived: boolean };
  display: Display;
  /** Where this page is, with its query: a refused form comes back here. */
  here: string;
  /** A path below the community, as an address: `to('/reports/new')`. */
  to(path: string): string;
  /** The address of a built asset or picture. */
  asset(name: string): string;
  /**
   * The hidden fields of every form: the origin token, a fresh submission key (the same again where the form came
   * back), the page to come back to, and the private link the page was opened with.
   */
  hidden: Record<string, string>;
  form: FormState | undefined;
  /** What was just done, by code, for one short line at the top. */
  done: string | undefined;
  /** Development adapters and demonstration accounts may be pointed to. */
  isPrivate: boolean;
};

export type LivePage = {
  of: { matter: string } | { report: string } | 'queues';
  /** The place in the ledger up to which the page knows of changes; asked for before anything it shows. */
  after: number;
  /** The address of what is shown, where that is more than the page's own. */
  page?: string | undefined;
};

export type Shell = 'phone' | 'flow' | 'desk' | 'plain';

/** A page, ready to be put into its document. */
export type Shown = {
  title: string;
  shell: Shell;
  /** Which entry of the tab bar or rail is current. */
  section?: string;
  /** The AppBar of a resident's page; the desk's rail is added by the document. */
  head?: ComponentChildren;
  /** Small scripts this page asks for, by the name of their file in web/islands. */
  islands?: readonly IslandName[];
  /** What this page shows may change under it, by others: of what it wants to be told, and since when. */
  live?: LivePage | undefined;
  /** One short line for what was just done. */
  flash?: string | undefined;
  /** Everybody may read it, so a search engine may show it where the community allows that. */
  isPublic?: boolean | undefined;
  /** The address of a feed of what it shows. */
  feed?: string | undefined;
  body: ComponentChildren;
};

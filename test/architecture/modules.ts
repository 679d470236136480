import { posix } from 'node:path';

/** The areas of the product; each may import only itself and what stands to its left. */
export const areas = [
  'kernel',
  'platform',
  'places',
  'people',
  'ledger',
  'clocks',
  'channels',
  'vote',
  'collect',
  'resolve',
  'followup',
  'guarantee',
  'interop',
  'app',
] as const;

/**
 * What the pure files of a feature may build on, by step: a file imports its own step and those below.
 * Files of one step may import each other as long as no cycle arises.
 */
const pureStep: Record<string, number> = {
  text: 0,
  states: 0,
  contract: 0,
  entries: 0,
  decision: 0,
  operations: 1,
  rules: 2,
  policy: 3,
  view: 4,
};

const serverRoles = ['store', 'service', 'seed', 'job'];

/** What a file is, read off its path alone. */
export type Module = {
  path: string;
  /** The top folder below `src`, or null for a file outside it. */
  area: string | null;
  folder: string;
  role: string;
  /** Its step in the order of pure files, or null if it is not pure. */
  step: number | null;
};

/** Reads area, role and purity off a path such as `src/resolve/matter/matter.rules.ts`. */
export function moduleAt(path: string): Module {
  const [top, area = null] = path.split('/');
  const inside = top === 'src' && path.split('/').length > 2;
  const role = roleOf(path);
  const alone = role !== 'test' && isAuditedAlone(path);
  const step = area === 'kernel' || alone ? -1 : (pureStep[role] ?? null);
  return {
    path,
    area: inside ? area : null,
    folder: posix.dirname(path),
    role,
    step: role === 'test' || !inside ? null : step,
  };
}

function roleOf(path: string): string {
  const name = posix.basename(path);
  if (/\.test\.tsx?$/.test(name)) return 'test';
  if (path.split('/').slice(2, -1).includes('screens')) return 'screen';
  const suffix = /\.([a-z]+)\.tsx?$/.exec(name)?.[1];
  if (suffix !== undefined && (suffix in pureStep || serverRoles.includes(suffix))) return suffix;
  return 'plain';
}

/** Code that is published and audited apart from the product: it stands on the kernel and @noble alone. */
export function isAuditedAlone(path: string): boolean {
  return /^src\/(?:ledger\/(?:note|tree|verify)|vote\/tally)(?:\/|\.|-)/.test(path);
}

/** The file a relative specifier means, or null for a package. */
export function targetOf(from: string, specifier: string): string | null {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return null;
  return posix.join(posix.dirname(from), specifier);
}

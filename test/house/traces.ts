import { lineAt } from '../architecture/scan.ts';

/** What ties a file to one machine or to the way it came about. Written so that this file does not match itself. */
const traces: { what: string; pattern: RegExp }[] = [
  {
    what: 'a path of somebody’s machine',
    pattern: /[/]work[/]|[/](?:home|Users)[/][a-z]+[/]|[/]root[/]|C:[\\]+Users/g,
  },
  {
    what: 'a registry address',
    pattern: /https?:[/]{2}[\w.-]*(?:registry|npmmirror|verdaccio|artifactory|nexus)[\w.-]*/g,
  },
  { what: 'a registry setting', pattern: /^registry\s*=|_auth[T]oken/gm },
  {
    what: 'the history of its making',
    pattern: /\bsession 2[0]\d\d\b|\b[r]uling \d+\b|[.]{2}[/]shared\b|[/]tmp[/]helpers/gi,
  },
  { what: 'a mark left by merging', pattern: /^(?:<{7}|[|]{7}|>{7}) .*$/gm },
  { what: 'a private key', pattern: /-{5}BEGIN [A-Z ]*PRIVATE KEY/g },
];

/** Traces of a machine, a registry or the making in a text, with their lines. */
export function findTraces(path: string, text: string): string[] {
  return traces.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map((match) => `${path}:${lineAt(text, match.index)} ${what}: ${match[0]}`),
  );
}

type Lock = {
  packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>;
};

/**
 * What would make `npm ci` fail elsewhere: addresses of one registry, and optional packages (one for each platform)
 * that the registry did not have when the lock was written, for npm drops those without a word.
 */
export function findLockProblems(lock: Lock): string[] {
  const entries = Object.entries(lock.packages);
  const names = new Set(entries.map(([path]) => path.replace(/^.*node_modules\//, '')));
  return entries.flatMap(([path, { resolved, optionalDependencies = {} }]) => [
    ...(resolved ? [`${path} is tied to ${resolved}`] : []),
    ...Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${path || 'package.json'} wants ${name}, which the lock does not hold`),
  ]);
}

/** Where the list of migrations and the folder disagree, or a name or the order is wrong. */
export function findMigrationProblems(index: string, folder: readonly string[]): string[] {
  const listed = index.split('\n').filter((line) => line !== '');
  const files = folder.filter((name) => name !== 'index.txt');
  return [
    ...listed.filter((name) => !files.includes(name)).map((name) => `${name} is listed but not there`),
    ...files.filter((name) => !listed.includes(name)).map((name) => `${name} is not listed in index.txt`),
    ...listed
      .filter(
        (name) =>
          !/^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d-[a-z]+(?:-[a-z0-9]+)+\.sql$/.test(
            name,
          ),
      )
      .map((name) => `${name} is not named YYYYMMDDHHMM-verb-noun.sql`),
    ...listed
      .filter((name, i) => i > 0 && name <= (listed[i - 1] ?? ''))
      .map((name) => `${name} is out of order`),
  ];
}

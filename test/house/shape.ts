import { functionsOf } from '../architecture/functions.ts';
import { lineAt, scan } from '../architecture/scan.ts';

export const maxFileLines = 400;
export const maxFunctionLines = 80;

/** Files that are tables rather than text to be read. */
export const dataTables = [/\.seed\.tsx?$/];

/** Where a program speaks on the terminal: the command line and what the tests run. */
export const terminals = [/^bin\//, /^src\/app\/cli(?:\/|\.|-)/, /^test\//, /^scripts\//];

const isTest = (path: string) => /\.test\.tsx?$/.test(path);

/** Files and functions that grew too long to be read in one go. */
export function findTooLong(path: string, source: string): string[] {
  if (dataTables.some((table) => table.test(path))) return [];
  const lines = source.replace(/\n$/, '').split('\n').length;
  const file =
    lines > maxFileLines ? [`${path} has ${lines} lines, at most ${maxFileLines} are allowed`] : [];
  const functions = functionsOf(source)
    .filter((span) => span.lines > maxFunctionLines && !isSuite(path, source, span.line))
    .map(
      (span) =>
        `${path}:${span.line} a function of ${span.lines} lines, at most ${maxFunctionLines} are allowed`,
    );
  return [...file, ...functions];
}

/** A suite only gathers tests; the tests in it are measured one by one. */
function isSuite(path: string, source: string, line: number): boolean {
  return isTest(path) && /^\s*describe\(/.test(source.split('\n')[line - 1] ?? '');
}

const forbidden: { what: string; pattern: RegExp; except?: (path: string) => boolean }[] = [
  {
    what: 'the type any',
    pattern: /(?:[:<,&]|(?<!\|)\||=>|\b(?:as|keyof|type\s+\w+\s*=))\s*any\b(?!\s*[:(?])/g,
  },
  { what: 'a non-null assertion', pattern: /[\w)\]]!(?=\s*(?:[.;,)\]}[(]|as\b|\n|$))(?!=)/g },
  { what: 'a default export', pattern: /\bexport\s+default\b|\bexport\s*\{[^}]*\bas\s+default\b/g },
  {
    what: 'a word to the terminal',
    pattern: /(?<![.\w])console\s*\.\s*\w+/g,
    except: (path) => terminals.some((place) => place.test(path)),
  },
  { what: 'an enum', pattern: /(?<![.\w])enum\s+\w+\s*\{/g },
  { what: 'a test left alone or left out', pattern: /\b(?:test|it|describe)\s*\.\s*(?:only|skip|todo)\b/g },
];

/** Words the house does not use; comments are searched for directives that silence the compiler. */
export function findForbidden(path: string, source: string): string[] {
  const { code } = scan(source);
  const words = forbidden
    .filter(({ except }) => !except?.(path))
    .flatMap(({ what, pattern }) =>
      [...code.matchAll(pattern)].map(
        (match) => `${path}:${lineAt(code, match.index)} ${what}: ${match[0].trim()}`,
      ),
    );
  const silenced = [...source.matchAll(/^.*(?:\/\/|\/\*+)\s*@ts-(?:ignore|nocheck|expect-error)/gm)];
  const unexplained = [
    ...source.matchAll(/(?:\/\/|\/\*+|\{\/\*)\s*biome-ignore\s+[\w/]+(?::\s*)?(?:\*\/.*)?$/gm),
  ];
  return [
    ...words,
    // A test of types may say what must not compile.
    ...(isTest(path) ? [] : silenced).map(
      (match) => `${path}:${lineAt(source, match.index)} silences the compiler`,
    ),
    ...unexplained.map((match) => `${path}:${lineAt(source, match.index)} a suppression without its reason`),
  ];
}

/** Specimens of the design system: what they show is made up, nobody reads it in the product. */
const specimens = /^src\/web\/gallery\//;

/** Words for people written into a screen instead of a catalogue; Chinese is what can be told without doubt. */
export function findUntranslated(path: string, source: string): string[] {
  if (!path.endsWith('.tsx') || isTest(path) || specimens.test(path)) return [];
  const { withoutComments } = scan(source);
  return [...withoutComments.matchAll(/\p{Script=Han}+/gu)].map(
    (match) => `${path}:${lineAt(source, match.index)} "${match[0]}" belongs into a catalogue (*.text.ts)`,
  );
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Operation } from '../src/kernel/operation.ts';
import { functionsOf } from './architecture/functions.ts';
import { listFiles, readSources, readText, root } from './architecture/tree.ts';
import { findOperationProblems, findTextGaps, isOperation } from './house/catalogues.ts';
import { findForbidden, findTooLong, findUntranslated } from './house/shape.ts';
import { findLockProblems, findMigrationProblems, findTraces } from './house/traces.ts';

const sources = readSources(['src', 'test', 'bin']);

function inAll(find: (path: string, source: string) => string[], below = ''): string {
  const chosen = [...sources].filter(([path]) => path.startsWith(below));
  return chosen.flatMap(([path, source]) => find(path, source)).join('\n');
}

async function exportsOf(pattern: RegExp): Promise<[path: string, exported: Record<string, unknown>][]> {
  const paths = [...sources.keys()].filter((path) => path.startsWith('src/') && pattern.test(path));
  return Promise.all(
    paths.map(
      async (path): Promise<[string, Record<string, unknown>]> => [
        path,
        (await import(pathToFileURL(`${root}/${path}`).href)) as Record<string, unknown>,
      ],
    ),
  );
}

describe('length', () => {
  const body = (lines: number) => 'x();\n'.repeat(lines - 2);
  const shapes: [title: string, source: string, lengths: number[]][] = [
    ['a function', `export function a(b: string): void {\n${body(90)}}`, [90]],
    ['its return type a literal', `function a(): { ok: true } | { ok: false } {\n${body(90)}}`, [90]],
    [
      'its return type generic',
      `async function a(b = {}): Promise<Map<string, { c: 1 }>> {\n${body(90)}}`,
      [90],
    ],
    ['parameters over several lines', `function a({\n  b,\n}: {\n  b: 1;\n}) {\n${body(86)}}`, [90]],
    ['an arrow function', `const a = async (b: { c: 1 }): Promise<void> => {\n${body(90)}};`, [90]],
    [
      'a component in parentheses',
      `const A = () => (\n<p>\n${'don’t }\n'.repeat(0)}${"<b>it's</b>\n".repeat(86)}</p>\n);`,
      [90],
    ],
    ['a method', `class A {\n  b(): void {\n${body(90)}}\n}`, [90]],
    ['one inside the other', `function a() {\n${body(50)}const b = () => {\n${body(50)}};\n}`, [100, 50]],
    ['statements are no functions', `if (a) {\n${body(90)}}\nfor (const b of c) {\n${body(90)}}`, []],
    ['a choice is none', `const a = b ? (c) : {\n${'d: 1,\n'.repeat(90)}};`, []],
    [
      'nor are braces in strings',
      `const a = '(b) {'; const c = \`(d) {\n\${e}\n\`; const f = /\\(g\\) {/;`,
      [],
    ],
  ];
  for (const [title, source, lengths] of shapes) {
    test(`measuring: ${title}`, () => {
      assert.deepEqual(
        functionsOf(source).map((span) => span.lines),
        lengths,
      );
    });
  }

  test('planted: a long function and a long file are seen, a data table is let be', () => {
    assert.match(findTooLong('src/a/a.ts', `function a() {\n${body(81)}}`).join(), /a function of 81 lines/);
    assert.deepEqual(findTooLong('src/a/a.ts', `function a() {\n${body(80)}}`), []);
    assert.match(findTooLong('src/a/a.ts', 'x();\n'.repeat(401)).join(), /has 401 lines/);
    assert.deepEqual(findTooLong('src/a/a.ts', 'x();\n'.repeat(400)), []);
    assert.deepEqual(findTooLong('src/a/a.seed.ts', 'x();\n'.repeat(401)), []);
  });

  test('Sunshine Pavilion: no file over 400 lines, no function over 80', () => {
    assert.equal(inAll(findTooLong), '');
  });
});

describe('words', () => {
  const planted: [source: string, expected: RegExp | null][] = [
    ['const a: any = 1;', /the type any/],
    ['const a = b as any;', /the type any/],
    ['type A = Record<string, any>;', /the type any/],
    ['const a: Array<any> = [];', /the type any/],
    ['const a: (b: any) => 1;', /the type any/],
    ['type A = any;', /the type any/],
    ['const a: 1 | any;', /the type any/],
    ['const a: any[] = [];', /the type any/],
    ["const a = { any: 1, b: 'as any' }; // : any", null],
    ['const any = 1;\nif (any || list.any(x)) any();', null],
    ['const a = b!;', /non-null/],
    ['const a = b!.c;', /non-null/],
    ['const a = b()![0];', /non-null/],
    ['if (!a || b !== c || d != e) f = !g;', null],
    ['export default function a() {}', /default export/],
    ['const a = 1;\nexport { a as default };', /default export/],
    ['console.log(1);', /terminal/],
    ['logger.console.log(1);', null],
    ['enum A { B }', /an enum/],
    ["test.only('a', () => {});", /left alone/],
    ['// @ts-expect-error it works\nconst a = 1;', /silences the compiler/],
    ['/* @ts-ignore */', /silences the compiler/],
    ['// biome-ignore lint/style/noVar', /without its reason/],
    ['// biome-ignore lint/style/noVar: because of this', null],
  ];
  for (const [source, expected] of planted) {
    test(`planted: ${JSON.stringify(source)}`, () => {
      const found = findForbidden('src/a/a.ts', source).join('\n');
      if (expected === null) assert.equal(found, '');
      else assert.match(found, expected);
    });
  }

  test('planted: Chinese in a screen, not in its comments', () => {
    assert.match(
      findUntranslated('src/a/screens/A.tsx', "const a = <p title='楼'>点单</p>;").join(),
      /楼.*点单/,
    );
    assert.deepEqual(findUntranslated('src/a/screens/A.tsx', '// 点单\nconst a = <p>{t(x)}</p>;'), []);
  });

  test('Sunshine Pavilion: no any, no silencing, no default exports, no words to the terminal', () => {
    assert.equal(inAll(findForbidden), '');
  });

  test('Sunshine Pavilion: no untranslated text in screens', () => {
    assert.equal(inAll(findUntranslated, 'src/'), '');
  });
});

describe('files', () => {
  test('planted: traces of a machine, a registry, the making', () => {
    const slash = '/';
    const planted = [
      `cd ${slash}work/main`,
      `${slash}home/somebody/x`,
      `https:/${slash}registry.example.org/x`,
      `registry${'='}x`,
      `as ${'rul'}ing 9 says`,
      `session ${2026}`,
      `a\n${'|'.repeat(7)} parent of b\nc`,
    ];
    for (const text of planted) assert.equal(findTraces('a', text).length, 1, text);
    assert.deepEqual(
      findTraces('a', 'a framework/worker; our rulings; the homework/x; /var/lib/sunshine'),
      [],
    );
  });

  test('Sunshine Pavilion: no trace of a machine, a registry or its making', () => {
    const texts = listFiles().filter((path) =>
      /\.(?:[a-z]*ts|tsx|m?js|json|md|sql|txt|css|html|yml|svg|csv)$|^\.|\/run$|LICENSE/.test(path),
    );
    assert.ok(texts.length > 20, 'the tree was not read');
    assert.equal(texts.flatMap((path) => findTraces(path, readText(path))).join('\n'), '');
  });

  test('planted: a lock that would fail elsewhere', () => {
    const lock = {
      packages: {
        '': { optionalDependencies: { a: '1' } },
        'node_modules/b': { resolved: 'x', optionalDependencies: { c: '1', d: '1' } },
        'node_modules/b/node_modules/c': {},
      },
    };
    assert.deepEqual(findLockProblems(lock), [
      'package.json wants a, which the lock does not hold',
      'node_modules/b is tied to x',
      'node_modules/b wants d, which the lock does not hold',
    ]);
  });

  test('the lock: complete for every platform, tied to no registry', () => {
    const lock: Parameters<typeof findLockProblems>[0] = JSON.parse(readText('package-lock.json'));
    assert.deepEqual(findLockProblems(lock), []);
  });

  test('planted: migrations unlisted, missing, misnamed, out of order', () => {
    const index = '202601010000-create-b.sql\n202513010000-create-a.sql\n';
    assert.deepEqual(
      findMigrationProblems(index, ['index.txt', '202601010000-create-b.sql', '202601020000-add-c.sql']),
      [
        '202513010000-create-a.sql is listed but not there',
        '202601020000-add-c.sql is not listed in index.txt',
        '202513010000-create-a.sql is not named YYYYMMDDHHMM-verb-noun.sql',
        '202513010000-create-a.sql is out of order',
      ],
    );
  });

  test('migrations: every one listed, in order', () => {
    const folder = listFiles(['db/migrations']).map((path) => path.replace('db/migrations/', ''));
    assert.ok(folder.length > 1, 'no migration was found');
    assert.deepEqual(findMigrationProblems(readText('db/migrations/index.txt'), folder), []);
  });
});

describe('catalogues', () => {
  test('planted: a text without its other language', () => {
    const text = { a: { zh: '一', en: 'one' }, b: { zh: '二' }, c: { d: { zh: ' ', en: 'x' } }, e: 'plain' };
    assert.deepEqual(findTextGaps('t', text), [
      't.b: en is missing',
      't.c.d: zh is missing',
      't.e: a text in one language only, write { zh, en }',
    ]);
    const blanks = { zh: (n: number) => `${n}`, en: () => 'x' };
    assert.deepEqual(findTextGaps('t', blanks), ['t: its languages take different blanks']);
  });

  test('every text: in Chinese and English', async () => {
    const catalogues = await exportsOf(/\.text\.tsx?$/);
    assert.ok(catalogues.length > 0, 'no catalogue was found');
    assert.deepEqual(
      catalogues.flatMap(([path, exported]) => findTextGaps(path, exported)),
      [],
    );
  });
});

describe('operations', () => {
  const sound = {
    name: 'matter.accept',
    method: 'POST',
    path: '/matters/:id/accept',
    summary: 'x',
    input: z.strictObject({ id: z.uuid(), place: z.strictObject({ words: z.string() }) }),
    output: z.strictObject({ id: z.uuid() }),
    refusals: { 'matter-closed': { status: 409, zh: '已经办结', en: 'It is closed' } },
  } satisfies Operation;

  const planted: [title: string, change: Partial<Operation>, expected: RegExp | null][] = [
    ['sound', {}, null],
    ['loose input', { input: z.object({ id: z.uuid() }) }, /input takes unknown members/],
    [
      'loose inside',
      { input: z.strictObject({ id: z.uuid(), a: z.object({ b: z.string() }) }) },
      /properties\.a takes/,
    ],
    ['no object', { input: z.string() }, /not one object/],
    ['a path the input does not know', { input: z.strictObject({}) }, /names :id/],
    ['input beyond JSON', { input: z.strictObject({ id: z.date() }) }, /input has no JSON schema/],
    ['output beyond JSON', { output: z.strictObject({ at: z.bigint() }) }, /output has no JSON schema/],
    ['a transform', { output: z.string().transform(Number) }, /output has no JSON schema/],
    ['a name without noun', { name: 'accept' }, /not named noun\.verb/],
    [
      'a refusal in one language',
      { refusals: { 'a-b': { status: 409, zh: '', en: 'x y' } } },
      /nothing in Chinese/,
    ],
    [
      'a refusal without English',
      { refusals: { 'a-b': { status: 409, zh: '不行', en: ' ' } } },
      /nothing in English/,
    ],
    [
      'a code that is no sentence',
      { refusals: { NotThere: { status: 404, zh: '没有', en: 'none' } } },
      /kebab/,
    ],
  ];
  for (const [title, change, expected] of planted) {
    test(`planted: ${title}`, () => {
      const found = findOperationProblems([{ where: 'a', operation: { ...sound, ...change } }]).join('\n');
      if (expected === null) assert.equal(found, '');
      else assert.match(found, expected);
    });
  }

  test('planted: two of one name, two at one address', () => {
    const other = { ...sound, path: '/matters/:matter/accept', input: z.strictObject({ matter: z.uuid() }) };
    const found = findOperationProblems([
      { where: 'a', operation: sound },
      { where: 'b', operation: other },
    ]);
    assert.match(found.join('\n'), /has the name of another in a[\s\S]*answers at POST \/matters\/:\/accept/);
  });

  test('every operation: one name, one address, strict and representable, refusals in both languages', async () => {
    const modules = await exportsOf(/\.(?:contract|operations)\.ts$/);
    const found = uniqueOperations(modules.flatMap(([where, exported]) => operationsIn(where, exported)));
    assert.ok(found.length > 0, 'no operation was found');
    assert.deepEqual(findOperationProblems(found), []);
  });
});

/** Operations exported by themselves, or gathered in a record or list. */
type FoundOperation = { where: string; operation: Operation };

/** A record of operations may gather those of several files: the same value is the same operation. */
function uniqueOperations(found: FoundOperation[]): FoundOperation[] {
  return [...new Map(found.map((one) => [one.operation, one])).values()];
}

function operationsIn(where: string, value: object): FoundOperation[] {
  const found = new Set<Operation>();
  for (const exported of Object.values(value)) {
    const candidates: unknown[] = [exported, ...Object.values(Object(exported) as object)];
    for (const candidate of candidates) if (isOperation(candidate)) found.add(candidate);
  }
  return [...found].map((operation) => ({ where, operation }));
}

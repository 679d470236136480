import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findViolations, type Violation } from './architecture/rules.ts';
import { type Reference, referencesOf } from './architecture/scan.ts';
import { readSources } from './architecture/tree.ts';

const cleanTree = {
  'src/kernel/id.ts':
    "import { z } from 'zod';\nexport const id = z.string();\nexport const day = new Date(0);",
  'src/platform/database.ts': "import postgres from 'postgres';\nimport { id } from '../kernel/id.ts';",
  'src/web/button.tsx': "import { h } from 'preact';\nimport { id } from '../kernel/id.ts';",
  'src/ledger/verify/proof.ts':
    "import { sha512 } from '@noble/hashes/sha2';\nimport { id } from '../../kernel/id.ts';",
  'src/web/islands/check.ts': "import { verify } from '../../ledger/verify/proof.ts';",
  'src/collect/report/report.text.ts': 'export const reportText = {};',
  'src/collect/report/report.contract.ts': "import { id } from '../../kernel/id.ts';",
  'src/collect/report/report.service.ts': '',
  'src/resolve/matter/matter.text.ts': '',
  'src/resolve/matter/matter.contract.ts': [
    "import * as z from 'zod';",
    "import type { Report } from '../../collect/report/report.contract.ts';",
    "import { matterText } from './matter.text.ts';",
  ].join('\n'),
  'src/resolve/matter/matter.rules.ts': "import { matter } from './matter.contract.ts';",
  'src/resolve/matter/matter.policy.ts': "import { isOpen } from './matter.rules.ts';",
  'src/resolve/matter/matter.store.ts': [
    "import { matter } from './matter.contract.ts';",
    "import { sql } from '../../platform/database.ts';",
  ].join('\n'),
  'src/resolve/matter/matter.service.ts': [
    "import { mayAccept } from './matter.policy.ts';",
    "import { insertMatter } from './matter.store.ts';",
    "import { getReport } from '../../collect/report/report.service.ts';",
    'const now = Date.now();',
  ].join('\n'),
  'src/resolve/matter/matter.job.ts': "import { closeMatters } from './matter.service.ts';",
  'src/resolve/matter/matter.rules.test.ts': "import { insertMatter } from './matter.store.ts';",
  'src/resolve/matter/screens/MatterPage.tsx': [
    "import { Button } from '../../../web/button.tsx';",
    "import { mayAccept } from '../matter.policy.ts';",
    "import { id } from '../../../kernel/id.ts';",
    "import './matter.css';",
  ].join('\n'),
  'src/app/pages.tsx': "import { MatterPage } from '../resolve/matter/screens/MatterPage.tsx';",
  'src/app/server.ts':
    "import { acceptMatter } from '../resolve/matter/matter.service.ts';\nawait import(name);",
};

const matter = 'src/resolve/matter/matter';

/** Each rule, broken by one file added to the clean tree (or put in place of one of its files). */
const planted: { rule: string; title: string; file: string; source: string }[] = [
  {
    rule: 'area-order',
    title: 'an area imports one to its right',
    file: 'src/collect/report/report.service.ts',
    source: "import { x } from '../../followup/x.service.ts';",
  },
  {
    rule: 'area-order',
    title: 'a type alone also goes against the arrow',
    file: 'src/collect/report/report.policy.ts',
    source: "import type { X } from '../../followup/x.contract.ts';",
  },
  {
    rule: 'area-order',
    title: 'web imports a feature',
    file: 'src/web/list.tsx',
    source: `import { m } from '../resolve/matter/matter.contract.ts';`,
  },
  {
    rule: 'area-order',
    title: 'a service imports web',
    file: 'src/resolve/matter/other.service.ts',
    source: "import { Button } from '../../web/button.tsx';",
  },
  { rule: 'area-known', title: 'a file stands in no area', file: 'src/utils/strings.ts', source: '' },
  { rule: 'area-known', title: 'a file lies beside the areas', file: 'src/helpers.ts', source: '' },
  {
    rule: 'role-order',
    title: 'a contract imports rules',
    file: 'src/resolve/matter/other.contract.ts',
    source: "import { isOpen } from './matter.rules.ts';",
  },
  {
    rule: 'role-order',
    title: 'rules import the policy of another feature',
    file: 'src/followup/call/call.rules.ts',
    source: "import { mayAccept } from '../../resolve/matter/matter.policy.ts';",
  },
  {
    rule: 'role-order',
    title: 'a store imports rules',
    file: 'src/resolve/matter/other.store.ts',
    source: "import { isOpen } from './matter.rules.ts';",
  },
  {
    rule: 'role-order',
    title: 'a service imports a job',
    file: 'src/resolve/matter/other.service.ts',
    source: "import { run } from './matter.job.ts';",
  },
  {
    rule: 'store-beside-service',
    title: "a service imports another feature's store",
    file: 'src/followup/call/call.service.ts',
    source: "import { insertMatter } from '../../resolve/matter/matter.store.ts';",
  },
  {
    rule: 'store-beside-service',
    title: 'a policy imports the store beside it',
    file: 'src/resolve/matter/other.policy.ts',
    source: "import { insertMatter } from './matter.store.ts';",
  },
  {
    rule: 'store-beside-service',
    title: 'app imports a store',
    file: 'src/app/cli.ts',
    source: `const store = await import('../resolve/matter/matter.store.ts');`,
  },
  {
    rule: 'screen',
    title: 'a screen imports a service',
    file: 'src/resolve/matter/screens/Other.tsx',
    source: "import { acceptMatter } from '../matter.service.ts';",
  },
  {
    rule: 'screen',
    title: 'a screen imports the platform',
    file: 'src/resolve/matter/screens/Other.tsx',
    source: "import { sql } from '../../../platform/database.ts';",
  },
  {
    rule: 'screen',
    title: 'a service imports a screen',
    file: 'src/resolve/matter/other.service.ts',
    source: "import { MatterPage } from './screens/MatterPage.tsx';",
  },
  {
    rule: 'pure',
    title: 'a contract imports a package',
    file: `${matter}.contract.ts`,
    source: "import { parse } from 'csv-parse';",
  },
  {
    rule: 'pure',
    title: 'the kernel reads the disk',
    file: 'src/kernel/file.ts',
    source: "import 'node:fs';",
  },
  {
    rule: 'pure',
    title: 'rules import the platform',
    file: `${matter}.rules.ts`,
    source: "import { sql } from '../../platform/database.ts';",
  },
  {
    rule: 'pure',
    title: 'rules import a service',
    file: `${matter}.rules.ts`,
    source: "import { s } from './matter.service.ts';",
  },
  {
    rule: 'pure',
    title: 'rules read the clock',
    file: `${matter}.rules.ts`,
    source: 'const at = Date.now();',
  },
  {
    rule: 'pure',
    title: 'rules make a date of now',
    file: `${matter}.rules.ts`,
    source: 'const at = new Date();',
  },
  {
    rule: 'pure',
    title: 'a policy throws dice',
    file: `${matter}.policy.ts`,
    source: 'const n = Math.random();',
  },
  {
    rule: 'pure',
    title: 'a contract reads a setting',
    file: `${matter}.contract.ts`,
    source: 'process.env.X;',
  },
  { rule: 'pure', title: 'the kernel makes an id', file: 'src/kernel/a.ts', source: 'crypto.randomUUID();' },
  { rule: 'pure', title: 'rules ask the network', file: `${matter}.rules.ts`, source: "await fetch('x');" },
  {
    rule: 'audited-alone',
    title: 'ledger verification imports its neighbour',
    file: 'src/ledger/verify/other.ts',
    source: "import type { Entry } from '../entry.contract.ts';",
  },
  {
    rule: 'audited-alone',
    title: 'the tally imports people',
    file: 'src/vote/tally/heads.rules.ts',
    source: "import { household } from '../../people/household.contract.ts';",
  },
  { rule: 'no-barrel', title: 'a folder has an index', file: 'src/resolve/matter/index.ts', source: '' },
  {
    rule: 'no-barrel',
    title: 'a file passes on what another defines',
    file: 'src/resolve/matter/other.contract.ts',
    source: "export { matter } from './matter.contract.ts';",
  },
  {
    rule: 'no-cycle',
    title: 'two files import each other',
    file: `${matter}.text.ts`,
    source: "import type { Matter } from './matter.contract.ts';",
  },
  {
    rule: 'no-cycle',
    title: 'three files in a ring',
    file: 'src/kernel/id.ts',
    source: "import { a } from './a.ts';",
  },
  {
    rule: 'no-test',
    title: 'the product imports a test',
    file: 'src/app/cli.ts',
    source: "import '../resolve/matter/matter.rules.test.ts';",
  },
  {
    rule: 'import-found',
    title: 'an import leads nowhere',
    file: 'src/app/cli.ts',
    source: "import { x } from './server';",
  },
  {
    rule: 'import-readable',
    title: 'a feature imports a computed name',
    file: `${matter}.service.ts`,
    source: 'await import(name);',
  },
];

/** Files that planted imports point at; harmless by themselves. */
const targets = {
  'src/followup/x.service.ts': '',
  'src/followup/x.contract.ts': '',
  'src/ledger/entry.contract.ts': '',
  'src/people/household.contract.ts': '',
  'src/kernel/a.ts': "import { b } from './b.ts';",
  'src/kernel/b.ts': "import { id } from './id.ts';",
};

function tree(extra: Record<string, string> = {}): Map<string, string> {
  return new Map(Object.entries({ ...cleanTree, ...targets, ...extra }));
}

function listing(violations: readonly Violation[]): string {
  return violations.map((v) => `${v.file}:${v.line} ${v.message} [${v.rule}]`).join('\n');
}

describe('import rules', () => {
  test('a clean tree: nothing to report', () => {
    assert.equal(listing(findViolations(tree())), '');
  });

  for (const { rule, title, file, source } of planted) {
    test(`planted: ${title}: ${rule}`, () => {
      const found = findViolations(tree({ [file]: source }));
      assert.ok(
        found.some((v) => v.rule === rule && (rule === 'no-cycle' || v.file === file)),
        `expected ${rule} in ${file}, found:\n${listing(found)}`,
      );
    });
  }

  test('a long cycle: told once, with its whole way', () => {
    const found = findViolations(tree({ 'src/kernel/id.ts': "import './a.ts';" }));
    assert.deepEqual(
      found.map((v) => v.message),
      ['lies on a cycle: src/kernel/a.ts → src/kernel/b.ts → src/kernel/id.ts → src/kernel/a.ts'],
    );
  });

  test('Sunshine Pavilion: breaks none of them', () => {
    const sources = readSources(['src']);
    assert.ok(sources.size > 5, 'the tree was not read');
    assert.equal(listing(findViolations(sources)), '');
  });
});

describe('reading imports', () => {
  const cases: [source: string, expected: string[]][] = [
    ["import a, { type B } from './a.ts'", ['import ./a.ts']],
    ["import {\n  a,\n  b,\n} from\n  './a.ts';", ['import ./a.ts']],
    ['import "./a.ts";', ['import ./a.ts']],
    ["import * as a from './a.ts';import b from './b.ts'", ['import ./a.ts', 'import ./b.ts']],
    ["import data from './a.json' with { type: 'json' };", ['import ./a.json']],
    ["export * from './a.ts';", ['export ./a.ts']],
    ["export type { A } from './a.ts';", ['export ./a.ts']],
    ["type A = import('./a.ts').A;", ['dynamic ./a.ts']],
    ['await import(`./a.ts`)', ['dynamic ./a.ts']],
    ['await import(/* here */ "./a.ts")', ['dynamic ./a.ts']],
    [`await import(\`./\${name}.ts\`)`, ['dynamic null']],
    ["// import './a.ts'\n/* import './b.ts' */", []],
    [`const a = "import './a.ts'"; const b = \`import './b.ts' \${c} from './c.ts'\`;`, []],
    [
      `const a = \`\${(await import('./a.ts')).b({ c: \`'\` })}'\`; import './b.ts';`,
      ['import ./b.ts', 'dynamic ./a.ts'],
    ],
    ["const quote = /['\"]/; import './a.ts';", ['import ./a.ts']],
    ["const half = a / b; import './a.ts'; const c = d / e;", ['import ./a.ts']],
    ["const p = <p>don't</p>; import './a.ts';", ['import ./a.ts']],
    ["const p = <Icon name={x} />; import './a.ts'; const q = <Icon />;", ['import ./a.ts']],
    ["export const word: 'from' | 'a' = 'from';", []],
    ["export type From = { from: './a.ts' };", []],
    ['const base = import.meta.url;', []],
  ];
  for (const [source, expected] of cases) {
    test(JSON.stringify(source), () => {
      const told = ({ kind, specifier }: Reference) => `${kind} ${specifier}`;
      assert.deepEqual(referencesOf(source).map(told), expected);
    });
  }
});

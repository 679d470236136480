import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { proofOperations } from '../../src/guarantee/proof/proof.contract.ts';
import { instant } from '../../src/kernel/time.ts';
import {
  type SampleFiles,
  sampleEntry,
  sampleLog,
  sampleReceipt,
  sampleSeed,
} from '../../src/ledger/verify/log.sample.ts';
import { cosignCheckpoint } from '../../src/ledger/verify/witness-check.ts';
import { parties } from '../../src/ledger/witness/witness.contract.ts';
import { storyOf } from '../story.ts';
import { vkeyOf, witnessesOf, witnessKey } from '../witnesses.ts';
import { must, openWorld, type World } from '../world.ts';

const program = fileURLToPath(new URL('./verify_log.py', import.meta.url));
const run = promisify(execFile);

/** What the verifier in another language says of a log; without Python this fails, so that nobody takes it for checked. */
async function foreignly(address: string, vkey: string, kept: Record<string, string> = {}): Promise<string> {
  const options: string[] = [];
  for (const [name, text] of Object.entries(kept)) {
    await writeFile(join(folder, name), text);
    options.push(`--${name}`, join(folder, name));
  }
  try {
    return (await run('python3', [program, address, vkey.trim(), ...options])).stdout.trim();
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && error.stdout) return String(error.stdout).trim();
    throw error;
  }
}

let folder: string;
let world: World;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foreign-'));
  world = await openWorld();
});
after(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

/** Serves files as a log does, for as long as one look at them takes. */
async function served(files: SampleFiles, look: (address: string) => Promise<string>): Promise<string> {
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? '').slice(1));
    response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const said = await look(`http://127.0.0.1:${port}`);
  server.close();
  return said;
}

const entries = Array.from({ length: 300 }, (_, index) => sampleEntry(index));
const log = sampleLog(entries);
const textOf = (files: SampleFiles, path: string) => new TextDecoder().decode(files.get(path));
const vkey = textOf(log, 'vkey');
const flipped = (path: string, at: number) =>
  new Map([
    ...log,
    [path, (log.get(path) ?? new Uint8Array()).map((byte, i) => (i === at ? byte ^ 1 : byte))],
  ]);

test('verifier in Python: accepts the log and the receipt that the server serves over HTTP', async () => {
  const story = storyOf(world);
  const { reportId } = await story.closed();
  await world.sequence();
  const address = `${world.url}/ledger/here`;
  const fetched = async (path: string) => (await fetch(`${address}/${path}`)).text();
  const [step] = must(await world.as('resident').call(proofOperations.listReceipts, { reportId })).sealed;
  const { text } = must(
    await world.as('resident').call(proofOperations.getReceipt, { reportId, index: step?.index ?? -1 }),
  );
  const older = await fetched('checkpoint');
  await story.reported();
  await world.sequence();
  const said = await foreignly(address, await fetched('vkey'), { receipt: text, checkpoint: older });
  assert.match(said, /^ok \d+ [0-9a-f]{64}$/);
});

test('verifier in Python: accepts what three witnesses vouched for, each with a key of its own', async () => {
  const { ready, goOn, signed, handIn, served: fetched } = witnessesOf(world);
  const keys = [];
  for (const party of parties) keys.push(await ready(party, `foreign ${party}`));
  const note = await goOn();
  for (const key of keys) must(await handIn(signed(note, key)));
  await goOn();
  const [vkeyServed, witnesses] = [await fetched('vkey'), await fetched('witnesses')];
  assert.equal(witnesses.trim().split('\n').length, 3);
  const address = `${world.url}/ledger/here`;
  assert.match(await foreignly(address, vkeyServed, { witnesses }), /^ok \d+ [0-9a-f]{64}$/);
  const others = `${vkeyOf(witnessKey('community', 'somebody else'))}\n`;
  assert.match(await foreignly(address, vkeyServed, { witnesses: others }), /has not vouched for it/);
});

test('verifier in Python: refuses a cosignature whose time was altered, and one that is not there', async () => {
  const witness = witnessKey('community', 'foreign');
  const note = textOf(log, 'checkpoint');
  const signedText = note.slice(0, note.lastIndexOf('\n\n') + 1);
  const at = instant(1_790_000_000_000);
  const [, line = ''] = cosignCheckpoint(signedText, witness.name, witness.seed, at).split('\n\n');
  const encoded = line.trim().split(' ').at(-1) ?? '';
  // Four bytes of the key's id, then eight of the time.
  const later = Buffer.from(encoded, 'base64').map((byte, i) => (i === 11 ? byte ^ 1 : byte));
  const cases: [cosigned: string, says: RegExp][] = [
    [`${note}${line}`, /^ok 300 /],
    [`${note}${line.replace(encoded, Buffer.from(later).toString('base64'))}`, /the cosignature of/],
    [note, /has not vouched for it/],
    [`${signedText}\n${line}`, /not signed with this key/],
  ];
  for (const [cosigned, says] of cases) {
    const files = new Map([...log, ['cosigned', new TextEncoder().encode(cosigned)]]);
    const said = await served(files, (at) => foreignly(at, vkey, { witnesses: `${vkeyOf(witness)}\n` }));
    assert.match(said, says);
  }
});

test('verifier in Python: accepts a log of more than one tile, held against earlier views of it', async () => {
  const receipt = await sampleReceipt(entries.slice(0, 270), 41);
  const checkpoint = textOf(sampleLog(entries.slice(0, 257)), 'checkpoint');
  const said = await served(log, (at) => foreignly(at, vkey, { receipt, checkpoint }));
  assert.match(said, /^ok 300 [0-9a-f]{64}$/);
});

const rebuilt = sampleLog(
  entries.map((entry, index) => (index === 41 ? sampleEntry(41, { number: '2026-0159' }) : entry)),
);
const altered = (path: string, change: (text: string) => string) =>
  new Map([...log, [path, new TextEncoder().encode(change(textOf(log, path)))]]);
const wrongs: [
  what: string,
  files: () => SampleFiles,
  found: RegExp,
  kept?: () => Promise<string> | string,
][] = [
  // The letter behind "number":"2026-015 in the first entry: still an entry, of another matter.
  [
    'one byte of an entry flipped',
    () => flipped('tile/entries/000', textOf(log, 'tile/entries/000').indexOf('2026-0158') + 8),
    /entries do not lead to the root/,
  ],
  ['one byte of a tile flipped', () => flipped('tile/0/000', 32 * 41), /tile 0\/0/],
  ['one byte of a tile above flipped', () => flipped('tile/1/000.p/1', 3), /tile 1\/0/],
  ['another size', () => altered('checkpoint', (text) => text.replace('\n300\n', '\n299\n')), /signature/],
  [
    'a key that is not the log’s',
    () =>
      sampleLog(
        entries,
        sampleSeed.map((byte) => byte + 1),
      ),
    /not signed with this key/,
  ],
  [
    'a history that an older checkpoint forks from',
    () => rebuilt,
    /does not begin with the older checkpoint/,
    () => textOf(sampleLog(entries.slice(0, 257)), 'checkpoint'),
  ],
];
for (const [what, files, found, kept] of wrongs) {
  test(`verifier in Python: refuses ${what}`, async () => {
    const checkpoint = await kept?.();
    const said = await served(files(), (at) => foreignly(at, vkey, checkpoint ? { checkpoint } : {}));
    assert.match(said, /^wrong: /);
    assert.match(said, found);
  });
}

test('verifier in Python: refuses a log that was rebuilt, held against a receipt', async () => {
  const receipt = await sampleReceipt(entries.slice(0, 270), 41);
  const said = await served(rebuilt, (at) => foreignly(at, vkey, { receipt }));
  assert.match(said, /^wrong: entry 41 is not the one the receipt is for/);
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { toBase64, utf8Bytes } from '../../kernel/bytes.ts';
import { instant } from '../../kernel/time.ts';
import { formatCheckpoint, openCheckpoint } from '../note/checkpoint.ts';
import { signNote } from '../note/note.ts';
import { formatVkey, logSigner, verifierKeyOf, verifierOf } from '../note/note-key.ts';
import { addLeaves, type Edge, rootOfEdge } from '../tree/edge.ts';
import { hashLeaf } from '../tree/hashing.ts';
import { type HashReader, proveConsistency } from '../tree/proof.ts';
import { rootOver } from '../tree/tile.ts';
import { cosignCheckpoint, judgeShown, type Seen, type Shown } from './witness-check.ts';

const sha256 = (bytes: Uint8Array) => Uint8Array.from(createHash('sha256').update(bytes).digest());
const seedOf = (label: string) => sha256(utf8Bytes(label));
const origin = 'wuyang.example/ledger/lanjin';
const vkey = formatVkey(verifierKeyOf(origin, 'ed25519', seedOf('log')));

type Tree = readonly Uint8Array[];
const leaves = (count: number, from = (i: number) => `entry ${i}`): Tree =>
  Array.from({ length: count }, (_, i) => hashLeaf(sha256, utf8Bytes(from(i))));

function noteOver(tree: Tree, { name = origin, seed = 'log' } = {}): string {
  const { edge } = addLeaves(sha256, 0, [] as Edge, tree);
  const text = formatCheckpoint({
    ...{ origin: name, size: tree.length, root: rootOfEdge(sha256, edge), extensions: [] },
  });
  return signNote(text, [logSigner(name, seedOf(seed))]);
}

/** What a server with this tree says to a witness who saw `from` leaves. */
async function shown(tree: Tree, from: number, ...sizes: number[]): Promise<Shown> {
  const read: HashReader = async (nodes) =>
    nodes.map(({ level, index }) =>
      rootOver(sha256, tree.slice(index * 2 ** level, (index + 1) * 2 ** level)),
    );
  let before = from;
  const steps = [];
  for (const size of [...sizes, tree.length]) {
    const hashes = before > size ? [] : await proveConsistency(sha256, before, size, read);
    steps.push({ checkpoint: noteOver(tree.slice(0, size)), hashes: hashes.map(toBase64) });
    before = size;
  }
  return { vkey, steps };
}

const honest = leaves(300);
const rebuilt = leaves(300, (i) => (i === 41 ? 'another entry' : `entry ${i}`));
const seen = (size: number): Seen => ({ vkey, checkpoint: noteOver(honest.slice(0, size)) });
const judge = (kept: Seen | null, what: Shown) => judgeShown(sha256, kept, what);

describe('witness', () => {
  test('sees a log for the first time: takes it as it is', async () => {
    const judged = judge(null, await shown(honest, 0));
    assert.deepEqual(judged.ok && judged.checkpoints.map(({ size }) => size), [300]);
  });

  test('saw 100, others 150 and 260: each goes on from the one before', async () => {
    const judged = judge(seen(100), await shown(honest, 100, 150, 260));
    assert.deepEqual(judged.ok && judged.checkpoints.map(({ size }) => size), [150, 260, 300]);
  });

  test('saw the newest: it is the same', async () => {
    assert.equal(judge(seen(300), await shown(honest, 300)).ok, true);
    assert.equal(judge(seen(0), await shown(honest, 0)).ok, true);
  });

  const signedBy = (name: string, seed: string): Shown => ({
    vkey: formatVkey(verifierKeyOf(name, 'ed25519', seedOf(seed))),
    steps: [{ checkpoint: noteOver(honest, { name, seed }), hashes: [] }],
  });
  const faults: [what: string, kept: Seen, what: Promise<Shown> | Shown, fault: string][] = [
    ['a log rebuilt below what was seen', seen(100), shown(rebuilt, 100), 'log-forked'],
    ['a log rebuilt, of the same size', seen(300), shown(rebuilt, 300), 'log-forked'],
    ['a fork on the way only', seen(100), forkedOnTheWay(), 'log-forked'],
    ['no proof', seen(100), without(shown(honest, 100), []), 'log-forked'],
    ['a proof that is none', seen(100), without(shown(honest, 100), ['?']), 'log-forked'],
    ['a shorter log', seen(300), shown(honest.slice(0, 299), 300), 'log-shortened'],
    ['the same name with another key', seen(100), signedBy(origin, 'other'), 'log-key-changed'],
    ['a log that follows under another name', seen(100), signedBy(`${origin}/2`, 'second'), 'log-other'],
    [
      'a checkpoint signed by nobody known',
      seen(100),
      { ...signedBy(origin, 'other'), vkey },
      'log-unsigned',
    ],
    ['a checkpoint of another log under its key', seen(100), wrongOrigin(), 'log-unsigned'],
    ['nothing', seen(100), { vkey, steps: [] }, 'nothing-shown'],
  ];
  for (const [what, kept, given, fault] of faults) {
    test(`is shown ${what}: ${fault}`, async () => {
      const judged = judge(kept, await given);
      assert.equal(!judged.ok && judged.fault, fault);
    });
  }

  test('is shown a fork: keeps both notes as the log signed them', async () => {
    const kept = seen(100);
    const judged = judge(kept, await shown(rebuilt, 100));
    assert.ok(!judged.ok && judged.evidence !== null);
    const [first = '', second = ''] = judged.evidence.split('\n----\n');
    for (const part of [first, second]) {
      const note = part.slice(part.indexOf('\n\n') + 2);
      assert.ok(openCheckpoint(note, verifierOf(verifierKeyOf(origin, 'ed25519', seedOf('log')))).ok);
    }
    assert.ok(first.includes(kept.checkpoint));
  });

  test('cosigns what it judged: opens with both keys', async () => {
    const judged = judge(null, await shown(honest, 0));
    assert.ok(judged.ok);
    const [checkpoint] = judged.checkpoints;
    assert.ok(checkpoint);
    const name = 'wuyang.example/witness/community';
    const note = cosignCheckpoint(checkpoint.text, name, seedOf('witness'), instant(1_700_000_000_000));
    const both = `${checkpoint.note}${note.slice(checkpoint.text.length + 1)}`;
    const witness = verifierOf(verifierKeyOf(name, 'cosignature', seedOf('witness')));
    const opened = openCheckpoint(both, verifierOf(verifierKeyOf(origin, 'ed25519', seedOf('log'))), [
      witness,
    ]);
    assert.equal(opened.ok && opened.value.note.verified.length, 2);
  });
});

async function without(given: Promise<Shown>, hashes: string[]): Promise<Shown> {
  const { steps } = await given;
  return { vkey, steps: steps.map((step) => ({ ...step, hashes })) };
}

/** From what was seen to the end all is well, and the checkpoint between them belongs to another history. */
async function forkedOnTheWay(): Promise<Shown> {
  const good = await shown(honest, 100, 200);
  const [between] = (await shown(rebuilt, 100, 200)).steps;
  return { vkey, steps: [between, ...good.steps.slice(1)].filter((step) => step !== undefined) };
}

function wrongOrigin(): Shown {
  const text = formatCheckpoint({ origin: 'other.example', size: 300, root: seedOf('root'), extensions: [] });
  return { vkey, steps: [{ checkpoint: signNote(text, [logSigner(origin, seedOf('log'))]), hashes: [] }] };
}

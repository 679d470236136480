import { sha256 } from '@noble/hashes/sha2.js';
import { joinBytes, utf8Bytes } from '../../kernel/bytes.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { formatCheckpoint } from '../note/checkpoint.ts';
import { formatLogProof } from '../note/log-proof.ts';
import { signNote } from '../note/note.ts';
import { formatVkey, logSigner, verifierKeyOf } from '../note/note-key.ts';
import { addLeaves, rootOfEdge } from '../tree/edge.ts';
import { hashLeaf } from '../tree/hashing.ts';
import { proveInclusion } from '../tree/proof.ts';
import { formatBundle, tileHashReader, tilePath, tilesSince } from '../tree/tile.ts';

/** A log made for tests: the files it would serve, by their paths. */
export type SampleFiles = Map<string, Uint8Array>;

export const sampleOrigin = 'wuyang.example/ledger/lanjin';
export const sampleSeed = new Uint8Array(32).fill(7);

/** An entry in the form they all have; `change` gives it other members. */
export function sampleEntry(index: number, change: object = {}): string {
  return canonicalJson({
    ...{ v: 1, type: 'step.counted', community: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f', number: '2026-0158' },
    ...{ occurredAt: '2020-05-31T00:00:00.000Z', facts: { turn: index }, commitments: {} },
    recordedAt: new Date(Date.UTC(2026, 10, 22, 0, 0, index)).toISOString(),
    ...change,
  });
}

/** A log as it would be served over these entries. */
export function sampleLog(entries: readonly string[], seed = sampleSeed): SampleFiles {
  const files: SampleFiles = new Map();
  const leaves = entries.map((entry) => hashLeaf(sha256, utf8Bytes(entry)));
  const { edge, full } = addLeaves(sha256, 0, [], leaves);
  for (const { level, index, hashes } of full) files.set(tilePath({ level, index, width: 256 }), hashes);
  for (const { level, index, width } of tilesSince(0, entries.length)) {
    const path = tilePath({ level, index, width });
    if (!files.has(path)) files.set(path, joinBytes(...(edge[level] ?? [])));
    if (level > 0) continue;
    const own = entries.slice(index * 256, index * 256 + width).map(utf8Bytes);
    files.set(tilePath({ level: 'entries', index, width }), formatBundle(own));
  }
  const root = rootOfEdge(sha256, edge);
  const text = formatCheckpoint({ origin: sampleOrigin, size: entries.length, root, extensions: [] });
  files.set('checkpoint', utf8Bytes(signNote(text, [logSigner(sampleOrigin, seed)])));
  files.set('vkey', utf8Bytes(`${formatVkey(verifierKeyOf(sampleOrigin, 'ed25519', seed))}\n`));
  return files;
}

/** A receipt for one entry of a log over these, as its reporter is given it. */
export async function sampleReceipt(
  entries: readonly string[],
  index: number,
  { seed = sampleSeed, extra = true } = {},
): Promise<string> {
  const files = sampleLog(entries, seed);
  const reader = tileHashReader(sha256, entries.length, async (tiles) =>
    tiles.map((tile) => files.get(tilePath(tile)) ?? new Uint8Array()),
  );
  return formatLogProof({
    ...{ extra: extra ? utf8Bytes(entries[index] ?? '') : null, index },
    hashes: await proveInclusion(sha256, index, entries.length, reader),
    checkpoint: new TextDecoder().decode(files.get('checkpoint')),
  });
}

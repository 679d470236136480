import assert from 'node:assert/strict';
import { utf8Bytes } from '../src/kernel/bytes.ts';
import { draftEntry } from '../src/ledger/entry/entry.rules.ts';
import { appendEntries, sha256 } from '../src/ledger/entry/entry.service.ts';
import { findLog, newestCheckpoint } from '../src/ledger/log/log.service.ts';
import { signNote } from '../src/ledger/note/note.ts';
import { formatVkey, verifierKeyOf, witnessSigner } from '../src/ledger/note/note-key.ts';
import { formatKeyFile, newWitnessKey, sealKey } from '../src/ledger/note/witness-key.ts';
import { type Party, witnessOperations } from '../src/ledger/witness/witness.contract.ts';
import { witnessEntries } from '../src/ledger/witness/witness.entries.ts';
import type { Connection } from '../src/platform/database.ts';
import type { Role } from './inhabitants.ts';
import { must, type World } from './world.ts';

const { listWitnesses, nameWitness, registerWitnessKey, cosign } = witnessOperations;

/** Who witnesses for each party, unless a test says otherwise. */
export const witnessRoles = {
  community: 'desk1',
  'owners-committee': 'committee',
  'property-company': 'handler',
} as const satisfies Record<Party, Role>;

export type WitnessKey = { name: string; seed: Uint8Array };

/** A seed that is always the same for a label. */
export const seedOf = (label: string) => Uint8Array.from(sha256(utf8Bytes(label)));
export const witnessKey = (party: Party, label: string): WitnessKey => ({
  name: `wuyang.example/witness/${party}`,
  seed: seedOf(label),
});
export const vkeyOf = ({ name, seed }: WitnessKey) => formatVkey(verifierKeyOf(name, 'cosignature', seed));

/** What of a checkpoint is signed. */
export const textOf = (note: string) => note.slice(0, note.lastIndexOf('\n\n') + 1);
export const sizeOf = (note: string) => Number(note.split('\n')[1]);

/** The witnesses of a world's communities, and a log that goes on. */
export function witnessesOf(world: World) {
  const see = async (where = world.here) =>
    must(await world.as('stranger', { in: where }).call(listWitnesses, {}));
  const shown = async (party: Party, where = world.here) => {
    const found = (await see(where)).witnesses.find((one) => one.party === party);
    assert.ok(found);
    return found;
  };
  const name = async (party: Party, role: Role, where = world.here) => {
    const { turn } = await shown(party, where);
    const postId = where.people[role].postId;
    assert.ok(postId);
    const administrator = world.as('administrator', { in: where, of: where });
    return administrator.call(nameWitness, { party, turn, postId });
  };
  const register = (party: Party, vkey: string, where = world.here) =>
    world.as(witnessRoles[party], { in: where, of: where }).call(registerWitnessKey, { party, vkey });
  const newest = (where = world.here): Promise<string> =>
    world.made.database.read(where.community.id, async (tx) => {
      const log = await findLog(tx);
      const checkpoint = log && (await newestCheckpoint(tx, log));
      assert.ok(checkpoint);
      return checkpoint.note;
    });
  return {
    ...{ see, shown, name, register, newest },
    /** Named and with a key registered. */
    async ready(party: Party, label: string, where = world.here): Promise<WitnessKey> {
      if ((await shown(party, where)).state === 'unnamed')
        must(await name(party, witnessRoles[party], where));
      const key = witnessKey(party, label);
      must(await register(party, vkeyOf(key), where));
      return key;
    },
    /** Something happens, and the log signs it; gives the checkpoint. */
    async goOn(where = world.here): Promise<string> {
      const entry = draftEntry(witnessEntries.named, {
        ...{ number: null, occurredAt: world.clock.now(), facts: { party: 'community', turn: 99 } },
      });
      await world.made.database.write(where.community.id, (tx) => appendEntries(tx, [entry]));
      await world.sequence(where);
      return newest(where);
    },
    signed: (note: string, { name, seed }: WitnessKey, at = world.clock.now()) =>
      signNote(textOf(note), [witnessSigner(name, seed, at)]),
    handIn: (note: string, where = world.here) => world.as('stranger', { in: where }).call(cosign, { note }),
    served: async (path: string) => (await fetch(`${world.url}/ledger/here/${path}`)).text(),
    /** As somebody would who has the database and its owner's password. */
    async asOwner(work: (owner: Pick<Connection, 'unsafe'>) => Promise<unknown>): Promise<void> {
      await world.made.owner.begin(async (owner) => {
        await owner`select set_config('app.community', ${world.here.community.id}, true)`;
        await work(owner);
      });
    },
  };
}

/** A new key in a file, sealed with a passphrase. */
export async function sealedKey(party: Party, passphrase: string): Promise<{ file: string; vkey: string }> {
  const { name, seed } = witnessKey(party, `sealed ${passphrase}`);
  const key = await sealKey(newWitnessKey(name, seed), passphrase, seedOf('salt'));
  return { file: formatKeyFile(key), vkey: key.vkey };
}

/** As whoever has the database, the secret and no fear: one entry is changed, and the log made and signed anew. */
export async function rebuildLog(world: World): Promise<void> {
  await witnessesOf(world).asOwner(async (owner) => {
    const tables = ['witness_cosignatures', 'ledger_tiles', 'ledger_checkpoints', 'ledger_entries'];
    for (const table of tables) await owner.unsafe(`alter table ${table} disable trigger append_only`);
    await owner.unsafe('delete from witness_cosignatures');
    await owner.unsafe('delete from ledger_tiles');
    await owner.unsafe('delete from ledger_checkpoints where size > 0');
    const changed = `replace(envelope, '"turn":1', '"turn":7')`;
    await owner.unsafe(
      `update ledger_entries set envelope = ${changed},
        leaf_hash = sha256('\\x00'::bytea || convert_to(${changed}, 'UTF8'))`,
    );
    for (const table of tables) await owner.unsafe(`alter table ${table} enable always trigger append_only`);
  });
  await world.sequence();
}

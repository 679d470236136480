import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { seedOf, sizeOf, textOf, vkeyOf, witnessesOf } from '../../../test/witnesses.ts';
import { must, openWorld, type World } from '../../../test/world.ts';
import { minuteMs } from '../../kernel/time.ts';
import { sha256 } from '../entry/entry.service.ts';
import { parseCheckpoint } from '../note/checkpoint.ts';
import { parseNote } from '../note/note.ts';
import { verifyConsistency } from '../tree/proof.ts';
import { type Party, witnessOperations } from './witness.contract.ts';

const { listSteps } = witnessOperations;

let world: World;
let witnesses: ReturnType<typeof witnessesOf>;
before(async () => {
  world = await openWorld();
  witnesses = witnessesOf(world);
});
after(() => world.stop());

describe('three witnesses', () => {
  test('sign one after the other while the log goes on: what all three vouch for follows', async () => {
    const keys = {
      community: await witnesses.ready('community', 'three 1'),
      'owners-committee': await witnesses.ready('owners-committee', 'three 2'),
      'property-company': await witnesses.ready('property-company', 'three 3'),
    };
    const seen: Record<Party, string | null> = {
      community: null,
      'owners-committee': null,
      'property-company': null,
    };
    async function visit(party: Party) {
      world.clock.advance(minuteMs);
      await witnesses.goOn();
      const before = seen[party];
      const from = before === null ? 0 : sizeOf(before);
      const { steps } = must(await world.as('stranger').call(listSteps, { from: String(from) }));
      let last = before;
      for (const { checkpoint, hashes } of steps) {
        const parsed = parseCheckpoint(textOf(checkpoint));
        assert.ok(parsed.ok);
        const old = last === null ? undefined : parseCheckpoint(textOf(last));
        if (old?.ok) {
          const claim = {
            ...{ oldSize: old.value.size, oldRoot: old.value.root },
            ...{ size: parsed.value.size, root: parsed.value.root },
          };
          const proof = hashes.map((hash) => Uint8Array.from(Buffer.from(hash, 'base64')));
          assert.ok(verifyConsistency(sha256, { ...claim, hashes: proof }));
        }
        must(await witnesses.handIn(witnesses.signed(checkpoint, keys[party])));
        last = checkpoint;
      }
      seen[party] = last;
    }
    await visit('community');
    await visit('owners-committee');
    assert.equal((await witnesses.see()).log?.agreed, null);
    await visit('property-company');
    const first = (await witnesses.see()).log?.agreed;
    assert.ok(first);
    assert.equal((await fetch(`${world.url}/ledger/here/cosigned`)).status, 200);
    await visit('community');
    await visit('owners-committee');
    const second = (await witnesses.see()).log?.agreed;
    assert.ok(second && second.size > first.size);
    const note = await witnesses.served('cosigned');
    assert.equal(sizeOf(note), second.size);
    const parsed = parseNote(note);
    assert.equal(parsed.ok && parsed.value.signatures.length, 4);
    const vkeys = await witnesses.served('witnesses');
    assert.deepEqual(vkeys.trimEnd().split('\n').sort(), Object.values(keys).map(vkeyOf).sort());
  });

  test('a checkpoint exchanged in the database: the witness who saw the other one no longer agrees', async () => {
    const { size } = (await witnesses.shown('owners-committee')).last ?? {};
    assert.ok(size !== undefined);
    const forged = Buffer.from(seedOf('forged root')).toString('base64');
    await witnesses.asOwner(async (owner) => {
      await owner.unsafe('alter table ledger_checkpoints disable trigger append_only');
      await owner.unsafe(
        `update ledger_checkpoints set root = decode('${forged}', 'base64'),
          note = replace(note, encode(root, 'base64'), '${forged}') where size = ${size}`,
      );
      await owner.unsafe('alter table ledger_checkpoints enable always trigger append_only');
    });
    assert.equal((await witnesses.shown('owners-committee')).last?.agrees, false);
  });
});

describe('database', () => {
  for (const table of ['witness_namings', 'witness_keys', 'witness_key_endings', 'witness_cosignatures']) {
    for (const change of [`update ${table} set turn = turn`, `delete from ${table}`]) {
      test(`owner and application: cannot ${change}`, async () => {
        const refused = /append-only|permission denied/;
        await assert.rejects(
          witnesses.asOwner((owner) => owner.unsafe(change)),
          refused,
        );
        const { database } = world.made;
        await assert.rejects(
          database.write(world.here.community.id, (tx) => tx.unsafe(change)),
          refused,
        );
      });
    }
  }

  test('a cosignature that goes back, written past the product: refused', async () => {
    const back = witnesses.asOwner((owner) =>
      owner.unsafe(`
        insert into witness_cosignatures (community_id, log, size, party, turn, seconds, signature, received_at)
        select community_id, log, size, party, turn, 1,
          decode(lpad('1', 16, '0') || repeat('00', 64), 'hex'), received_at
        from witness_cosignatures limit 1`),
    );
    await assert.rejects(back, /goes forward only/);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  seedOf,
  sizeOf,
  textOf,
  vkeyOf,
  type WitnessKey,
  witnessesOf,
  witnessKey,
} from '../../../test/witnesses.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { utf8Bytes } from '../../kernel/bytes.ts';
import { addMs, hourMs, localDate, minuteMs } from '../../kernel/time.ts';
import { appoint, ensureOrganisation } from '../../people/post/post.service.ts';
import { readEntries, sha256 } from '../entry/entry.service.ts';
import { openCheckpoint } from '../note/checkpoint.ts';
import { parseNote, signNote } from '../note/note.ts';
import { formatVkey, parseVkey, verifierKeyOf, verifierOf, witnessSigner } from '../note/note-key.ts';
import { witnessOperations } from './witness.contract.ts';

const { nameWitness, registerWitnessKey, endWitnessKey } = witnessOperations;

let world: World;
let witnesses: ReturnType<typeof witnessesOf>;
before(async () => {
  world = await openWorld();
  witnesses = witnessesOf(world);
});
after(() => world.stop());

describe('administrator', () => {
  test('names three: each a post that fits, of three people', async () => {
    assert.equal(codeOf(await witnesses.name('owners-committee', 'handler')), 'post-unfit');
    assert.equal(codeOf(await witnesses.name('community', 'captain')), 'post-unfit');
    must(await witnesses.name('community', 'desk1'));
    assert.equal(codeOf(await witnesses.name('community', 'desk1')), 'witness-as-it-is');
    must(await witnesses.name('owners-committee', 'committee'));
    must(await witnesses.name('property-company', 'handler'));
    assert.deepEqual(
      (await witnesses.see()).witnesses.map(({ party, state, vkey }) => [party, state, vkey]),
      [
        ['community', 'named', null],
        ['owners-committee', 'named', null],
        ['property-company', 'named', null],
      ],
    );
  });

  test('names somebody who speaks for another party: refused', async () => {
    const where = world.there;
    const { personId } = where.people.committee;
    const postId = await world.made.database.write(where.community.id, async (tx) => {
      const organisationId = await ensureOrganisation(tx, 'property-company', '水岸物业');
      const made = await appoint(tx, {
        ...{ personId, kind: 'handler' as const, organisationId },
        heldFrom: localDate('2026-01-01'),
      });
      return must(made);
    });
    must(await witnesses.name('owners-committee', 'committee', where));
    const administrator = world.as('administrator', { in: where, of: where });
    const doubled = await administrator.call(nameWitness, { party: 'property-company', turn: 0, postId });
    assert.equal(codeOf(doubled), 'witness-doubled');
  });

  test('names where somebody else just did, or a post of the community next door: refused', async () => {
    const postId = world.here.people.desk2.postId;
    assert.ok(postId);
    const administrator = world.as('administrator');
    const late = await administrator.call(nameWitness, { party: 'community', turn: 0, postId });
    assert.equal(codeOf(late), 'witness-changed');
    const foreign = world.there.people.desk2.postId;
    assert.ok(foreign);
    const { turn } = await witnesses.shown('community');
    const strange = await administrator.call(nameWitness, { party: 'community', turn, postId: foreign });
    assert.equal(codeOf(strange), 'post-unknown');
  });
});

describe('witness', () => {
  test('registers a key: seen by everybody, and said in the log without a person', async () => {
    const key = await witnesses.ready('community', 'community 1');
    const witness = await witnesses.shown('community');
    assert.equal(witness.state, 'keyed');
    assert.equal(witness.vkey, vkeyOf(key));
    await world.sequence();
    const entries = await world.made.database.read(world.here.community.id, (tx) => readEntries(tx, 0, 100));
    const said = entries.filter(({ type }) => type === 'witness-key.registered');
    assert.equal(said.length, 1);
    const [entry] = said;
    assert.ok(entry);
    const { facts } = entry;
    assert.deepEqual(Object.keys(facts).sort(), ['key', 'party', 'turn']);
    const fingerprint = Buffer.from(sha256(utf8Bytes(vkeyOf(key)))).toString('hex');
    assert.equal((facts.key as string[]).join(''), fingerprint);
  });

  const pasted: [what: string, vkey: () => string, problem: string][] = [
    ['half a line', () => vkeyOf(witnessKey('community', 'x')).slice(0, -3), 'vkey-malformed'],
    [
      'the key of the log',
      () => formatVkey(verifierKeyOf('wuyang.example/ledger', 'ed25519', seedOf('x'))),
      'vkey-not-witness',
    ],
    [
      'a key with a number in its name',
      () => vkeyOf({ name: '13812345678', seed: seedOf('x') }),
      'key-name-unfit',
    ],
  ];
  for (const [what, vkey, problem] of pasted) {
    test(`registers ${what}: told what is wrong`, async () => {
      const answer = await world.as('desk1').call(registerWitnessKey, { party: 'community', vkey: vkey() });
      assert.equal(codeOf(answer), 'input-invalid');
      assert.deepEqual(!answer.ok && answer.refusal.fields?.map(({ code }) => code), [problem]);
    });
  }

  test('registers a key that another party has: refused', async () => {
    const vkey = vkeyOf(witnessKey('community', 'community 1'));
    const answer = await world.as('committee').call(registerWitnessKey, { party: 'owners-committee', vkey });
    assert.equal(codeOf(answer), 'key-used-before');
  });

  test('cosigns: the checkpoint opens with the log’s key and the witness’s, and everybody sees it', async () => {
    const key = await witnesses.ready('community', 'community 2');
    const note = await witnesses.goOn();
    const done = must(await witnesses.handIn(witnesses.signed(note, key)));
    assert.deepEqual([done.party, done.size], ['community', sizeOf(note)]);
    const { last } = await witnesses.shown('community');
    assert.deepEqual([last?.size, last?.agrees, last?.isNewest], [sizeOf(note), true, true]);
    const served = await witnesses.served('checkpoint');
    const logKey = parseVkey((await witnesses.see()).log?.vkey ?? '');
    assert.ok(logKey.ok);
    const opened = openCheckpoint(served, verifierOf(logKey.value), [
      verifierOf(verifierKeyOf(key.name, 'cosignature', key.seed)),
    ]);
    assert.ok(opened.ok);
    assert.deepEqual(
      opened.value.note.verified.map((one) => one.name),
      [logKey.value.name, key.name],
    );
    await witnesses.goOn();
    assert.equal((await witnesses.shown('community')).last?.isNewest, false);
    const bare = parseNote(await witnesses.served('checkpoint'));
    assert.equal(bare.ok && bare.value.signatures.length, 1);
  });

  test('sends the same again: taken once; signs again later: the later one is shown', async () => {
    const key = await witnesses.ready('community', 'community 3');
    const note = await witnesses.goOn();
    const sent = witnesses.signed(note, key);
    must(await witnesses.handIn(sent));
    must(await witnesses.handIn(sent));
    world.clock.advance(minuteMs);
    must(await witnesses.handIn(witnesses.signed(note, key)));
    must(await witnesses.handIn(sent));
    const { last } = await witnesses.shown('community');
    assert.equal(Date.parse(last?.cosignedAt ?? ''), Math.floor(world.clock.now() / 1000) * 1000);
    const parsed = parseNote(await witnesses.served('checkpoint'));
    assert.equal(parsed.ok && parsed.value.signatures.length, 2);
  });

  const wrongs: [what: string, code: string, make: (note: string, key: WitnessKey) => string][] = [
    ['no note', 'cosignature-malformed', () => 'hello'],
    ['what is no checkpoint', 'cosignature-malformed', () => 'hello\n\n— a.example AAAAAAAA\n'],
    [
      'nine lines',
      'cosignature-malformed',
      (note) =>
        signNote(
          textOf(note),
          Array.from({ length: 9 }, (_, i) => witnessSigner(`w${i}.example`, seedOf('x'), world.clock.now())),
        ),
    ],
    [
      'a key nobody registered',
      'witness-unknown',
      (note, { name }) => witnesses.signed(note, { name, seed: seedOf('other') }),
    ],
    [
      'another key under the registered one’s id',
      'cosignature-wrong',
      (note, key) => {
        const own = witnessSigner(key.name, key.seed, world.clock.now());
        const forged = witnessSigner(key.name, seedOf('forger'), world.clock.now());
        return signNote(textOf(note), [{ ...own, sign: forged.sign }]);
      },
    ],
    [
      'a root that the log never had',
      'checkpoint-unknown',
      (note, key) => {
        const [origin = '', size = ''] = note.split('\n');
        return witnesses.signed(
          `${origin}\n${size}\n${Buffer.from(seedOf('root')).toString('base64')}\n\n`,
          key,
        );
      },
    ],
    [
      'a size that the log never signed',
      'checkpoint-unknown',
      (note, key) => {
        const [origin = '', , root = ''] = note.split('\n');
        return witnesses.signed(`${origin}\n100000\n${root}\n\n`, key);
      },
    ],
    [
      'with a clock an hour ahead',
      'witness-clock-wrong',
      (note, key) => witnesses.signed(note, key, addMs(world.clock.now(), hourMs)),
    ],
    [
      'at a time long before the log signed',
      'witness-clock-wrong',
      (note, key) => witnesses.signed(note, key, addMs(world.clock.now(), -hourMs)),
    ],
  ];
  for (const [what, code, make] of wrongs) {
    test(`hands in ${what}: ${code}`, async () => {
      const key = await witnesses.ready('community', `community ${what}`);
      assert.equal(codeOf(await witnesses.handIn(make(await witnesses.goOn(), key))), code);
    });
  }

  test('hands in an older state after a later one, or an earlier time: refused', async () => {
    const key = await witnesses.ready('community', 'community 4');
    const old = await witnesses.goOn();
    world.clock.advance(minuteMs);
    const later = await witnesses.goOn();
    must(await witnesses.handIn(witnesses.signed(later, key)));
    assert.equal(codeOf(await witnesses.handIn(witnesses.signed(old, key))), 'cosignature-behind');
    const earlier = witnesses.signed(later, key, addMs(world.clock.now(), -2000));
    assert.equal(codeOf(await witnesses.handIn(earlier)), 'cosignature-behind');
  });

  test('hands in next door what was signed here: it is another ledger there, whoever has registered the key', async () => {
    const key = await witnesses.ready('community', 'community 5');
    const note = await witnesses.goOn();
    const sent = witnesses.signed(note, key);
    must(await witnesses.handIn(sent));
    const same = witnessKey('community', 'community 5');
    if ((await witnesses.shown('community', world.there)).state === 'unnamed')
      must(await witnesses.name('community', 'desk1', world.there));
    const there = { in: world.there, of: world.there };
    must(await world.as('desk1', there).call(registerWitnessKey, { party: 'community', vkey: vkeyOf(same) }));
    await witnesses.goOn(world.there);
    assert.equal(codeOf(await witnesses.handIn(sent, world.there)), 'cosignature-foreign');
  });

  test('lost the key: it ends, what it vouched for stays, and nothing new by it is taken', async () => {
    const key = await witnesses.ready('community', 'community 6');
    const note = await witnesses.goOn();
    const sent = witnesses.signed(note, key);
    must(await witnesses.handIn(sent));
    const ended = must(await world.as('desk1').call(endWitnessKey, { party: 'community', reason: 'lost' }));
    assert.equal(ended.witnesses[0]?.state, 'named');
    must(await witnesses.handIn(sent));
    world.clock.advance(minuteMs);
    assert.equal(codeOf(await witnesses.handIn(witnesses.signed(note, key))), 'key-ended');
    const again = await world.as('desk1').call(registerWitnessKey, { party: 'community', vkey: vkeyOf(key) });
    assert.equal(codeOf(again), 'key-used-before');
    const parsed = parseNote(await witnesses.served('checkpoint'));
    assert.ok(parsed.ok);
    assert.equal(parsed.value.signatures.filter(({ name }) => name === key.name).length, 1);
  });

  test('another post is named: the key of the one before ends', async () => {
    const key = await witnesses.ready('property-company', 'property 1');
    must(await witnesses.name('property-company', 'colleague'));
    assert.equal((await witnesses.shown('property-company')).vkey, null);
    assert.equal(codeOf(await witnesses.handIn(witnesses.signed(await witnesses.goOn(), key))), 'key-ended');
    const former = await world.as('handler').call(registerWitnessKey, {
      party: 'property-company',
      vkey: vkeyOf(witnessKey('property-company', 'p2')),
    });
    assert.equal(codeOf(former), 'witness-only');
    must(await witnesses.name('property-company', 'handler'));
  });
});

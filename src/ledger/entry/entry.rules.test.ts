import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { addMs, parseInstant } from '../../kernel/time.ts';
import { hashLeaf } from '../tree/hashing.ts';
import { defineEntry, type EntryDraft, fact } from './entry.contract.ts';
import {
  completeEnvelope,
  draftEntry,
  envelopeBytes,
  factsOf,
  findPersonalData,
  makeCommitment,
  nextRecordedAt,
  parseEnvelope,
  UnfitEntryError,
  verifyCommitment,
} from './entry.rules.ts';
import { sha256 } from './entry.service.ts';

const community = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f' as CommunityId;
const occurredAt = parseInstant('2026-11-20T08:30:00.000+08:00');
const recordedAt = parseInstant('2026-11-22T01:02:03.004Z');

const accepted = defineEntry(
  'matter.accepted',
  z.strictObject({
    category: fact.code,
    tier: z.enum(['self', 'joint', 'linked']),
    building: fact.building.nullable(),
    dueOn: fact.day,
    households: fact.count.optional(),
  }),
  ['text', 'reporter'],
);

const content = {
  number: '2026-0158',
  occurredAt,
  facts: { category: 'ENV01', tier: 'self', building: '3幢', dueOn: '2026-11-25' },
  privateValues: { text: '楼道里堆满了纸箱', reporter: null },
} as const;

describe('entry definition', () => {
  const tooLoose: [what: string, schema: () => z.ZodObject, path: string][] = [
    ['a free string', () => z.strictObject({ a: z.string() }), 'facts.a'],
    ['a string limited by length alone', () => z.strictObject({ a: z.string().max(10) }), 'facts.a'],
    ['a string limited by pattern alone', () => z.strictObject({ a: z.string().regex(/^x+$/) }), 'facts.a'],
    ['a long string', () => z.strictObject({ a: z.string().max(41).regex(/^x+$/) }), 'facts.a'],
    ['a free string in a list', () => z.strictObject({ a: z.array(z.string()) }), 'facts.a[]'],
    ['a free string among choices', () => z.strictObject({ a: z.string().nullable() }), 'facts.a'],
    ['anything', () => z.strictObject({ a: z.unknown() }), 'facts.a'],
    ['any names', () => z.strictObject({ a: z.record(fact.code, z.int()) }), 'facts.a'],
    ['fractions', () => z.strictObject({ a: z.number() }), 'facts.a'],
    ['an object that lets more in', () => z.object({ a: z.int() }), 'facts'],
    ['an object that keeps more', () => z.looseObject({ a: z.int() }), 'facts'],
    ['an open object inside', () => z.strictObject({ a: z.object({ b: z.int() }) }), 'facts.a'],
  ];
  for (const [what, schema, path] of tooLoose) {
    test(`${what}: refused, with the path`, () => {
      assert.throws(
        () => defineEntry('matter.accepted', schema()),
        new TypeError(`matter.accepted: too loose for a public fact: ${path}`),
      );
    });
  }

  test('a value that is changed on the way: refused', () => {
    assert.throws(() => defineEntry('a.b', z.strictObject({ a: z.int().transform(String) })));
  });

  test('codes, numbers, days, instants, counts, buildings, choices and lists of them: taken', () => {
    defineEntry('owners-resolution.called', z.strictObject({ ...fact, list: z.array(fact.number) }));
    defineEntry(
      'a.b',
      z.strictObject({ one: z.literal('x'), none: z.null(), yes: z.boolean(), fen: z.int() }),
    );
    defineEntry('a.b', z.strictObject({ either: z.union([fact.code, z.strictObject({ day: fact.day })]) }));
  });

  test('a type that is not noun.past: refused', () => {
    for (const type of [
      'Matter.accepted',
      'matter.accepted.twice',
      'matter accepted.x',
      '.x',
      'x.',
    ] as const) {
      assert.throws(() => defineEntry(type as 'a.b', z.strictObject({})), /noun\.past/, type);
    }
  });
});

describe('building label', () => {
  const labels: [label: string, taken: boolean][] = [
    ['3幢', true],
    ['3', true],
    ['12号楼', true],
    ['A座', true],
    ['3A', true],
    ['二期3幢', true],
    ['综合楼', true],
    ['蓝锦12栋', true],
    ['3-2-501', false],
    ['3幢501', false],
    ['3幢2单元', false],
    ['501室', false],
    ['张三', false],
    ['张三 3幢', false],
    ['13812345678', false],
    ['', false],
  ];
  for (const [label, taken] of labels) {
    test(`${label || '(empty)'}: ${taken ? 'taken' : 'refused'}`, () => {
      assert.equal(fact.building.safeParse(label).success, taken);
    });
  }
});

describe('entry draft', () => {
  test('what the definition allows: drafted as given', () => {
    const draft = draftEntry(accepted, content);
    assert.deepEqual(draft.facts, content.facts);
    assert.deepEqual(factsOf(accepted, draft), content.facts);
    assert.equal(factsOf(defineEntry('matter.closed', z.strictObject({})), draft), undefined);
  });

  test('an optional fact that is undefined: left out', () => {
    const facts = { ...content.facts, households: undefined };
    assert.deepEqual(
      Object.keys(draftEntry(accepted, { ...content, facts }).facts),
      Object.keys(content.facts),
    );
  });

  const unfit: [what: string, change: object, told: string][] = [
    ['an unknown fact', { facts: { ...content.facts, note: 'x' } }, 'unrecognized_keys at facts.'],
    ['free text for a code', { facts: { ...content.facts, category: '楼道 堆物' } }, 'facts.category'],
    ['a missing fact', { facts: {} }, 'facts.tier'],
    ['a day that is none', { facts: { ...content.facts, dueOn: '2026-02-30' } }, 'facts.dueOn'],
    ['a number of no series', { number: '158' }, 'not a number of a series'],
    [
      'a private value that was not declared',
      { privateValues: { text: '', reporter: '', phone: '' } },
      'phone',
    ],
    ['a private value that was forgotten', { privateValues: { text: '' } }, 'private values [text]'],
  ];
  for (const [what, change, told] of unfit) {
    test(`${what}: refused`, () => {
      assert.throws(
        () => draftEntry(accepted, { ...content, ...change } as typeof content),
        (error) => error instanceof UnfitEntryError && error.message.includes(told),
      );
    });
  }

  test('a refusal never repeats the value that was refused', () => {
    const facts = { ...content.facts, category: '张三13812345678' };
    assert.throws(
      () => draftEntry(accepted, { ...content, facts }),
      (error) => error instanceof UnfitEntryError && !/张三|138/.test(error.message),
    );
  });

  test('a phone behind a pattern that is too wide: refused by the second line', () => {
    const wide = defineEntry('a.b', z.strictObject({ code: z.string().max(20).regex(/^\S+$/) }));
    assert.throws(
      () => draftEntry(wide, { number: null, occurredAt, facts: { code: 'tel:138-1234-5678' } }),
      new UnfitEntryError('a.b: phone in facts.code'),
    );
  });
});

describe('personal data in facts', () => {
  const cases: [facts: Json, found: string[]][] = [
    [{ a: '13812345678' }, ['.a phone']],
    [{ a: 'x138 1234 5678x' }, ['.a phone']],
    [{ a: '+8613812345678' }, ['.a phone']],
    [{ a: '１３８１２３４５６７８' }, ['.a phone']],
    [{ a: '0571-87654321' }, ['.a phone']],
    [{ contact: 13812345678 }, ['.contact phone']],
    [{ a: ['ok', { b: '13812345678' }] }, ['.a[1].b phone']],
    [{ a: '33010619800101123X' }, ['.a identity-number']],
    [{ a: '330106800101123' }, ['.a identity-number']],
    [{ a: 'someone@example.com' }, ['.a email']],
    [{ a: '浙A12345' }, ['.a number-plate']],
    [{ a: '浙A·D12345' }, ['.a number-plate']],
    [{ a: '3-2-501' }, ['.a dwelling']],
    [{ a: '3幢2单元' }, ['.a dwelling']],
    [{ a: '501室' }, ['.a dwelling']],
    [{ a: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f' }, ['.a row-id']],
    [{ a: '字'.repeat(41) }, ['.a long-text']],
    [{ a: '字'.repeat(40) }, []],
    [{ a: '2026-0158', b: '2026-11-22', c: '2026-11-22T01:02:03.004Z' }, []],
    [{ amountFen: 13_812_345_678, areaCm2: 15_000_000_000, count: 4326, many: 12_999_999_999 }, []],
    [{ a: '3幢', b: 'ENV01', c: null, d: true, e: 'W15', f: [] }, []],
  ];
  for (const [facts, found] of cases) {
    test(`${JSON.stringify(facts)}: ${found.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(
        findPersonalData(facts).map(({ path, kind }) => `${path} ${kind}`),
        found,
      );
    });
  }
});

describe('envelope', () => {
  const draft = draftEntry(accepted, content);
  const commitments = { text: 'ab'.repeat(32) };
  const envelope = completeEnvelope(community, draft, commitments, recordedAt);
  const text = Buffer.from(envelopeBytes(envelope)).toString('utf8');

  test('its canonical form, to the letter: this never changes again', () => {
    assert.equal(
      text,
      `{"commitments":{"text":"${'ab'.repeat(32)}"},"community":"017f22e2-79b0-7cc3-98c4-dc0c0c07398f",` +
        '"facts":{"building":"3幢","category":"ENV01","dueOn":"2026-11-25","tier":"self"},"number":"2026-0158",' +
        '"occurredAt":"2026-11-20T00:30:00.000Z","recordedAt":"2026-11-22T01:02:03.004Z",' +
        '"type":"matter.accepted","v":1}',
    );
  });

  test('reads back as the same envelope', () => assert.deepEqual(parseEnvelope(text), envelope));

  const altered: [what: string, text: string][] = [
    ['white space', text.replace(',', ', ')],
    ['members in another order', text.replace(/^\{(.*),"v":1\}$/, '{"v":1,$1}')],
    ['an escape that is not needed', text.replace('self', '\\u0073elf')],
    ['a member twice', text.replace(',"v":1', ',"v":2,"v":1')],
    ['another version', text.replace('"v":1', '"v":2')],
    ['a member more', text.replace(',"v":1', ',"v":1,"w":1')],
    ['an instant with an offset', text.replace('03.004Z', '03.004+00:00')],
  ];
  for (const [what, other] of altered) {
    test(`${what}: refused`, () => {
      assert.notEqual(other, text);
      assert.throws(() => parseEnvelope(other));
    });
  }

  test('65,535 bytes are the most', () => {
    const spare = 65_535 - envelopeBytes(completeEnvelope(community, padded(0), {}, recordedAt)).length;
    assert.equal(envelopeBytes(completeEnvelope(community, padded(spare), {}, recordedAt)).length, 65_535);
    assert.throws(
      () => envelopeBytes(completeEnvelope(community, padded(spare + 1), {}, recordedAt)),
      UnfitEntryError,
    );
  });

  function padded(length: number): EntryDraft {
    return { ...draft, facts: { list: 'x'.repeat(length) } };
  }
});

describe('leaf hash', () => {
  // The empty leaf and a one-byte leaf of the RFC 6962 reference implementation's test vectors.
  const vectors: [leaf: string, hash: string][] = [
    ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    ['00', '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'],
  ];
  for (const [leaf, hash] of vectors) {
    test(`of ${leaf || 'nothing'}`, () => {
      assert.equal(Buffer.from(hashLeaf(sha256, Buffer.from(leaf, 'hex'))).toString('hex'), hash);
    });
  }
});

describe('commitment', () => {
  const salt = new Uint8Array(32).fill(7);

  test('is SHA-256 over the salt and the canonical value', () => {
    const expected = sha256(Buffer.concat([salt, Buffer.from('{"a":1,"b":"字"}')]));
    assert.equal(makeCommitment(sha256, salt, { b: '字', a: 1 }), Buffer.from(expected).toString('hex'));
  });

  test('opens to its own value under its own salt, and to no other', () => {
    const salts = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const values = fc.jsonValue({ stringUnit: 'grapheme' });
    fc.assert(
      fc.property(salts, values, (mine, value) => {
        const commitment = makeCommitment(sha256, mine, value as Json);
        const other = mine.map((byte) => byte ^ 1);
        assert.equal(verifyCommitment(sha256, commitment, mine, value as Json), true);
        assert.equal(verifyCommitment(sha256, commitment, other, value as Json), false);
        assert.equal(verifyCommitment(sha256, commitment, mine, [value as Json]), false);
      }),
    );
  });

  test('a salt grown by the first byte of the value opens nothing', () => {
    const commitment = makeCommitment(sha256, salt, 12);
    assert.equal(verifyCommitment(sha256, commitment, Uint8Array.of(...salt, 0x31), 2), false);
    assert.throws(() => makeCommitment(sha256, new Uint8Array(16), 'short'), RangeError);
  });
});

test('recordedAt: never before the entry that precedes it', () => {
  assert.equal(nextRecordedAt(recordedAt, undefined), recordedAt);
  assert.equal(nextRecordedAt(addMs(recordedAt, 1), recordedAt), recordedAt + 1);
  assert.equal(nextRecordedAt(addMs(recordedAt, -60_000), recordedAt), recordedAt);
});

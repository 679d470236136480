import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { checkInput, completeForm, decodeFields, inputSchema } from './input.ts';

const sample = operation({
  name: 'sample.make',
  method: 'POST',
  path: '/samples/:sampleId',
  summary: 'A sample',
  input: z.strictObject({
    sampleId: z.uuid(),
    text: z.string().min(1, 'text-missing').max(20),
    count: z.int().min(0),
    loud: z.boolean(),
    tags: z.array(z.string()).max(3),
    note: z.string().nullable(),
    place: z.strictObject({ buildingId: z.uuid().optional(), floor: z.int().optional() }).optional(),
  }),
  output: z.strictObject({}),
  refusals: {},
});
const schema = inputSchema(sample);

test('form: numbers, boxes, lists and nested fields are read by what the contract expects', () => {
  const decoded = decodeFields(
    { text: '灯不亮', count: '3', loud: 'on', tags: 'a', 'place.floor': '5', _key: 'k' },
    schema,
  );
  assert.deepEqual(decoded, { text: '灯不亮', count: 3, loud: true, tags: ['a'], place: { floor: 5 } });
});

test('form: text that looks like a number stays text where text is expected', () => {
  assert.deepEqual(decodeFields({ text: '110' }, schema), { text: '110' });
});

test('form: what is left out is said in full, and only what the contract allows to be left out', () => {
  const completed = completeForm(decodeFields({ text: '  ', note: '' }, schema), schema);
  assert.deepEqual(completed, { text: '', loud: false, tags: [], note: null });
});

test('form: what is left out within a part is said in full too', () => {
  const nested = z.toJSONSchema(
    z.strictObject({
      place: z.strictObject({ buildingId: z.uuid(), words: z.string() }),
      contact: z.strictObject({ name: z.string().nullable(), phone: z.string().regex(/^\d+$/) }),
    }),
  ) as ReturnType<typeof inputSchema>;
  const decoded = decodeFields({ 'place.words': '', 'contact.name': '' }, nested);
  assert.deepEqual(completeForm(decoded, nested), { place: { words: '' }, contact: { name: null } });
});

test('form: a part that may be null is completed once something of it was written', () => {
  const answer = z.strictObject({ solved: z.enum(['yes', 'no']), words: z.string().nullable() }).nullable();
  const nested = z.toJSONSchema(z.strictObject({ answer })) as ReturnType<typeof inputSchema>;
  assert.deepEqual(completeForm({}, nested), { answer: null });
  const written = decodeFields({ 'answer.solved': 'yes', 'answer.words': '' }, nested);
  assert.deepEqual(completeForm(written, nested), { answer: { solved: 'yes', words: null } });
});

test('form: a name of a hundred thousand dots costs nothing and means nothing', () => {
  const started = process.cpuUsage();
  assert.deepEqual(decodeFields({ ['a.'.repeat(100_000)]: 'x' }, schema), {});
  assert.ok(process.cpuUsage(started).user < 1_000_000);
});

test('form: names that would reach an object’s prototype are dropped', () => {
  const decoded = decodeFields({ '__proto__.polluted': 'yes', 'a.constructor.b': 'x' }, schema);
  assert.deepEqual(decoded, {});
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

const good = {
  sampleId: '0190b1a0-0000-7000-8000-000000000000',
  text: 'x',
  count: 1,
  loud: true,
  tags: [],
  note: null,
};
for (const [what, change, path, code] of [
  ['an unknown field', { extra: 1 }, 'extra', 'unknown-field'],
  ['a missing number', { count: undefined }, 'count', 'missing'],
  ['a number that is text', { count: 'many' }, 'count', 'wrong-type'],
  ['text that is too long', { text: '长'.repeat(21) }, 'text', 'too-large'],
  ['empty text, in the contract’s own words', { text: '' }, 'text', 'text-missing'],
  ['an id that is none', { sampleId: "1' or '1'='1" }, 'sampleId', 'wrong-format'],
  ['a field inside an object', { place: { floor: 1.5 } }, 'place.floor', 'wrong-type'],
] as const) {
  test(`contract: ${what} is named with its place`, () => {
    const checked = checkInput(sample, { ...good, ...change });
    assert.ok(!checked.ok);
    assert.deepEqual(
      checked.fields.map((field) => [field.path, field.code]),
      [[path, code]],
    );
  });
}

test('contract: everything that is wrong is said at once', () => {
  const checked = checkInput(sample, { ...good, text: '', count: -1 });
  assert.ok(!checked.ok);
  assert.deepEqual(checked.fields.map((field) => field.path).sort(), ['count', 'text']);
});

test('form: the values of a map by id are read by what the contract expects of them', () => {
  const nested = z.toJSONSchema(
    z.strictObject({ versions: z.record(z.uuid(), z.int()), titles: z.record(z.uuid(), z.string()) }),
  ) as ReturnType<typeof inputSchema>;
  const id = '0198f1a0-0000-7000-8000-000000000001';
  const decoded = decodeFields({ [`versions.${id}`]: '3', [`titles.${id}`]: '110' }, nested);
  assert.deepEqual(decoded, { versions: { [id]: 3 }, titles: { [id]: '110' } });
});

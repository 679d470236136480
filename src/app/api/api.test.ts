import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWorld, type World } from '../../../test/world.ts';
import { listPeople } from '../../people/directory/directory.contract.ts';
import { operations } from '../operations.ts';
import { describeOperation, sayForm } from './api.rules.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

async function read(language: 'zh' | 'en'): Promise<string> {
  const answer = await fetch(`${world.url}/api`, { headers: { 'accept-language': language } });
  assert.equal(answer.status, 200);
  return answer.text();
}

test('program’s author: finds every operation on one page, with who may in the policy’s words', async () => {
  const [zh, en] = [await read('zh'), await read('en')];
  for (const { operation } of operations) {
    for (const html of [zh, en]) assert.ok(html.includes(`id="${operation.name}"`), operation.name);
  }
  const { zh: saidZh, en: saidEn } = listPeople.refusals['desk-only'];
  assert.ok(zh.includes(saidZh) && en.includes(saidEn));
  assert.ok(zh.includes('没有这一页') && en.includes('There is no such page'), 'the general refusals, too');
  assert.doesNotMatch(zh, /<script(?! type="module" src="\/assets\/)|https?:\/\/(?!127\.0\.0\.1)/);
});

test('program’s author: the examples of reading operations that need nothing can be sent as they stand', async () => {
  const plain = operations
    .map(({ operation }) => describeOperation(operation, world.url))
    .filter(({ method, fields }) => method === 'GET' && fields.every(({ isNeeded }) => !isNeeded));
  assert.ok(plain.length > 5);
  for (const { name, example } of plain) {
    const url = /'(.*)'/.exec(example)?.[1]?.replace('COMMUNITY', world.here.community.slug) ?? '';
    const answer = await fetch(url);
    assert.match(answer.headers.get('content-type') ?? '', /json/, name);
    assert.ok([200, 401, 403].includes(answer.status), `${name}: ${answer.status}`);
    await answer.text();
  }
});

test('form of a value: in the words of JSON Schema, the needed parts of an object without a question mark', () => {
  const table: [Parameters<typeof sayForm>[0], string][] = [
    [{ type: 'string', format: 'uuid' }, 'uuid'],
    [{ enum: ['self', 'joint'] }, '"self" | "joint"'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ type: 'array', items: { type: 'integer' } }, '[integer]'],
    [{ type: 'object', properties: { a: {}, b: {} }, required: ['a'] }, '{ a, b? }'],
  ];
  for (const [schema, expected] of table) assert.equal(sayForm(schema), expected);
});

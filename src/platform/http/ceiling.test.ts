import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { keepCeiling } from './ceiling.ts';

async function serverOf(requestsPerMinute: number) {
  const app = Fastify();
  await keepCeiling(app, requestsPerMinute, (_request, reply, refusal) => {
    reply.status(429);
    return `${refusal.code} ${refusal.retryAfterSeconds}`;
  });
  app.get('/page', async () => 'page');
  app.get('/health', { config: { uncounted: true } }, async () => 'alive');
  app.post('/form', async (request) => (request.heldOffMs > 0 ? 'read, held off' : 'carried out'));
  app.post('/api/form', async () => 'carried out');
  return (method: 'GET' | 'POST', url: string, remoteAddress = '203.0.113.7') =>
    app.inject({ method, url, remoteAddress });
}

test('one address: is held off above its ceiling, another is not', async () => {
  const ask = await serverOf(3);
  for (let turn = 0; turn < 3; turn += 1) assert.equal((await ask('GET', '/page')).statusCode, 200);
  const over = await ask('GET', '/page');
  assert.equal(over.statusCode, 429);
  assert.match(over.body, /^too-many-requests \d+$/);
  assert.equal((await ask('GET', '/page', '203.0.113.8')).statusCode, 200);
  assert.equal((await ask('GET', '/health')).body, 'alive');
});

test('one household: all its IPv6 addresses are one', async () => {
  const ask = await serverOf(1);
  assert.equal((await ask('GET', '/page', '2001:db8:1:2::1')).statusCode, 200);
  assert.equal((await ask('GET', '/page', '2001:db8:1:2::2')).statusCode, 429);
  assert.equal((await ask('GET', '/page', '2001:db8:1:3::1')).statusCode, 200);
});

test('a form above the ceiling: is read and not carried out; far above, or from a program, it is not read', async () => {
  const ask = await serverOf(2);
  assert.equal((await ask('POST', '/form')).body, 'carried out');
  assert.equal((await ask('POST', '/form')).body, 'carried out');
  assert.equal((await ask('POST', '/form')).body, 'read, held off');
  assert.equal((await ask('POST', '/api/form')).statusCode, 429);
  assert.equal((await ask('POST', '/form')).statusCode, 429);
});

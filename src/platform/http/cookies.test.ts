import assert from 'node:assert/strict';
import { test } from 'node:test';
import cookie from '@fastify/cookie';
import { fastify } from 'fastify';
import { keepCookie, readCookie } from './cookies.ts';
import { csrfToken } from './csrf.ts';
import { sessionOf } from './exchange.ts';

const secret = Buffer.alloc(32, 7);

/** Keeps, takes away and reads cookies as the product does, at one address. */
async function serverAt(baseUrl: string) {
  const app = fastify();
  await app.register(cookie);
  app.get('/keep', (_request, reply) => {
    keepCookie(reply, 'sunshine_session', 'mine', { baseUrl, maxAge: 60 });
    keepCookie(reply, 'sunshine_unfinished', 'draft', { baseUrl, community: 'lanjin', maxAge: 60 });
    return reply.send({});
  });
  app.get('/forget', (_request, reply) => {
    keepCookie(reply, 'sunshine_session', null, { baseUrl, maxAge: 0 });
    return reply.send({});
  });
  app.get('/read', (request) => ({
    session: sessionOf(request, { baseUrl }) ?? null,
    unfinished: readCookie(request, 'sunshine_unfinished', { baseUrl, community: 'lanjin' }) ?? null,
    token: csrfToken(secret, sessionOf(request, { baseUrl })),
  }));
  const set = async (url: string) => [(await app.inject(url)).headers['set-cookie'] ?? []].flat();
  const read = async (header: string) =>
    (await app.inject({ url: '/read', headers: { cookie: header } })).json();
  return { set, read };
}

test('browser over https: keeps what says who somebody is for this host alone', async () => {
  const { set, read } = await serverAt('https://ting.example.cn');
  assert.deepEqual(await set('/keep'), [
    '__Host-sunshine_session=mine; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    '__Host-sunshine_unfinished-lanjin=draft; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
  ]);
  const [gone = ''] = await set('/forget');
  assert.match(gone, /^__Host-sunshine_session=; .*Path=\/;.*Secure/);
  const own = await read('__Host-sunshine_session=mine; __Host-sunshine_unfinished-lanjin=draft');
  assert.deepEqual([own.session, own.unfinished], ['mine', 'draft']);
});

test('neighbouring subdomain: plants a session or a draft under the plain name in vain', async () => {
  const { read } = await serverAt('https://ting.example.cn');
  const planted = await read('sunshine_session=theirs; sunshine_unfinished=theirs');
  assert.deepEqual([planted.session, planted.unfinished], [null, null]);
  const both = await read('sunshine_session=theirs; __Host-sunshine_session=mine');
  assert.deepEqual([both.session, both.token], ['mine', csrfToken(secret, 'mine')]);
});

test('demonstration on plain http: keeps the plain names, a community’s in its own part', async () => {
  const { set, read } = await serverAt('http://127.0.0.1:8080');
  assert.deepEqual(await set('/keep'), [
    'sunshine_session=mine; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
    'sunshine_unfinished=draft; Max-Age=60; Path=/c/lanjin; HttpOnly; SameSite=Lax',
  ]);
  assert.equal((await read('sunshine_session=mine')).session, 'mine');
});

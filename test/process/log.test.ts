import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  community,
  postmasterOf,
  preparedDataDir,
  readBack,
  report,
  serve,
  stop,
  until,
} from './server-process.ts';

test('resident: nothing they wrote, gave or hold gets into a log line, whatever happens to it', async (t) => {
  const { dataDir, password } = await preparedDataDir(t);
  const server = await serve(t, dataDir, { env: { LOG_LEVEL: 'debug' } });
  const sent = await report(server.url, '顶楼漏水到王芳家里');
  assert.equal(sent.status, 200);
  await readBack(server.url, sent);
  const key = String(sent.body.reportKey);
  const here = `${server.url}/c/${community}`;
  const api = `${server.url}/api/c/${community}`;
  const json = { 'content-type': 'application/json' };
  const asked = [
    fetch(`${here}/follow/${key}`),
    fetch(`${here}/follow?key=${key}&phone=13900001234`),
    fetch(`${here}/nowhere/13900001234?name=王芳`),
    fetch(`${api}/nowhere/${key}`),
    fetch(`${api}/reports/mine?after=13900001234`),
    fetch(`${api}/account/codes`, { method: 'POST', headers: json, body: '{"phone":"13900001234"}' }),
    fetch(`${api}/reports`, { method: 'POST', headers: json, body: '{"text":"王芳 13900001234' }),
    fetch(`${api}/reports`, {
      method: 'POST',
      headers: json,
      body: '{"text":"王芳","contact":{"phone":"13900001234"}}',
    }),
    fetch(`${here}/sign-in/staff`, {
      method: 'POST',
      headers: { origin: server.url, cookie: `sunshine_session=${key}` },
      body: new URLSearchParams({ phone: '13900001234', code: '123456', username: '王芳', password }),
    }),
  ];
  for (const answer of await Promise.all(asked)) await answer.text();

  // The words of a database that goes away in the middle are the likeliest to quote somebody.
  const failing = Array.from({ length: 8 }, () => report(server.url, '顶楼漏水到王芳家里'));
  process.kill(await postmasterOf(dataDir), 'SIGKILL');
  await Promise.all(failing);
  await until('it is ready again', async () => (await fetch(`${server.url}/readyz`)).status === 200);
  await stop(server);

  const lines = server.err().trim().split('\n');
  assert.ok(lines.filter((line) => line.includes('"msg":"request"')).length > asked.length);
  for (const line of lines) JSON.parse(line);
  const secrets = ['13900001234', '王芳', '漏水', key, password, encodeURIComponent('王芳'), '\\u738b'];
  for (const secret of secrets) {
    assert.deepEqual(
      lines.filter((line) => line.includes(secret)),
      [],
      `a line of the log holds ${secret}`,
    );
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatKeyFile, newWitnessKey, openKey, parseKeyFile, sealKey } from './witness-key.ts';

const secret = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
const salt = Uint8Array.from({ length: 32 }, (_, i) => 200 - i);
const key = newWitnessKey('wuyang.example/witness/community', secret);

function reread(text: string) {
  const read = parseKeyFile(text);
  assert.ok(read.ok);
  return read.value;
}

describe('key of a witness', () => {
  test('kept open: written, read and opened again, without any passphrase', async () => {
    const opened = await openKey(reread(formatKeyFile(key)), '');
    assert.deepEqual(opened.ok && opened.value, secret);
  });

  test('sealed: opened by its passphrase however it was typed, by no other, and nothing of it shows', async () => {
    const text = formatKeyFile(await sealKey(key, '三方各存一份 ｋｅｙ', salt));
    const sealed = reread(text);
    for (const part of [Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')])
      assert.ok(!text.includes(part));
    const opened = await openKey(sealed, '三方各存一份 key');
    assert.deepEqual(opened.ok && opened.value, secret);
    const wrong = await openKey(sealed, '三方各存一份');
    assert.equal(!wrong.ok && wrong.refusal.code, 'passphrase-wrong');
  });

  const wrong: [what: string, text: string][] = [
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['another file', '{"format":"other"}'],
    ['half a secret', formatKeyFile({ ...key, secret: secret.subarray(1) })],
    ['a short salt', formatKeyFile({ ...key, salt: salt.subarray(1) })],
    ['a broken vkey', formatKeyFile(key).replace('community+', 'community+0')],
    ['no secret', formatKeyFile(key).replace('"secret"', '"other"')],
  ];
  for (const [what, text] of wrong)
    test(`${what}: is none`, () => assert.equal(parseKeyFile(text).ok, false));

  test('whose secret belongs to another public key: refused', async () => {
    const other = await openKey({ ...key, secret: salt }, '');
    assert.equal(!other.ok && other.refusal.code, 'key-malformed');
  });
});

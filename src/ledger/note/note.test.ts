import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readBase64, toBase64, toHex, utf8Bytes } from '../../kernel/bytes.ts';
import { instant } from '../../kernel/time.ts';
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { addSignatures, openNote, parseNote, signNote } from './note.ts';
import {
  cosignatureSeconds,
  formatVkey,
  logSigner,
  parseVkey,
  verifierKeyOf,
  verifierOf,
  witnessSigner,
} from './note-key.ts';

const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
const otherSeed = Uint8Array.from({ length: 32 }, (_, i) => 255 - i);
const name = 'wuyang.example/ledger/lanjin';
const verifier = verifierOf(verifierKeyOf(name, 'ed25519', seed));
const signer = logSigner(name, seed);
const witnessName = 'wuyang.example/witness/committee';
const witness = verifierOf(verifierKeyOf(witnessName, 'cosignature', otherSeed));
const at = instant(1_679_315_147_000);
const text = formatCheckpoint({ origin: name, size: 3, root: seed, extensions: [] });

function keyFrom(vkey: string) {
  const key = parseVkey(vkey);
  assert.ok(key.ok);
  return key.value;
}

describe('published examples', () => {
  // golang.org/x/mod/sumdb/note, and the example of c2sp.org/signed-note.
  const examples: [vkey: string, note: string][] = [
    [
      'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      'If you think cryptography is the answer to your problem,\n' +
        "then you don't know what your problem is.\n\n" +
        '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
    ],
    [
      'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
      'This is an example message.\n\n' +
        '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
    ],
  ];
  for (const [vkey, note] of examples) {
    test(`${vkey}: read, written, and its note opened`, () => {
      const key = keyFrom(vkey);
      assert.equal(formatVkey(key), vkey);
      const opened = openNote(note, [verifierOf(key)]);
      assert.ok(opened.ok);
      assert.equal(opened.value.text, note.slice(0, note.lastIndexOf('\n\n') + 1));
      const altered = openNote(note.replace(/^./, 'X'), [verifierOf(key)]);
      assert.equal(!altered.ok && altered.refusal.code, 'signature-wrong');
    });
  }

  test('the secret key published with PeterNeumann: signs the same bytes', () => {
    const published = readBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz') ?? seed;
    const [[, note = ''] = []] = examples;
    const body = note.slice(0, note.lastIndexOf('\n\n') + 1);
    assert.equal(signNote(body, [logSigner('PeterNeumann', published.slice(1))]), note);
  });

  test('the cosigned checkpoint of c2sp.org/tlog-cosignature: both lines are read, and when it was cosigned', () => {
    const note =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
      '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
      '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';
    const parsed = parseNote(note);
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.value.signatures.map((one) => [one.name, one.keyId]),
      [
        ['example.com/behind-the-sofa', '033de0ae'],
        ['witness.example.com/w1', '8d66cf3f'],
      ],
    );
    assert.equal(cosignatureSeconds(parsed.value.signatures[1]?.signature ?? seed), 1_679_315_147n);
    const checkpoint = parseCheckpoint(parsed.value.text);
    assert.ok(checkpoint.ok);
    assert.equal(checkpoint.value.size, 20_852_163);
  });
});

describe('note', () => {
  const signed = signNote(text, [signer]);

  const malformed: [what: string, note: string][] = [
    ['nothing', ''],
    ['no signature', text],
    ['no line after the text', `${text}\n`],
    ['no text', signed.slice(text.length)],
    ['no last newline', signed.slice(0, -1)],
    ['a carriage return', signed.replace('\n', '\r\n')],
    ['half a character', signed.replace('3', '\ud800')],
    ['another dash', signed.replace('—', '-')],
    ['two spaces', signed.replace('— ', '—  ')],
    ['a name with a plus sign', signed.replace(`— ${name}`, '— a+b')],
    ['base64 without its padding', signed.replace(/=+\n$/, '\n')],
    ['base64 with odd last bits', signed.replace(/.=\n$/, (end) => (end[0] === 'B' ? 'C=\n' : 'B=\n'))],
    ['a signature of nothing', `${text}\n— ${name} AAAAAA==\n`],
    ['more signatures than anybody needs', signed + signed.slice(text.length + 1).repeat(100)],
  ];
  for (const [what, note] of malformed) {
    test(`${what}: no note`, () => assert.equal(parseNote(note).ok, false));
  }

  test('text with empty lines: divided at the last one', () => {
    const poem = 'Ognuno sta solo\n\ned è subito sera.\n';
    const opened = openNote(signNote(poem, [signer]), [verifier]);
    assert.equal(opened.ok && opened.value.text, poem);
  });

  test('text that is none: refused before it is signed', () => {
    for (const wrong of ['', 'no newline', 'a tab\t\n', '\n']) {
      assert.throws(() => signNote(wrong, [signer]), TypeError, JSON.stringify(wrong));
    }
  });

  test('stranger signs beside: ignored; alone: not enough', () => {
    const stranger = logSigner('stranger.example', otherSeed);
    const opened = openNote(signNote(text, [stranger, signer]), [verifier]);
    assert.deepEqual(opened.ok && opened.value.verified.map((one) => one.name), [name]);
    const alone = openNote(signNote(text, [stranger]), [verifier]);
    assert.equal(!alone.ok && alone.refusal.code, 'signature-missing');
  });

  test('stranger takes the name of a known key: has another id, so ignored', () => {
    const alone = openNote(signNote(text, [logSigner(name, otherSeed)]), [verifier]);
    assert.equal(!alone.ok && alone.refusal.code, 'signature-missing');
  });

  test('forger takes name and id of a known key: the whole note is refused', () => {
    const forged = { ...logSigner(name, otherSeed), keyId: signer.keyId };
    const alone = openNote(signNote(text, [forged]), [verifier]);
    assert.equal(!alone.ok && alone.refusal.code, 'signature-wrong');
    const beside = openNote(signNote(text, [signer, forged]), [verifier]);
    assert.equal(!beside.ok && beside.refusal.code, 'signature-wrong');
  });

  test('any bit changed: refused or no note', () => {
    const bytes = utf8Bytes(signed);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const changed = bytes.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
        const read = new TextDecoder('utf-8', { ignoreBOM: true }).decode(changed);
        return !openNote(read, [verifier]).ok;
      }),
    );
  });
});

describe('verifier key', () => {
  const vkey = formatVkey(verifierKeyOf(name, 'ed25519', seed));
  const wrong: [what: string, vkey: string][] = [
    ['nothing', ''],
    ['another name, so another id', vkey.replace('lanjin', 'lanjian')],
    ['a space in the name', vkey.replace('wuyang', 'wu yang')],
    ['a key of another kind', vkey.replace('+AQ', '+Ag')],
    ['a key cut short', vkey.slice(0, -4)],
    ['something behind', `${vkey}\n`],
  ];
  for (const [what, line] of wrong) {
    test(`${what}: refused`, () => assert.equal(parseVkey(line).ok, false));
  }

  test('one key for two purposes: two ids', () => {
    const key = verifierKeyOf(name, 'cosignature', seed);
    assert.deepEqual(keyFrom(formatVkey(key)), key);
    assert.notEqual(verifierOf(key).keyId, verifier.keyId);
  });
});

describe('witness', () => {
  const both = signNote(text, [signer, witnessSigner(witnessName, otherSeed, at)]);

  test('cosigns: the checkpoint opens with both, and tells when', () => {
    const opened = openCheckpoint(both, verifier, [witness]);
    assert.ok(opened.ok);
    assert.deepEqual(
      opened.value.note.verified.map((one) => one.name),
      [name, witnessName],
    );
    assert.equal(cosignatureSeconds(opened.value.note.verified[1]?.signature ?? seed), 1_679_315_147n);
  });

  test('its line moved to another time or another tree: refused', () => {
    const parsed = parseNote(both);
    assert.ok(parsed.ok);
    const [, cosigned] = parsed.value.signatures;
    assert.ok(cosigned);
    const later = cosigned.signature.slice();
    later[7] = (later[7] ?? 0) ^ 1;
    const moved = addSignatures(parsed.value, [{ ...cosigned, signature: later }]);
    const lines = moved.signatures.map((one) => ({ ...one, sign: () => one.signature }));
    const opened = openCheckpoint(signNote(text, lines), verifier, [witness]);
    assert.equal(!opened.ok && opened.refusal.code, 'signature-wrong');
    const other = formatCheckpoint({ origin: name, size: 4, root: seed, extensions: [] });
    const onto = signNote(other, [signer, { ...cosigned, sign: () => cosigned.signature }]);
    const taken = openCheckpoint(onto, verifier, [witness]);
    assert.equal(!taken.ok && taken.refusal.code, 'signature-wrong');
  });

  test('alone: no checkpoint of the log', () => {
    const alone = signNote(text, [witnessSigner(witnessName, otherSeed, at)]);
    const opened = openCheckpoint(alone, verifier, [witness]);
    assert.equal(!opened.ok && opened.refusal.code, 'signature-missing');
  });

  test('asked to sign what is no checkpoint: refuses', () => {
    assert.throws(() => signNote('hello\n', [witnessSigner(witnessName, otherSeed, at)]), TypeError);
  });
});

describe('checkpoint', () => {
  const root = toBase64(seed);
  const wrong: [what: string, text: string][] = [
    ['nothing', ''],
    ['no size', `${name}\n${root}\n`],
    ['a leading zero', `${name}\n03\n${root}\n`],
    ['a sign', `${name}\n+3\n${root}\n`],
    ['a size no number holds', `${name}\n9007199254740993\n${root}\n`],
    ['a short root', `${name}\n3\n${toBase64(seed.subarray(1))}\n`],
    ['no last newline', `${name}\n3\n${root}`],
    ['an empty extension', `${name}\n3\n${root}\n\n`],
    ['no origin', `\n3\n${root}\n`],
  ];
  for (const [what, text] of wrong) {
    test(`${what}: refused`, () => assert.equal(parseCheckpoint(text).ok, false));
  }

  test('written and read: the same, extensions too', () => {
    const checkpoint = { origin: name, size: 0, root: seed, extensions: ['more'] };
    assert.deepEqual(parseCheckpoint(formatCheckpoint(checkpoint)), { ok: true, value: checkpoint });
  });

  test('signed by the right key under the name of another log: refused', () => {
    const other = formatCheckpoint({ origin: 'other.example', size: 3, root: seed, extensions: [] });
    const opened = openCheckpoint(signNote(other, [signer]), verifier);
    assert.equal(!opened.ok && opened.refusal.code, 'origin-differs');
  });
});

test('bytes: base64 and hexadecimal there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.deepEqual(readBase64(toBase64(bytes)), Uint8Array.from(bytes));
      assert.equal(toHex(bytes), Buffer.from(bytes).toString('hex'));
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  formatRecoveryCode,
  makeRecoveryCode,
  readProof,
  recoveryCodeCount,
  type TypedProof,
  whatAwaits,
} from './second-factor.rules.ts';

for (const [isEnrolled, isWaived, awaits] of [
  [false, false, 'enrolment'],
  [true, false, 'code'],
  [true, true, 'code'],
  [false, true, null],
] as const) {
  test(`staff ${isEnrolled ? 'with' : 'without'} a second factor${isWaived ? ', waived' : ''}: owe ${awaits ?? 'nothing'}`, () => {
    assert.equal(whatAwaits({ isEnrolled, isWaived }), awaits);
  });
}

const typed: [text: string, proof: TypedProof | null][] = [
  ['123456', { kind: 'telephone', code: '123456' }],
  [' 123 456 ', { kind: 'telephone', code: '123456' }],
  ['１２３４５６', { kind: 'telephone', code: '123456' }],
  ['12345', null],
  ['1234567', null],
  ['abcde-fgh1k', { kind: 'paper', code: 'abcdefgh1k' }],
  ['ABCDE FGHIK', { kind: 'paper', code: 'abcdefgh1k' }],
  ['0o0o0-1l1i1', { kind: 'paper', code: '0000011111' }],
  ['12345-67890', { kind: 'paper', code: '1234567890' }],
  ['abcde-fghu', null],
  ['abcde-fghuk', null],
  ['', null],
  ["' or 1=1 --", null],
];
for (const [text, proof] of typed) {
  test(`a second proof: "${text}" is ${proof ? `${proof.code}, from the ${proof.kind}` : 'none'}`, () => {
    assert.deepEqual(readProof(text), proof);
  });
}

test('a recovery code: reads back as it is written down, whatever the ten bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: recoveryCodeCount, maxLength: recoveryCodeCount }), (bytes) => {
      const code = makeRecoveryCode(bytes);
      assert.deepEqual(readProof(formatRecoveryCode(code).toUpperCase()), { kind: 'paper', code });
    }),
  );
});

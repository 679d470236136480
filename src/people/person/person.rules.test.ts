import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPhone, maskPhone, normalisePhone } from './person.rules.ts';

const written: [text: string, phone: string | null][] = [
  ['13812345678', '+8613812345678'],
  ['138 1234 5678', '+8613812345678'],
  ['138-1234-5678', '+8613812345678'],
  ['+86 138 1234 5678', '+8613812345678'],
  ['008613812345678', '+8613812345678'],
  ['8613812345678', '+8613812345678'],
  ['１３８１２３４５６７８', '+8613812345678'],
  ['19912345678', '+8619912345678'],
  ['12812345678', null],
  ['1381234567', null],
  ['138123456789', null],
  ['0571-87654321', null],
  ['+1 138 1234 5678', null],
  ['', null],
  ['13812345678; drop', null],
];

for (const [text, phone] of written) {
  test(`a phone number: "${text}" is ${phone ?? 'none'}`, () => {
    assert.equal(normalisePhone(text), phone);
  });
}

test('a phone number: in a list it shows too little to ring', () => {
  assert.equal(maskPhone('+8613812345678'), '138****5678');
});

test('a phone number: is written in groups, and reads back', () => {
  assert.equal(formatPhone('+8613812345678'), '138 1234 5678');
  assert.equal(normalisePhone(formatPhone('+8613812345678')), '+8613812345678');
});

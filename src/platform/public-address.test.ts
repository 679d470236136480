import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPublicAddress, isPublicAddress, PrivateAddressError } from './public-address.ts';

const addresses: [address: string, isPublic: boolean][] = [
  ['1.1.1.1', true],
  ['223.5.5.5', true],
  ['172.32.0.1', true],
  ['2400:3200::1', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['::ffff:1.1.1.1', false],
  ['::ffff:127.0.0.1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:db8::1', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['not an address', false],
];
for (const [address, isPublic] of addresses) {
  test(`address ${address}: ${isPublic ? 'public' : 'not public'}`, () => {
    assert.equal(isPublicAddress(address), isPublic);
  });
}

test('a name that leads into the house: is not looked behind, unless that is allowed', async () => {
  for (const name of ['localhost', '127.0.0.1', '[::1]', '2130706433', '0x7f.1']) {
    await assert.rejects(findPublicAddress(name, { mayBePrivate: false }), (error: Error) => {
      return error instanceof PrivateAddressError || 'code' in error;
    });
  }
  assert.equal((await findPublicAddress('127.0.0.1', { mayBePrivate: true })).address, '127.0.0.1');
});

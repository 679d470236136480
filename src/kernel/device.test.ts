import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDevice } from './device.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const cases: [described: string | undefined, system: string, program: string][] = [
  [undefined, 'other', 'other'],
  ['', 'other', 'other'],
  ['curl/8.5.0', 'other', 'other'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/141.0.0.0 Safari/537.36`, 'windows', 'chrome'],
  [`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/141.0 Safari/537.36 Edg/141.0`, 'windows', 'edge'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'linux', 'firefox'],
  [`Mozilla/5.0 (Linux; Android 14) ${webkit} Chrome/130 Mobile MicroMessenger/8.0`, 'android', 'wechat'],
  [`Mozilla/5.0 (Phone; OpenHarmony 5.0) ${webkit} Chrome/114 Safari/537.36`, 'harmony', 'chrome'],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${webkit} Version/18 Safari/604`,
    'iphone',
    'safari',
  ],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) ${webkit} Version/18 Safari/605`, 'mac', 'safari'],
];
for (const [described, system, program] of cases) {
  test(`a device: "${described?.slice(0, 40)}" is ${system} with ${program}`, () => {
    assert.deepEqual(readDevice(described), { system, program });
  });
}

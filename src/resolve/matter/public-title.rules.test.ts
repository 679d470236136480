import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { proposePublicTitle } from './public-title.rules.ts';

const cases: [said: string, proposed: string][] = [
  ['6幢1单元门口，有人从三楼拉电线下来。下雨很吓人。', '6幢1单元门口，有人从三楼拉电线下来'],
  ['我是3幢的王阿姨，楼道灯不亮了，电话13800000000。', '楼道灯不亮了'],
  ['楼上3-2-601室半夜很吵', '楼上半夜很吵'],
  ['浙A12345堵住了车库出口', '堵住了车库出口'],
  ['2单元 601 漏水到楼下', '2单元 漏水到楼下'],
  ['你好！\n地下车库监控有盲区', '地下车库监控有盲区'],
  ['', ''],
];

for (const [said, proposed] of cases) {
  test(`public title: of “${said.slice(0, 16)}”`, () => assert.equal(proposePublicTitle(said), proposed));
}

test('public title: never holds a mobile number and never grows too long', () => {
  const phone = fc.stringMatching(/^1[3-9]\d{9}$/);
  fc.assert(
    fc.property(
      fc.string({ maxLength: 60 }),
      phone,
      fc.string({ maxLength: 60 }),
      (before, number, after) => {
        const said = proposePublicTitle(`${before} ${number} ${after}`);
        assert.ok(!said.includes(number));
        assert.ok(Array.from(said).length <= 60);
      },
    ),
  );
});

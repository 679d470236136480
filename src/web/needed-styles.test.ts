import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neededStyles } from './needed-styles.ts';

const page =
  '<body class="shell-phone"><p class="small soft">x</p><a class="link" href="#.card">y</a></body>';

const cases: [who: string, sheet: string, needed: string][] = [
  [
    'elements, ids and attributes',
    'p{a:b}*,::before{a:b}[hidden]{a:b}',
    'p{a:b}*,::before{a:b}[hidden]{a:b}',
  ],
  ['a class that is there, and none that is not', '.small{a:b}.card{a:b}', '.small{a:b}'],
  [
    'all classes of a selector',
    '.small.soft{a:b}.small .card{a:b}.shell-phone>.link{a:b}',
    '.small.soft{a:b}.shell-phone>.link{a:b}',
  ],
  ['one selector of several', '.card,.link:hover{a:b}.card,.chip{a:b}', '.card,.link:hover{a:b}'],
  [
    'whatever may or may not be in brackets',
    '.small:not(.card,.chip){a:b}.link:is(.a:not(.b),.c){a:b}',
    '.small:not(.card,.chip){a:b}.link:is(.a:not(.b),.c){a:b}',
  ],
  [
    'blocks around rules',
    '@media (width<9em){.card{a:b}.link{a:b}}@media (width>9em){.card{a:b}}',
    '@media (width<9em){.link{a:b}}',
  ],
  ['nothing of paper', '@page{margin:0}@media print{p{a:b}}p{a:b}', 'p{a:b}'],
  ['movements', '@keyframes arrive{from{a:b}to{a:c}}', '@keyframes arrive{from{a:b}to{a:c}}'],
  [
    'braces and dots in strings',
    '.link::after{content:"}.card{"}p[data-x=".card,"]{a:b}',
    '.link::after{content:"}.card{"}p[data-x=".card,"]{a:b}',
  ],
];

for (const [who, sheet, needed] of cases)
  test(`styles a page brings along: ${who}`, () => {
    assert.equal(neededStyles(sheet, page), needed);
  });

test('styles a page brings along: the order stays, because the cascade needs it', () => {
  assert.equal(neededStyles('.link{a:b}.card{a:b}p{a:c}.link{a:d}', page), '.link{a:b}p{a:c}.link{a:d}');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PostId } from '../../people/post/post.contract.ts';
import { suggestHandlers } from './handler-suggestion.rules.ts';

const organisations = [{ id: 'wuye', kind: 'property-company' as const }];
const posts = [
  { id: 'd' as PostId, kind: 'desk' as const, covers: null },
  { id: 'c5' as PostId, kind: 'captain' as const, covers: { id: 's5', name: '5幢1单元' } },
  { id: 'c6' as PostId, kind: 'captain' as const, covers: { id: 's6', name: '6幢1单元' } },
  { id: 'h' as PostId, kind: 'handler' as const, covers: { id: 'wuye', name: '物业服务站' } },
];

const cases: [handler: string, building: string | null, expected: string[]][] = [
  ['物业', '6幢', ['h']],
  ['楼道长+物业', '6幢', ['c6', 'h']],
  ['物业/消防', '6幢', ['h']],
  ['楼道长', null, []],
  ['楼道长', '9幢', []],
  ['业委会', '6幢', []],
  ['社区+综合执法', '6幢', ['d']],
  ['水务集团', '6幢', []],
];

for (const [handler, building, expected] of cases) {
  test(`handler suggestion: ${handler} at ${building ?? 'no building'}`, () => {
    const suggested = suggestHandlers({ handler: { zh: handler, en: '' } }, posts, {
      building,
      organisations,
    });
    assert.deepEqual(suggested, expected);
  });
}

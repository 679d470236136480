import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayIn } from '../../../kernel/text.ts';
import { localDate } from '../../../kernel/time.ts';
import type { PostChoice } from './desk-data.ts';
import { postOptions } from './posts.ts';

const post = (id: string, name: string, away: PostChoice['away'] = null): PostChoice => ({
  ...{ id: id as never, kind: 'handler', covers: { id: 'wuye', name: '水岸物业' } },
  ...{ holder: { id: 'p' as never, name }, heldFrom: localDate('2026-01-01'), heldUntil: null },
  ...{ can: { end: true }, away },
});
const away = (deputy: string | null) => ({
  ...{ holder: '李师傅', from: localDate('2026-11-24'), to: localDate('2026-11-25'), deputy },
});
const labels = (locale: 'zh' | 'en', posts: readonly PostChoice[]) =>
  postOptions(sayIn(locale), posts).flatMap(({ options }) => options.map(({ label }) => label));

test('desk: sees beside each choice who is away, until when, and who stands in', () => {
  const posts = [post('a', '张师傅'), post('b', '李师傅', away('值班员小吴'))];
  assert.deepEqual(labels('zh', posts), [
    '水岸物业（张师傅）',
    '水岸物业（李师傅） · 11月24日至25日不在，由值班员小吴代',
  ]);
  assert.deepEqual(labels('en', posts), [
    '水岸物业 (张师傅)',
    '水岸物业 (李师傅) · away 24–25 November, 值班员小吴 stands in',
  ]);
  assert.deepEqual(labels('zh', [post('b', '李师傅', away(null))]), [
    '水岸物业 · 11月24日至25日不在，没有人代',
  ]);
});

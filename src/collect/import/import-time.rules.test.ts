import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { atMinute, dateOf, formatInstant, instant, minuteOfDay } from '../../kernel/time.ts';
import { readTime } from './import-time.rules.ts';

for (const [written, utc] of [
  ['2019/2/28 11:25:05', '2019-02-28T03:25:05.000Z'],
  ['2019/12/4 8:05:59', '2019-12-04T00:05:59.000Z'],
  ['2020-01-02 10:11:12', '2020-01-02T02:11:12.000Z'],
  [' 2020-01-02  10:11 ', '2020-01-02T02:11:00.000Z'],
  ['2020-01-02T10:11:12', '2020-01-02T02:11:12.000Z'],
  ['2020-01-02 10:11:12.345', '2020-01-02T02:11:12.000Z'],
  ['2020-01-02T10:11:12Z', '2020-01-02T10:11:12.000Z'],
  ['2020-01-02T10:11:12+09:00', '2020-01-02T01:11:12.000Z'],
  ['2020-01-02T10:11:12-0330', '2020-01-02T13:41:12.000Z'],
  ['2020.1.2', '2020-01-01T16:00:00.000Z'],
  ['2020-01-02', '2020-01-01T16:00:00.000Z'],
  ['20200102', '2020-01-01T16:00:00.000Z'],
  ['20200102101112', '2020-01-02T02:11:12.000Z'],
  ['2020年1月2日', '2020-01-01T16:00:00.000Z'],
  ['2020年1月2日 10时11分', '2020-01-02T02:11:00.000Z'],
  ['2020年1月2日10点', '2020-01-02T02:00:00.000Z'],
  ['２０２０年１月２日１０：１１', '2020-01-02T02:11:00.000Z'],
  ['2020/1/2 下午3:25:05', '2020-01-02T07:25:05.000Z'],
  ['2020/1/2 下午 15:25', '2020-01-02T07:25:00.000Z'],
  ['2020/1/2 上午12:05', '2020-01-01T16:05:00.000Z'],
  ['2020/1/2 3:25 PM', '2020-01-02T07:25:00.000Z'],
  ['2020/1/2 12:25 am', '2020-01-01T16:25:00.000Z'],
  ['2020/2/29', '2020-02-28T16:00:00.000Z'],
] as const) {
  test(`time: “${written}” is ${utc}`, () => {
    const read = readTime(written);
    assert.equal(read.ok ? formatInstant(read.value) : read.refusal.code, utc);
  });
}

for (const [written, code] of [
  ['', 'time-missing'],
  [' \u3000', 'time-missing'],
  ['03/04/2020', 'time-ambiguous'],
  ['13/02/2020', 'time-ambiguous'],
  ['3.4.2020 10:00', 'time-ambiguous'],
  ['19/2/28', 'time-ambiguous'],
  ['19年2月28日', 'time-ambiguous'],
  ['43524.476', 'time-is-day-number'],
  ['43524', 'time-is-day-number'],
  ['2019/2/29', 'time-not-in-calendar'],
  ['2019/13/1', 'time-not-in-calendar'],
  ['2019/2/28 25:00', 'time-not-in-calendar'],
  ['2019/2/28 24:00', 'time-not-in-calendar'],
  ['2019/2/28 10:61', 'time-not-in-calendar'],
  ['2019/2/28 13:00 PM', 'time-not-in-calendar'],
  ['2019/2/28 上午15:00', 'time-not-in-calendar'],
  ['1900-01-01', 'time-before-1949'],
  ['2019/2-28', 'time-unreadable'],
  ['昨天', 'time-unreadable'],
  ['1551324305', 'time-unreadable'],
  ['2019/2/28 11:25:05 左右', 'time-unreadable'],
  ['2019/2/28 11:25/2', 'time-unreadable'],
] as const) {
  test(`time: “${written}” is refused: ${code}`, () => {
    const read = readTime(written);
    assert.equal(read.ok ? formatInstant(read.value) : read.refusal.code, code);
  });
}

test('time: every minute is read back from each way of writing it', () => {
  const minutes = fc.integer({ min: Date.UTC(1992, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 });
  fc.assert(
    fc.property(minutes, (minute) => {
      const at = instant(minute * 60_000);
      const [year = '', month = '', day = ''] = dateOf(at).split('-');
      const [hour, rest] = [Math.floor(minuteOfDay(at) / 60), minuteOfDay(at) % 60];
      const clock = `${hour}:${String(rest).padStart(2, '0')}`;
      assert.equal(atMinute(dateOf(at), minuteOfDay(at)), at);
      for (const written of [
        `${year}-${month}-${day} ${clock}`,
        `${year}/${Number(month)}/${Number(day)} ${clock}`,
        `${year}年${Number(month)}月${Number(day)}日${hour}时${rest}分`,
        `${year}.${month}.${day} ${hour % 12 || 12}:${String(rest).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`,
        formatInstant(at),
      ]) {
        const read = readTime(written);
        assert.equal(read.ok ? read.value : read.refusal.code, at, written);
      }
    }),
  );
});

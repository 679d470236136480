import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addMs,
  dayMs,
  formatInstant,
  hourMs,
  instant,
  parseInstant,
  readTimeOfDay,
} from '../../kernel/time.ts';
import { usualQuiet } from '../reach/reach.rules.ts';
import {
  choicesIn,
  isQuiet,
  keptNight,
  leavesAt,
  mayBeConfirmed,
  quietEnd,
  usualChoices,
  waysFor,
} from './preference.rules.ts';

const at = (time: string) => parseInstant(`2026-11-22T${time}+08:00`);
const said = (time: string) => formatInstant(parseInstant(time));

const nights: [from: string, until: string, time: string, quiet: boolean][] = [
  ['22:00', '07:00', '21:59', false],
  ['22:00', '07:00', '22:00', true],
  ['22:00', '07:00', '23:59', true],
  ['22:00', '07:00', '00:00', true],
  ['22:00', '07:00', '06:59', true],
  ['22:00', '07:00', '07:00', false],
  ['12:30', '14:00', '12:29', false],
  ['12:30', '14:00', '13:00', true],
  ['12:30', '14:00', '14:00', false],
  ['08:00', '08:00', '08:00', false],
];
for (const [from, until, time, quiet] of nights) {
  test(`quiet hours ${from} to ${until}: ${time} is ${quiet ? 'quiet' : 'not'}`, () => {
    const hours = { quietFrom: readTimeOfDay(from), quietUntil: readTimeOfDay(until) };
    assert.equal(isQuiet(at(`${time}:00`), hours), quiet);
  });
}

test('news: leaves after a minute by day, in the morning by night, at once when it cannot wait', () => {
  const leaves = (time: string, urgent = false) => formatInstant(leavesAt(at(time), urgent, usualQuiet));
  assert.equal(leaves('10:00:00'), said('2026-11-22T10:01:00+08:00'));
  assert.equal(leaves('21:59:30'), said('2026-11-23T07:00:00+08:00'));
  assert.equal(leaves('03:00:00'), said('2026-11-22T07:00:00+08:00'));
  assert.equal(leaves('06:59:30'), said('2026-11-22T07:00:30+08:00'));
  assert.equal(leaves('03:00:00', true), said('2026-11-22T03:00:00+08:00'));
});

test('news: never leaves in the quiet hours, nor more than a day and a minute late', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(minute, minute, fc.integer({ min: 0, max: 2 * dayMs }), (quietFrom, quietUntil, ms) => {
      const hours = { quietFrom, quietUntil };
      const now = instant(at('00:00:00') + ms);
      const leaves = leavesAt(now, false, hours);
      assert.equal(isQuiet(leaves, hours), false);
      assert.ok(leaves > now && leaves <= now + dayMs + 60_000);
      if (isQuiet(now, hours)) assert.ok(quietEnd(now, hours) > now);
    }),
  );
});

const choices = { ...usualQuiet, sms: ['question', 'urgent'], mail: ['question', 'work'] } as const;
const ways: [kind: 'progress' | 'question' | 'work', urgent: boolean, by: string][] = [
  ['question', false, 'sms, mail'],
  ['work', false, 'mail'],
  ['progress', false, ''],
  ['work', true, 'sms at once, mail'],
  ['progress', true, 'sms at once'],
];
for (const [kind, urgent, by] of ways) {
  test(`${kind}${urgent ? ' that cannot wait' : ''}: goes by ${by || 'no way but the inbox'}`, () => {
    const found = waysFor({ kind, urgent }, choices);
    const said = found.map((way) => `${way.channel}${way.urgent ? ' at once' : ''}`).join(', ');
    assert.equal(said, by);
    assert.deepEqual(waysFor({ kind, urgent }, choicesIn(usualQuiet, usualChoices)), []);
  });
}

test('a night: whoever keeps the community’s goes with it, whoever chose another keeps that', () => {
  const ways = { sms: [], mail: ['progress'] } as const;
  const [early, late] = [
    { quietFrom: 1260, quietUntil: 360 },
    { quietFrom: 1380, quietUntil: 480 },
  ];
  assert.deepEqual(choicesIn(late, { ...ways, ...keptNight(early, early) }), { ...ways, ...late });
  assert.deepEqual(choicesIn(late, { ...ways, ...keptNight(usualQuiet, early) }), { ...ways, ...early });
});

test('a confirmation: holds for the address as it stands, for a week, and for ever once given', () => {
  const askedAt = at('10:00:00');
  const asked = { address: 'a@example.cn', askedAt, confirmedAt: null };
  assert.equal(mayBeConfirmed(asked, 'a@example.cn', addMs(askedAt, 7 * dayMs - 1)), true);
  assert.equal(mayBeConfirmed(asked, 'a@example.cn', addMs(askedAt, 7 * dayMs)), false);
  assert.equal(mayBeConfirmed(asked, 'b@example.cn', askedAt), false);
  assert.equal(mayBeConfirmed(undefined, 'a@example.cn', askedAt), false);
  const confirmed = { ...asked, confirmedAt: addMs(askedAt, hourMs) };
  assert.equal(mayBeConfirmed(confirmed, 'a@example.cn', addMs(askedAt, 30 * dayMs)), true);
});

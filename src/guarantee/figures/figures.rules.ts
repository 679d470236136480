import { tiers } from '../../collect/category/category.contract.ts';
import { reportChannels } from '../../collect/report/report.contract.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { resultTypes } from '../../resolve/matter/matter.contract.ts';
import type { Inhabitants } from '../inhabitants/inhabitants.contract.ts';
import type { Counted, Figures, PerTenThousand, Rate, RateName } from './figures.contract.ts';
import { type Counters, noBuilding } from './figures.counters.rules.ts';
import { rateRule } from './figures.rates.rules.ts';

/** The lists each rate is made of: the upper one lies within the lower one. */
export const rateParts = {
  response: ['contact-in-time', 'contact-due'],
  resolved: ['resolved', 'received'],
  'in-time': ['in-time', 'resolved'],
  solved: ['solved', 'answered'],
  satisfied: ['satisfied', 'answered'],
  'at-once': ['at-once', 'resolved'],
  reopened: ['reopened', 'ever-resolved'],
  returned: ['returned', 'dispatched'],
  self: ['resolved', 'resolved'],
} as const satisfies Record<RateName, readonly [Counted, Counted]>;

/** Shares of a whole are said to one decimal place, rates to two. */
const decimalsOf = (name: RateName) => (name === 'self' ? 1 : 2);

/**
 * A percentage as it is said: rounded to the nearest, but never to 100 or to 0 while something is missing or
 * there; null of nothing. Whole numbers only, so that the same two counts say the same everywhere.
 */
export function percentOf(numerator: number, denominator: number, decimals: number): number | null {
  if (denominator === 0) return null;
  const whole = 100 * 10 ** decimals;
  const rounded = Math.floor((2 * numerator * whole + denominator) / (2 * denominator));
  const least = numerator > 0 ? 1 : 0;
  const most = numerator < denominator ? whole - 1 : whole;
  return Math.min(most, Math.max(least, rounded)) / 10 ** decimals;
}

/** The median of what was counted by steps: the middle one, or of two the lower; null of nothing. */
export function medianOf(steps: ReadonlyMap<number, number>): number | null {
  const all = [...steps].sort(([a], [b]) => a - b);
  const count = all.reduce((sum, [, amount]) => sum + amount, 0);
  let seen = 0;
  for (const [step, amount] of all) {
    seen += amount;
    if (2 * seen >= count) return step;
  }
  return null;
}

/** Makes the figures of a day out of its counters. */
export function figuresFrom(
  counters: Counters,
  told: {
    asOf: LocalDate;
    entries: number;
    isSensitive(category: string): boolean;
    inhabitants: Inhabitants | null;
  },
): Figures {
  const { asOf, entries } = told;
  const of = (name: string) => counters[name] ?? 0;
  const tiersOf = (name: string) => ({
    ...{ self: of(`${name}.tier.self`), joint: of(`${name}.tier.joint`), linked: of(`${name}.tier.linked`) },
  });
  const [received, resolved] = [tiersOf('received'), tiersOf('resolved')];
  const openBy = Object.fromEntries(tiers.map((tier) => [tier, received[tier] - resolved[tier]]));
  return {
    ...{ asOf, countedBy: 'occurredAt', entries },
    received: { total: of('received'), byChannel: channelsOf(of), byTier: received },
    resolved: { total: of('resolved'), byTier: resolved, byResult: resultsOf(of) },
    open: { total: of('open'), byTier: { ...received, ...openBy } },
    byCategory: categoriesOf(counters, told.isSensitive),
    byBuilding: splitBy(counters, 'building').map(({ key, ...rest }) => ({
      building: key === noBuilding ? null : key,
      ...rest,
    })),
    byMonth: monthsOf(counters),
    voices: { reports: of('voices.reports'), households: of('voices.households') },
    ...{ withdrawn: of('withdrawn'), merged: of('merged') },
    rates: ratesOf(of, asOf),
    perTenThousand: perTenThousandOf(of('received'), told.inhabitants),
    times: timesOf(counters),
  };
}

type Of = (name: string) => number;

function channelsOf(of: Of): Figures['received']['byChannel'] {
  return Object.fromEntries(
    reportChannels.flatMap((channel) => {
      const amount = of(`received.channel.${channel}`);
      return amount === 0 ? [] : [[channel, amount]];
    }),
  );
}

function resultsOf(of: Of): Figures['resolved']['byResult'] {
  const all = Object.fromEntries(resultTypes.map((result) => [result, of(`result.${result}`)]));
  return all as Figures['resolved']['byResult'];
}

function ratesOf(of: Of, asOf: LocalDate): Figures['rates'] {
  const rate = (name: RateName): Rate => {
    const [upper, lower] = rateParts[name];
    const numerator = of(name === 'self' ? 'resolved.tier.self' : upper);
    const denominator = of(lower);
    const percent = percentOf(numerator, denominator, decimalsOf(name));
    return { numerator, denominator, percent, asOf, rule: rateRule[name] };
  };
  const names = Object.keys(rateParts) as RateName[];
  return Object.fromEntries(names.map((name) => [name, rate(name)])) as Figures['rates'];
}

/** Matters received for each ten thousand who live here (常住人口), cut after one decimal. */
export function perTenThousandOf(received: number, counted: Inhabitants | null): PerTenThousand | null {
  if (counted === null) return null;
  const { inhabitants, countedOn, source } = counted;
  return {
    received,
    inhabitants,
    countedOn,
    source,
    value: Math.floor((received * 100_000) / inhabitants) / 10,
  };
}

type Part = { key: string; received: number; resolved: number; open: number };

/** Received, resolved and open by one kind of thing, the most received first. */
function splitBy(counters: Counters, kind: 'category' | 'building'): Part[] {
  const prefix = `received.${kind}.`;
  return keysOf(counters, prefix)
    .map((key) => {
      const received = counters[`${prefix}${key}`] ?? 0;
      const resolved = counters[`resolved.${kind}.${key}`] ?? 0;
      return { key, received, resolved, open: received - resolved };
    })
    .sort((a, b) => b.received - a.received || (a.key < b.key ? -1 : 1));
}

function categoriesOf(counters: Counters, isSensitive: (code: string) => boolean): Figures['byCategory'] {
  const parts = splitBy(counters, 'category');
  const kept = parts.filter(({ key }) => isSensitive(key));
  const total = (name: keyof Omit<Part, 'key'>) => kept.reduce((all, part) => all + part[name], 0);
  const together = { received: total('received'), resolved: total('resolved'), open: total('open') };
  const open = parts.filter((part) => !kept.includes(part));
  return [
    ...open.map(({ key, ...rest }) => ({ category: key, ...rest })),
    ...(kept.length === 0 ? [] : [{ category: null, ...together }]),
  ];
}

function monthsOf(counters: Counters): Figures['byMonth'] {
  const months = new Set([...keysOf(counters, 'received.month.'), ...keysOf(counters, 'resolved.month.')]);
  const [first, last] = [[...months].sort()[0], [...months].sort().at(-1)];
  if (first === undefined || last === undefined) return [];
  return monthsBetween(first, last).map((month) => {
    const received = counters[`received.month.${month}`] ?? 0;
    const settled = counters[`settled.month.${month}`] ?? 0;
    return { month, received, resolved: counters[`resolved.month.${month}`] ?? 0, open: received - settled };
  });
}

/** Months in a row, both ends with them: a month in which nothing happened is shown as such. */
function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

function monthAfter(month: string): string {
  const [year = 0, index = 0] = month.split('-').map(Number);
  return index === 12 ? `${year + 1}-01` : `${year}-${String(index + 1).padStart(2, '0')}`;
}

function timesOf(counters: Counters): Figures['times'] {
  const resolved = counters.resolved ?? 0;
  const [contact, resolution] = [stepsOf(counters, 'contact.'), stepsOf(counters, 'resolution.')];
  const mean = resolved === 0 ? null : Math.floor((counters['worked-minutes'] ?? 0) / resolved);
  return {
    firstContact: { medianMinutes: medianOf(contact), matters: countOf(contact) },
    resolution: { medianMinutes: medianOf(resolution), matters: countOf(resolution) },
    handling: { meanMinutes: mean, matters: resolved },
  };
}

function stepsOf(counters: Counters, prefix: string): Map<number, number> {
  return new Map(keysOf(counters, prefix).map((key) => [Number(key), counters[`${prefix}${key}`] ?? 0]));
}

function countOf(steps: ReadonlyMap<number, number>): number {
  return [...steps.values()].reduce((all, amount) => all + amount, 0);
}

function keysOf(counters: Counters, prefix: string): string[] {
  return Object.keys(counters).flatMap((name) =>
    name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
  );
}

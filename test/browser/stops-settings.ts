import { reachOperations } from '../../src/channels/reach/reach.contract.ts';
import { calendarOperations } from '../../src/clocks/calendar/calendar.operations.contract.ts';
import { categoryKeepingOperations } from '../../src/collect/category/category.operations.contract.ts';
import { inhabitantsOperations } from '../../src/guarantee/inhabitants/inhabitants.contract.ts';
import type { Id } from '../../src/kernel/id.ts';
import { webhook } from '../permissions/requests-channels.ts';
import { must, type World } from '../world.ts';
import type { Stops } from './stops.ts';

/** Has a community set things of its own. */
export async function tellOfSettings(world: World): Promise<Id<'webhook'>> {
  const administrator = world.as('administrator');
  const closed = { from: '2026-12-03', until: '2026-12-04', works: 'no', name: '台风停工' } as const;
  must(await administrator.call(calendarOperations.setDays, { ...closed, reason: '防汛办通知' }));
  const hours = { morningFrom: '09:00', morningTo: '12:00', afternoonFrom: '13:30', afternoonTo: '17:00' };
  must(
    await administrator.call(calendarOperations.setHours, { ...hours, from: '2026-12-01', reason: '冬令' }),
  );
  const planned = { nameZh: '器材坏了', nameEn: 'Broken', tier: 'self', limit: 'W3', open: 'yes' } as const;
  const asked = { ...planned, code: 'FAC06', from: '2026-12-01', reason: '居民代表会议定的' };
  must(await administrator.call(categoryKeepingOperations.changeCategory, asked));
  const reach = {
    version: 0,
    telephone: '0571-88886666',
    telephoneDays: 'workdays',
    telephoneFrom: '08:30',
    telephoneUntil: '17:30',
    quietFrom: '22:00',
    quietUntil: '07:00',
    searchable: 'no',
    reason: '换了值班电话',
  } as const;
  must(await administrator.call(reachOperations.setReach, reach));
  const counted = { inhabitants: 1240, countedOn: '2026-11-01', source: '社区2026年11月入户登记' };
  must(await administrator.call(inhabitantsOperations.setCount, { version: 0, ...counted }));
  return (await webhook({ world })).id;
}

const calendar = '/settings/calendar';
const closure = `${calendar}?act=days&from=2026-12-10&works=no&name=%E5%8F%B0%E9%A3%8E%E5%81%9C%E5%B7%A5`;

const reach = '/settings/reach';
const inhabitants = '/settings/inhabitants';
const webhooks = '/settings/webhooks';
const categories = '/settings/categories';
const category = `${categories}/FAC06`;
const change = (limit: string) =>
  `${category}?from=2026-12-10&nameZh=%E5%99%A8%E6%9D%90%E5%9D%8F%E4%BA%86&nameEn=Broken&tier=self&limit=${limit}&open=yes`;

const inhabitantsStops: Stops = {
  [inhabitants]: [
    { name: 'with a count', as: 'administrator', at: inhabitants },
    { name: 'to the desk, which reads', as: 'desk1', at: inhabitants },
    { name: 'nothing entered yet', as: 'administrator', at: inhabitants, empty: true },
    { name: 'without a source', as: 'administrator', at: inhabitants, send: '/inhabitants' },
  ],
};

/** The pages on which a community sets what it promises. */
export function settingsStops(webhookId: Id<'webhook'>): Stops {
  return {
    [calendar]: [
      { name: 'with days of its own', as: 'administrator', at: calendar },
      { name: 'to the desk, which reads', as: 'desk1', at: calendar },
      { name: 'nothing changed yet', as: 'administrator', at: calendar, empty: true },
      {
        name: 'a year not settled',
        as: 'administrator',
        at: `${calendar}?year=2027`,
        send: '/years/2027/confirm',
      },
      { name: 'what a closure would change', as: 'administrator', at: closure },
      { name: 'saved without a reason', as: 'administrator', at: closure, send: '/calendar/days' },
      { name: 'days that passed', as: 'administrator', at: closure.replace('12-10', '01-05') },
      {
        name: 'taken back without a reason',
        as: 'administrator',
        at: `${calendar}?clear=2026-12-03`,
        send: '/clear',
      },
      { name: 'why on that day', as: 'desk1', at: `${calendar}?date=2026-09-30&time=09:00&limit=W5` },
      { name: 'hours without a reason', as: 'administrator', at: calendar, send: '/calendar/hours' },
    ],
    [categories]: [
      { name: 'with one to change', as: 'administrator', at: categories },
      { name: 'to the desk, which reads', as: 'desk1', at: categories },
      { name: 'added without a name', as: 'administrator', at: categories, send: '/categories' },
    ],
    '/settings/categories/:code': [
      { name: 'changed and planned', as: 'administrator', at: category },
      { name: 'to the desk, which reads', as: 'desk1', at: category },
      { name: 'never changed', as: 'administrator', at: category, empty: true },
      {
        name: 'a limit that is not allowed',
        as: 'administrator',
        at: change('W1').replace('FAC06', 'FIR05'),
      },
      { name: 'what a change would do', as: 'administrator', at: change('W1') },
      { name: 'saved without a reason', as: 'administrator', at: change('W1'), send: '/changes' },
      {
        name: 'withdrawn without a reason',
        as: 'administrator',
        at: `${category}?withdraw=2026-12-01`,
        send: '/withdraw',
      },
    ],
    ...inhabitantsStops,
    [reach]: [
      { name: 'as it was set', as: 'administrator', at: reach },
      { name: 'to the desk, which reads', as: 'desk1', at: reach },
      { name: 'nothing set yet', as: 'administrator', at: reach, empty: true },
      { name: 'saved without a reason', as: 'administrator', at: reach, send: '/reach' },
      {
        name: 'saved over what another saved',
        as: 'administrator',
        at: reach,
        send: '/reach',
        written: { version: '0', telephone: '12345', reason: '换号' },
      },
    ],
    [webhooks]: [
      { name: 'with one that fails', as: 'administrator', at: webhooks },
      { name: 'none', as: 'administrator', at: webhooks, empty: true },
      { name: 'connected to nothing', as: 'administrator', at: webhooks, send: '/webhooks' },
      { name: 'tried in vain', as: 'administrator', at: `${webhooks}?tried=no-connection` },
      { name: 'tried', as: 'administrator', at: `${webhooks}?tried=arrived` },
      { name: 'to be ended', as: 'administrator', at: `${webhooks}?end=${webhookId}` },
    ],
    '/promises': [
      { name: 'to everybody', as: 'stranger', at: '/promises' },
      { name: 'a date counted', as: 'resident', at: '/promises?date=2026-09-30&time=09:00&limit=accept' },
      { name: 'a time that is none', as: 'stranger', at: '/promises?date=2026-09-30&time=9&limit=W5' },
    ],
  };
}

import { reachOperations } from '../../src/channels/reach/reach.contract.ts';
import { calendarOperations } from '../../src/clocks/calendar/calendar.operations.contract.ts';
import { categoryKeepingOperations } from '../../src/collect/category/category.operations.contract.ts';
import { inhabitantsOperations } from '../../src/guarantee/inhabitants/inhabitants.contract.ts';
import { addDays, localDate, weekdayOf } from '../../src/kernel/time.ts';
import { must } from '../world.ts';
import type { Prepare, Scene } from './requests.ts';

/** A working day that nobody has changed, further on with every request. */
function freshWorkday(scene: Scene): string {
  let day = addDays(localDate('2027-01-04'), scene.fresh());
  while (weekdayOf(day) > 5) day = addDays(localDate('2027-01-04'), scene.fresh());
  return day;
}

const closure = (from: string) => ({ from, until: null, works: 'no', name: '台风停工' }) as const;
const reason = '防汛办通知';

/** A change of a category, on a later day with every request. */
const change = (scene: Scene) => ({
  ...{ code: 'FAC06', from: freshWorkday(scene), nameZh: `器材坏了${scene.fresh()}`, nameEn: 'Broken' },
  ...{ tier: 'self' as const, limit: 'W3' as const, open: 'yes' as const },
});

/** Requests for what a community sets. */
export const settingsRequests: Record<string, Prepare> = {
  'reach.see': () => ({ input: {} }),
  'reach.listChanges': () => ({ input: {} }),
  async 'reach.set'(scene) {
    const { version } = must(await scene.world.as('administrator').call(reachOperations.seeReach, {}));
    return {
      input: {
        ...{ version, telephone: `0571-8888${1000 + scene.fresh()}`, telephoneDays: 'daily' as const },
        ...{ telephoneFrom: '08:00', telephoneUntil: '20:00', quietFrom: '22:00', quietUntil: '07:00' },
        ...{ searchable: 'no' as const, reason },
      },
    };
  },
  'inhabitants.list': () => ({ input: {} }),
  async 'inhabitants.set'(scene) {
    const { counts } = must(await scene.world.as('administrator').call(inhabitantsOperations.listCounts, {}));
    const counted = { inhabitants: 1000 + scene.fresh(), countedOn: '2026-11-01', source: '社区登记' };
    return { input: { ...counted, version: counts[0]?.version ?? 0 } };
  },
  'calendar.see': () => ({ input: { year: 2026 } }),
  'calendar.explain': () => ({ input: { date: '2026-09-30', time: '09:00', limit: 'W3' } }),
  'calendar.listChanges': () => ({ input: {} }),
  'calendar.previewDays': (scene) => ({ input: { ...closure(freshWorkday(scene)) } }),
  'calendar.setDays': (scene) => ({ input: { ...closure(freshWorkday(scene)), reason } }),
  async 'calendar.clearDay'(scene) {
    const date = freshWorkday(scene);
    const administrator = scene.world.as('administrator');
    must(await administrator.call(calendarOperations.setDays, { ...closure(date), reason }));
    return { input: { date, reason } };
  },
  'calendar.setHours': (scene) => ({
    input: {
      ...{ from: freshWorkday(scene), morningFrom: '09:00', morningTo: `11:${10 + (scene.fresh() % 50)}` },
      ...{ afternoonFrom: '14:00', afternoonTo: '17:00', reason },
    },
  }),
  'category.review': () => ({ input: {} }),
  'category.history': () => ({ input: { code: 'FAC06' } }),
  'category.previewChange': (scene) => ({ input: change(scene) }),
  'category.change': (scene) => ({ input: { ...change(scene), reason } }),
  async 'category.withdrawChange'(scene) {
    const administrator = scene.world.as('administrator');
    const { category } = must(
      await administrator.call(categoryKeepingOperations.changeCategory, { ...change(scene), reason }),
    );
    return { input: { code: category.code, from: category.effectiveFrom, reason } };
  },
  'category.add': (scene) => ({
    input: {
      ...{
        group: 'FAC',
        from: freshWorkday(scene),
        nameZh: '快递柜坏了',
        nameEn: 'Parcel locker',
        tier: 'self',
      },
      ...{ limit: 'W3', handlerZh: '物业', handlerEn: 'property company', keywords: '', reason },
    },
  }),
  async 'calendar.confirmYear'({ world }) {
    const administrator = world.as('administrator');
    const nationalDay = { ...closure('2027-10-01'), name: '国庆节', reason };
    await administrator.call(calendarOperations.setDays, nationalDay);
    return { input: { year: 2027, reason } };
  },
};

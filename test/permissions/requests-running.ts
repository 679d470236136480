import type { Prepare } from './requests.ts';

/** Requests for what tells how things run. */
export const runningRequests: Record<string, Prepare> = {
  'change.list': () => ({ input: {} }),
  async 'change.list, of a matter that is about somebody’s hardship'({ story }) {
    const told = await story.accepted({ categoryCode: 'CAR04', publicTitle: '邻里帮扶' });
    return { input: { matterId: told.matterId }, reportKey: told.reportKey };
  },
};

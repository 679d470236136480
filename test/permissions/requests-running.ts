import { enqueue } from '../../src/platform/outbox.ts';
import type { Prepare } from './requests.ts';

/** Requests for what tells how things run. */
export const runningRequests: Record<string, Prepare> = {
  'change.list': () => ({ input: {} }),
  async 'change.list, of a matter that is about somebody’s hardship'({ story }) {
    const told = await story.accepted({ categoryCode: 'CAR04', publicTitle: '邻里帮扶' });
    return { input: { matterId: told.matterId }, reportKey: told.reportKey };
  },
  'figures.get': () => ({ input: {} }),
  'figures.list': () => ({ input: { status: 'open' } }),
  'figures.export': () => ({ input: {} }),
  'operator.see': () => ({ input: {} }),
  async 'operator.retry'({ world }) {
    const { made, here, clock } = world;
    const now = clock.now();
    const jobId = await made.database.write(here.community.id, async (tx) => {
      const id = await enqueue(tx, { kind: 'test.given-up', payload: {}, runAt: now, now });
      await tx`update outbox set failed_at = ${now}, last_error = 'Error' where id = ${id}`;
      return id;
    });
    return { input: { jobId } };
  },
};

import type { Prepare } from './requests.ts';

/** Requests for the log of looks. */
export const lookRequests: Record<string, Prepare> = {
  'look.list': () => ({ input: {} }),
  'look.export': () => ({ input: {} }),
  'look.list-own': () => ({ input: {} }),
  'erasure.read': () => ({ input: {} }),
  async 'erasure.ask'({ story }) {
    await story.accepted();
    return { input: { read: 'yes', final: 'yes' } };
  },
  'erasure.withdraw': () => ({ input: {} }),
};

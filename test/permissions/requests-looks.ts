import type { Prepare } from './requests.ts';

/** Requests for the log of looks. */
export const lookRequests: Record<string, Prepare> = {
  'look.list': () => ({ input: {} }),
  'look.export': () => ({ input: {} }),
  'look.list-own': () => ({ input: {} }),
};

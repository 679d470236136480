/** How freely this installation lets people send: what its operator has set. */
export type Limits = {
  /** Everything counted against people is allowed this many times over. */
  times: number;
  /** Codes by text message that one community pays for in an hour. */
  codesPerHour: number;
};

export const usualLimits: Limits = { times: 1, codesPerHour: 600 };

/** Requests a minute from one address. A whole estate may stand behind one, so this only stops machines. */
export const usualRequestsPerMinute = 6_000;

/** For what the product does itself, such as building a demonstration: nobody is held off. */
export const noLimits: Limits = { times: 1_000_000, codesPerHour: 1_000_000 };

import { dayMs } from '../../kernel/time.ts';

/** Copies that one account may take in a day: more than anybody needs, too few for whoever found a telephone unlocked. */
export const copiesADay = 5;
export const copiesCountMs = dayMs;

/** Reports, notices and looks that a copy holds at most, the newest; beyond that the community gives it by hand. */
export const maxReports = 1_000;
export const maxRows = 10_000;

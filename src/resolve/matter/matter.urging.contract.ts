/** When the product urges by itself: half and four fifths of the promise gone, or not taken in time. */
export const urgingMarks = ['half', 'four-fifths', 'not-taken'] as const;
export type UrgingMark = (typeof urgingMarks)[number];

/** Urged so often, a matter is proposed for supervision. */
export const urgedOften = 2;

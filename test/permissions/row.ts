/** Of the report or matter concerned: follower and resident reported it, captain holds its stairwell, handler has it. */
export const askers = [
  'stranger',
  'follower',
  'resident',
  'neighbour',
  'captain',
  'other-captain',
  'chair',
  'handler',
  'other-handler',
  'desk',
  'administrator',
  'street',
] as const;
export type AskerName = (typeof askers)[number];

/** `yes`, or the refusal's code; where an answer says who it is written for, also that: `yes: public`. */
export type Expected = string;

export type Row = {
  operation: string;
  /** What is special about what is asked for; several rows of one operation differ in it. */
  when?: string;
  here: Readonly<Record<AskerName, Expected>>;
  /** What all of them get when they ask for the same in a community where nobody knows them. */
  elsewhere: Expected;
};

export const everybody = askers.join(' ');

/** One row: who gets which answer. Everybody stands in it exactly once. */
export function row(
  operation: string,
  answers: Record<Expected, string>,
  elsewhere: Expected,
  when?: string,
): Row {
  const given = new Map<string, Expected>();
  for (const [answer, names] of Object.entries(answers)) {
    for (const name of names.split(' ')) {
      if (given.has(name)) throw new Error(`${operation}: ${name} stands there twice`);
      given.set(name, answer);
    }
  }
  const missing = askers.filter((name) => !given.has(name));
  if (missing.length > 0 || given.size > askers.length)
    throw new Error(`${operation}: ${missing.join(', ') || [...given.keys()].join(', ')}`);
  const here = Object.fromEntries(given) as Record<AskerName, Expected>;
  return { operation, here, elsewhere, ...(when !== undefined && { when }) };
}

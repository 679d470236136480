/**
 * Writes docs/states.md from the table of states: node --import tsx scripts/write-states.ts
 * matter.states.test.ts holds the file against what this makes of the code.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type MatterAction, type MatterState, matterStates } from '../src/resolve/matter/matter.contract.ts';
import { drawStates, transitions } from '../src/resolve/matter/matter.states.ts';
import { actionText, stateText } from '../src/resolve/matter/matter.text.ts';

export const statesPath = fileURLToPath(new URL('../docs/states.md', import.meta.url));

/** What each state waits for; a state without its line does not compile. */
const waitsFor = {
  accepted: 'the desk dispatches it',
  dispatched: 'the handler takes it within 4 business hours, or returns it within 1 working day',
  returned: 'the desk dispatches it again; after the second return its dispatch is final',
  taken: 'the first contact, within 24 hours of dispatch; it begins the handling',
  in_progress: 'the result, by the date promised',
  suspended: 'an owners’ vote, a third party’s contract, the weather or the reporter; 60 days at most in all',
  done: 'a callback within 2 working days, by somebody who did not work on it',
  callback: 'the reporter’s answer; three tries on two days, then silence closes it as unrated after 7 days',
  closed: 'nothing; within 15 days it can be reopened, twice at most, then it goes to the joint meeting',
  withdrawn: 'nothing; its only reporter took it back',
  merged: 'nothing; it lives on as voices of an earlier matter',
} satisfies Record<MatterState, string>;

/** The flags a matter carries beside its state, and which action sets each. */
const flags: readonly [flag: string, zh: string, by: readonly MatterAction[], meaning: string][] = [
  [
    'urged ×n',
    '催办×n',
    ['urge'],
    'by its reporter once a day, by the desk with words, by time at 50 % and 80 % of the promise and when it is not taken',
  ],
  [
    'supervised',
    '督办（黄/红）',
    ['supervise', 'lift'],
    'by the street or an administrator, with a date of its own; ends with the result',
  ],
  ['extended', '延期', ['ask-extension', 'extend', 'refuse-extension'], 'once, before the day promised'],
  ['reopened ×n', '重办×n', ['reopen'], 'twice at most, each time in half the time'],
  ['overdue', '已超时', [], 'the promise has passed and there is no result; follows from the clock'],
  ['tier', '层级', ['move'], 'self, joint or linked; moves up and back under one number, with a reason'],
];

/** In which states an action leaves the state as it is. */
function staysIn(action: MatterAction): string {
  const states = matterStates.filter((state) => {
    const row: Partial<Record<MatterAction, MatterState>> = transitions[state];
    return row[action] === state;
  });
  return states.join(', ');
}

/** The whole document. */
export function statesDocument(): string {
  const states = matterStates.map((state) => `| ${state} | ${stateText[state].zh} | ${waitsFor[state]} |`);
  const rows = flags.map(([flag, zh, by, meaning]) => {
    const actions = by.map((action) => `\`${action}\` ${actionText[action].zh}`).join(', ');
    return `| ${flag} | ${zh} | ${actions || '–'} | ${meaning} |`;
  });
  return `# The states of a matter

A report that is accepted becomes a matter, or joins one. From then on every step is one of these. Made from the table
in \`src/resolve/matter/matter.states.ts\` by \`node --import tsx scripts/write-states.ts\`; a test keeps the two equal.
Steps that stay where they are (adding a report, a household, a note, more time) are left out of the drawing.

\`\`\`mermaid
${drawStates()}\`\`\`

| state | 中文 | what is waited for |
| --- | --- | --- |
${states.join('\n')}

## Flags, not states

They stand beside the state and change nothing of it.

| flag | 中文 | set by | meaning |
| --- | --- | --- | --- |
${rows.join('\n')}

- Urging and supervision are possible in: ${staysIn('urge')}.
- Moving to another tier is possible in: ${staysIn('move')}. What stands still goes on first.
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(statesPath, statesDocument());

import type { Answer } from './client.ts';

export type ReportKept = {
  text: string;
  reportId: string;
  reportKey: string;
  number: string;
  photoIds: readonly string[];
};
export type DecisionKept = { reportId: string; matterId: string; number: string };

/** An answer that was no yes: what the one who asked was told, and while what was going on. */
export type Refused = { during: string; status: number; type: string; code: string; words: string };

/** What the clients were promised, and what they were told when nothing could be promised. */
export type Diary = {
  reports: ReportKept[];
  decisions: DecisionKept[];
  photos: Set<string>;
  refused: Refused[];
  /** What is going on; written beside every refusal. */
  during: string;
  note(answer: Answer): void;
};

export function openDiary(): Diary {
  const diary: Diary = {
    ...{ reports: [], decisions: [], photos: new Set(), refused: [], during: 'before the fault' },
    note({ status, type, body, text }) {
      if (status >= 200 && status < 400) return;
      const code = String(body.code ?? (status === 0 ? 'line lost' : 'page'));
      const words = String(body.detail ?? text.slice(0, 400));
      diary.refused.push({ during: diary.during, status, type, code, words });
    },
  };
  return diary;
}

/** Refusals by what was going on and what they said, most first. */
export function countRefused({ refused }: Diary): { during: string; what: string; times: number }[] {
  const counts = new Map<string, { during: string; what: string; times: number }>();
  for (const { during, status, code } of refused) {
    const what = status === 0 ? code : `${status} ${code}`;
    const key = `${during} ${what}`;
    const found = counts.get(key) ?? { during, what, times: 0 };
    counts.set(key, { ...found, times: found.times + 1 });
  }
  return [...counts.values()].sort((a, b) => b.times - a.times);
}

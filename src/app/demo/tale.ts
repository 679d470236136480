import type { PauseReason } from '../../clocks/deadline/deadline.contract.ts';
import type { Tier } from '../../collect/category/category.contract.ts';
import type { registeredChannels } from '../../collect/report/report.contract.ts';
import type {
  RedirectChannel,
  RejectReason,
  ResultType,
  SolvedAnswer,
} from '../../resolve/matter/matter.contract.ts';
import type { PostName } from './cast.seed.ts';
import type { PictureName } from './pictures.ts';

/** When something happens: so many workdays before the last one of the story, at an hour of that day. */
export type When = { back: number; at: string };

/** What somebody says: by the form as who they are, or through somebody who writes it down for them. */
export type Voice = When & {
  /** The home of whoever says it; null where nobody is known, as on a slip from the box. */
  who: string | null;
  through: 'form' | (typeof registeredChannels)[number];
  /** Who writes it down, where it is not the desk. */
  writtenBy?: PostName;
  where: string;
  says: string;
  hides?: 'from-handler' | 'everything';
  /** The form of address neighbours may see. */
  known?: string;
  shows?: PictureName;
};

/** How the reporter's word on the result comes, or does not. */
export type Word = {
  solved: SolvedAnswer;
  satisfaction: number;
  /** On the page in the evening, or to the desk that asks by telephone on the next workday. */
  given: 'on-page' | 'by-phone';
  says?: string;
};

/** What is done in one round of work. */
export type Work = {
  /** Workdays from acceptance, or from reopening, to the result. */
  days: number;
  result?: ResultType;
  reply: string;
  proof?: PictureName;
  /** `silence`: asked three times on two days where there is a number, and nobody answers. */
  word: Word | 'silence';
};

/** What turns the usual course of a matter. */
export type Turn = {
  /** The first handler returns it; the desk then dispatches to the one named by `handler`. */
  returned?: { by: PostName; reason: string };
  /** So many workdays after acceptance. */
  extended?: { after: number; workingDays: number; reason: string; answer: string };
  suspended?: { after: number; reason: PauseReason; days: number | null; explanation: string };
};

export type Tale = Voice & {
  /** As neighbours read it. */
  title: string;
  about: string;
  tier: Tier;
  handler: PostName;
  assisting?: PostName[];
  /** Somebody has to be there within two hours. */
  urgent?: boolean;
  work: Work;
  /** The second round, after a "no". */
  again?: Work;
  turn?: Turn;
  /** Others who report the same while it is open. */
  also?: Voice[];
  /** How many households of the building (or of any) say "me too". */
  meToo?: number;
};

/** A report that leads to no matter: refused, sent elsewhere, or not decided on yet. */
export type ShortTale = Voice & {
  ends?: { rejected: RejectReason; message: string } | { redirected: RedirectChannel; message: string };
};

import { deputyTurnJob, deputyTurnPayload } from '../../people/absence/absence.contract.ts';
import { findOver, findTurn } from '../../people/absence/absence-telling.service.ts';
import { accountEventJob, othersActPayload } from '../../people/account/account.contract.ts';
import { findPersonByAccount } from '../../people/person/person.service.ts';
import { postEndedJob, postEndedPayload } from '../../people/post/post.contract.ts';
import type { Workers } from '../../platform/outbox.ts';
import { sendNotices } from '../notice/notice.service.ts';
import { noticeOfOthersAct, noticeOfTurn } from './staff-notice.rules.ts';

/** Tells staff what befell their own posts and accounts, from the jobs that were written with it. */
export const staffNoticeWorkers: Workers = {
  [deputyTurnJob]: {
    async within({ tx, payload, now }) {
      const job = deputyTurnPayload.parse(payload);
      const found = await findTurn(tx, job, now);
      if (found) await sendNotices(tx, [noticeOfTurn(job.turn, { id: job.absenceId, ...found })], now);
    },
  },
  [postEndedJob]: {
    async within({ tx, payload, now }) {
      const over = await findOver(tx, postEndedPayload.parse(payload).postId, now);
      await sendNotices(
        tx,
        over.map(({ turn, ...absence }) => noticeOfTurn(turn, absence)),
        now,
      );
    },
  },
  [accountEventJob]: {
    async within({ tx, payload, now }) {
      const act = othersActPayload.parse(payload);
      const person = await findPersonByAccount(tx, act.accountId);
      if (person) await sendNotices(tx, [noticeOfOthersAct(person.id, act)], now);
    },
  },
};

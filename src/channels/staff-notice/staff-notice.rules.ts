import type { AbsenceId, DeputyTurn } from '../../people/absence/absence.contract.ts';
import type { OthersActPayload } from '../../people/account/account.contract.ts';
import type { PersonId } from '../../people/person/person.contract.ts';
import type { PostId } from '../../people/post/post.contract.ts';
import type { NewNotice } from '../notice/notice.contract.ts';
import type { ByParams, DeputyParams } from './staff-notice.notices.text.ts';

/** What the deputy's post is told of an absence; it waits for the morning like everything about work. */
export function noticeOfTurn(
  turn: DeputyTurn,
  absence: { id: AbsenceId; deputy: PostId } & DeputyParams,
): NewNotice {
  const { id, deputy, holder, kind, from, to } = absence;
  return {
    recipient: { to: 'post', postId: deputy },
    template: `staff-notice.${turn}`,
    params: { holder, kind, from, to },
    subject: { kind: 'absence', id },
  };
}

/**
 * What the owner of an account is told of what somebody else did to its ways in. It cannot wait: if nobody asked for
 * it, every hour counts.
 */
export function noticeOfOthersAct(person: PersonId, { accountId, kind, by }: OthersActPayload): NewNotice {
  const params: ByParams = { by };
  return {
    recipient: { to: 'person', personId: person },
    template: `staff-notice.${kind}`,
    params,
    subject: { kind: 'account', id: accountId },
    urgent: true,
  };
}

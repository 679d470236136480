import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { Say } from '../../kernel/text.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import type { NewNotice, Notice, NoticeId, NoticeRecipient, NoticeTexts } from './notice.contract.ts';
import { noticeText } from './notice.text.ts';

/** The id whose inbox a notice lies in. */
export function inboxOf(recipient: NoticeRecipient): Id {
  if (recipient.to === 'person') return recipient.personId;
  return recipient.to === 'report' ? recipient.reportId : recipient.postId;
}

/** The inboxes an asker reads: their own and those of the posts they hold now, or that of the report they follow. */
export function inboxesOf(asker: Asker): readonly Id[] {
  if (asker.kind === 'follower') return [asker.reportId];
  return asker.kind === 'person' ? [asker.personId, ...asker.posts.map((post) => post.id)] : [];
}

/** The notices without those that would tell one recipient the same of the same thing twice; the first one stays. */
export function withoutRepeats(notices: readonly NewNotice[]): NewNotice[] {
  const kept = new Map<string, NewNotice>();
  for (const notice of notices) {
    const key = `${inboxOf(notice.recipient)} ${notice.template} ${notice.subject.id}`;
    if (!kept.has(key)) kept.set(key, notice);
  }
  return [...kept.values()];
}

/** A feature's texts under its own name: `accepted` of `matter` becomes `matter.accepted`. */
export function noticeTextsOf(feature: string, texts: NoticeTexts): NoticeTexts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${feature}.${name}`, text]));
}

/** A notice in the reader's language; one whose text is not known says that there is news. */
export function sayNotice(t: Say, texts: NoticeTexts, notice: Pick<Notice, 'template' | 'params'>): string {
  const text = Object.hasOwn(texts, notice.template) ? texts[notice.template] : undefined;
  return text ? text[t.locale](notice.params) : t(noticeText.unknown);
}

/** Where a page of notices ends. */
export type NoticePlace = { at: Instant; id: NoticeId };

/** Writes a place as the `next` of a page. */
export function writePlace({ at, id }: NoticePlace): string {
  return `${at}~${id}`;
}

/** Reads the `after` of a request, which the contract has found well-formed. */
export function readPlace(text: string): NoticePlace {
  const [at = '', id = ''] = text.split('~');
  return { at: instant(Number(at)), id: id as NoticeId };
}

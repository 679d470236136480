import type { Id } from '../../kernel/id.ts';
import type { Say } from '../../kernel/text.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import type { Paragraph } from '../mail/mail.contract.ts';
import type { MailResult } from '../mail/mail.rules.ts';
import type { Notice, OutwardTexts } from '../notice/notice.contract.ts';
import type { NewsKind } from '../preference/preference.rules.ts';
import type { SmsState } from '../sms/sms.contract.ts';
import type { SmsResult } from '../sms/sms.rules.ts';
import type { Message, MessageState } from './message.contract.ts';
import { messageText } from './message.text.ts';

/** What kind of news a notice is; one whose text another version of the product brought is progress. */
export function kindOf(texts: OutwardTexts, notice: Pick<Notice, 'template' | 'urgent'>): NewsKind {
  const text = Object.hasOwn(texts, notice.template) ? texts[notice.template] : undefined;
  return { kind: text?.kind ?? 'progress', urgent: notice.urgent };
}

/** A notice as it leaves the house: one short sentence. */
export function sayOutward(
  say: Say,
  texts: OutwardTexts,
  notice: Pick<Notice, 'template' | 'params'>,
): string {
  const text = Object.hasOwn(texts, notice.template) ? texts[notice.template] : undefined;
  return text ? text[say.locale](notice.params) : say(messageText.unknown);
}

/** Every sign of the basic table of GSM 03.38, and those that take two places (3GPP TS 23.038, 6.2.1). */
const gsmSingle =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/u;
const gsmDouble = /[\^{}\\[~\]|€]/gu;

/** How many text messages a carrier makes (and charges) of these words: 160 signs or 70, in parts 153 or 67. */
export function countSegments(text: string): number {
  const isGsm = gsmSingle.test(text);
  const length = isGsm ? text.length + (text.match(gsmDouble)?.length ?? 0) : text.length;
  const [alone, inParts] = isGsm ? [160, 153] : [70, 67];
  return length <= alone ? 1 : Math.ceil(length / inParts);
}

/** Two parts: enough for a sentence and a link, and no more than twice the price. */
export const maxSegments = 2;

/** The words of a text message, the sentence cut where signature, rest and link would not fit. */
export function fitSms(sentence: string, around: { before: string; after: string }): string {
  const { before, after } = around;
  const whole = `${before}${sentence}${after}`;
  if (countSegments(whole) <= maxSegments) return whole;
  const signs = [...sentence];
  while (signs.length > 0 && countSegments(`${before}${signs.join('')}…${after}`) > maxSegments) signs.pop();
  return `${before}${signs.join('')}…${after}`;
}

/** What a message about notices is made of, oldest news first. */
export type News = {
  say: Say;
  community: string;
  sentences: readonly string[];
  /** Where it can be read. */
  href: string;
};

/** A text message: the newest news, how many more there are, and where to read them. */
export function composeSms({ say, community, sentences, href }: News): string {
  const newest = sentences.at(-1) ?? say(messageText.unknown);
  const rest = sentences.length > 1 ? say(messageText.more, sentences.length - 1) : '';
  return fitSms(newest, { before: say(messageText.signature, community), after: `${rest} ${href}` });
}

/** A letter: all news, one paragraph each, then where to read more and how to end it. */
export function composeNews(
  { say, community, sentences, href }: News,
  links: { choose: string; stop: string },
): { subject: string; paragraphs: Paragraph[] } {
  return {
    subject: sentences.at(-1) ?? say(messageText.unknown),
    paragraphs: [
      ...sentences,
      { words: say(messageText.open), href },
      say(messageText.whyNotice, community),
      { words: say(messageText.choose), href: links.choose },
      { words: say(messageText.stop), href: links.stop },
    ],
  };
}

/** The letter that asks whether an address is its reader's. */
export function composeConfirmation(
  say: Say,
  community: string,
  href: string,
): { subject: string; paragraphs: Paragraph[] } {
  return {
    subject: say(messageText.confirmSubject),
    paragraphs: [
      say(messageText.confirmWhy, community),
      { words: say(messageText.confirm), href },
      say(messageText.confirmElse),
    ],
  };
}

/** What becomes of a message after a try; null while it goes on waiting. */
export function stateAfter(
  result: SmsResult | MailResult,
  isLastAttempt: boolean,
): Pick<Message, 'state' | 'reason'> | null {
  if (result.as === 'sent') return { state: 'sent', reason: null };
  if (result.as === 'refused') return { state: 'failed', reason: result.reason };
  return isLastAttempt ? { state: 'given-up', reason: result.reason } : null;
}

/** The state of a code's text message in the words of the log. */
export function codeState(state: SmsState): MessageState {
  return state === 'queued' ? 'waiting' : state;
}

/** Where a page of the log ends. */
export type LogPlace = { at: Instant; id: Id };

/** Writes a place as the `next` of a page. */
export function writePlace({ at, id }: LogPlace): string {
  return `${at}~${id}`;
}

/** Reads the `after` of a request, which the contract has found well-formed. */
export function readPlace(text: string): LogPlace {
  const [at = '', id = ''] = text.split('~');
  return { at: instant(Number(at)), id: id as Id };
}

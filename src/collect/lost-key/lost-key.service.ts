import { z } from 'zod';
import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { codeLifeMs } from '../../people/account/account.rules.ts';
import { issueCode, redeemCode } from '../../people/account/one-time-code.service.ts';
import { normalisePhone } from '../../people/person/person.rules.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import { enqueue, type Workers } from '../../platform/outbox.ts';
import { findReportOf, renewReportKey } from '../report/report-key.service.ts';
import {
  lostKeyOperations,
  type renewLostKey as renewLostKeyOperation,
  type requestLostKey as requestLostKeyOperation,
} from './lost-key.contract.ts';
import { mayAskForLostKey } from './lost-key.policy.ts';
import { lostKeyText } from './lost-key.text.ts';

const phoneInvalid = refuseFields([{ path: 'phone', code: 'phone-invalid' }]);

const jobKind = 'report-key.send';
const payload = z.strictObject({ number: z.string(), phone: z.string(), text: z.string() });

/**
 * The request never looks whether number and phone belong together: it writes the same rows for every pair, and the
 * job that looks comes after the answer. So neither the answer nor the time it takes tells who reported what.
 */
export const requestLostKey: Handler<typeof requestLostKeyOperation> = async (
  call,
  { number, phone: typed },
) => {
  const phone = normalisePhone(typed);
  if (phone === null) return phoneInvalid;
  if (mayAskForLostKey(call.asker) !== true) throw new Error('everybody may ask');
  return call.write(async (tx) => {
    const code = await issueCode(tx, call, useOf(call, number, phone));
    if (!code.ok) return code;
    const text = sayIn(call.locale)(lostKeyText.message, nameOf(call), number, code.value);
    const job = { kind: jobKind, payload: { number, phone, text }, runAt: call.now, now: call.now };
    await enqueue(tx, job);
    return ok({ validSeconds: codeLifeMs / 1000 });
  });
};

/** A code is for one report of one community; numbers are the same in each. */
const useOf = (call: Call, number: string, phone: string) =>
  ({ phone, purpose: 'report-key', subject: `${call.community.id} ${number}` }) as const;

function nameOf(call: Call): string {
  const { name, nameEn } = call.community;
  return call.locale === 'en' && nameEn !== '' ? nameEn : name;
}

/** Passes the code on if the report was made under this phone, and forgets it if not. */
export const lostKeyWorkers: Workers = {
  [jobKind]: {
    async within({ tx, payload: given, now }) {
      const { number, phone, text } = payload.parse(given);
      if (!(await findReportOf(tx, number, phone))) return;
      await enqueue(tx, { kind: 'sms.send', payload: { phone, text }, runAt: now, now });
    },
  },
};

export const renewLostKey: Handler<typeof renewLostKeyOperation> = async (call, input) => {
  const phone = normalisePhone(input.phone);
  if (phone === null) return phoneInvalid;
  const use = useOf(call, input.number, phone);
  if (!(await redeemCode(call, use, input.code))) return refuse('lost-key-code-wrong');
  return call.write<Outcome<{ reportKey: string }, 'lost-key-code-wrong'>>(async (tx) => {
    // A code nobody was sent can be guessed; the pair has to belong together all the same.
    const report = await findReportOf(tx, input.number, phone);
    if (!report) return refuse('lost-key-code-wrong');
    return ok({ reportKey: await renewReportKey(tx, call.platform.secret, report) });
  });
};

export const lostKeyHandlers = implement(lostKeyOperations, { requestLostKey, renewLostKey });

import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { requestCode, signInWithCode } from '../../people/account/account.contract.ts';

const asked = {
  number: z
    .string()
    .trim()
    .regex(/^\d{4}-\d{4,8}$/, 'number-malformed'),
  phone: z.string().min(1).max(30),
};

const problems = {
  ...signInWithCode.problems,
  'number-malformed': {
    zh: '编号像2026-0158这样，年份后面一横',
    en: 'A number looks like 2026-0158, the year and a hyphen first',
  },
};

export const requestLostKey = operation({
  name: 'reportKey.request',
  method: 'POST',
  path: '/follow/lost',
  summary:
    'Sends a code to the phone a report was made under, so that its lost private link can be replaced; the answer and the work are the same for a pair that does not belong together',
  input: z.strictObject(asked),
  output: z.strictObject({ validSeconds: z.int() }),
  refusals: requestCode.refusals,
  problems,
});

export const renewLostKey = operation({
  name: 'reportKey.renew',
  method: 'POST',
  path: '/follow/lost/code',
  summary: 'Gives a fresh private link of a report for the code; the link before is dead',
  input: z.strictObject({ ...asked, code: z.string().regex(/^\s*(?:\d\s*){6}$/, 'code-malformed') }),
  output: z.strictObject({ reportKey: z.string() }),
  refusals: {
    'lost-key-code-wrong': {
      status: 422,
      zh: '验证码不对、过期了，或者编号和手机号不是一起的。请看最新的短信，或者到社区值班台问。',
      en: 'The code is wrong or expired, or number and phone do not belong together. Look at the latest message, or ask the desk.',
    },
  },
  problems,
});

export const lostKeyOperations = { requestLostKey, renewLostKey };

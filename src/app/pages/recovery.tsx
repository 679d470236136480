import { isId } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { AccountHead } from '../../people/account/screens/AccountPage.tsx';
import { moveNumber } from '../../people/directory/directory.contract.ts';
import type { PersonId } from '../../people/person/person.contract.ts';
import {
  choosePassword,
  issuePasswordLink,
  openStaffAccount,
  readAccountOf,
  readPasswordLink,
  resetSecondFactor,
  unbindIdentityOf,
} from '../../people/recovery/recovery.contract.ts';
import { AccountOf, type AccountOfData, ChoosePassword } from '../../people/recovery/screens/AccountOf.tsx';
import { recoveryText } from '../../people/recovery/screens/recovery.text.ts';
import type { Call } from '../../platform/call.ts';
import { fieldOf } from '../../platform/http/form.ts';
import { ownAddress } from './display.ts';
import { flashOf, withDone } from './lead.ts';
import { type FormFields, form, page } from './page.ts';
import { handOver, takeOver } from './shown-once.ts';

const handedOver = 'password link shown once';

export const recoveryPages = [
  page({
    path: '/people/:personId/account',
    load: async ({ call, ask, request }) => {
      const personId = request.params.personId ?? '';
      if (!isId(personId)) return refuse('not-found');
      const account = await ask(readAccountOf, { personId: personId as PersonId });
      if (!account.ok) return account;
      const link = takeOver(call, handedOver, request.query.link);
      return ok<AccountOfData>({ personId, account: account.value, link });
    },
    view: (data, frame) => {
      const title = frame.say(recoveryText.title, data.account.displayName);
      return {
        title,
        shell: 'plain',
        head: <AccountHead frame={frame} backTo={frame.to('/people')} title={title} />,
        flash: flashOf(frame.say, frame.done, recoveryText.done),
        body: <AccountOf frame={frame} data={data} />,
      };
    },
  }),
  page({
    path: '/password/:token',
    load: async ({ ask, request }) => {
      const token = request.params.token ?? '';
      const read = await ask(readPasswordLink, { token });
      if (!read.ok) return read;
      return ok<{ token: string; username: string }>({ token, username: read.value.username });
    },
    view: ({ token, username }, frame) => ({
      title: frame.say(recoveryText.chooseTitle),
      shell: 'plain',
      head: <AccountHead frame={frame} backTo={frame.to('')} title={frame.say(recoveryText.chooseTitle)} />,
      body: <ChoosePassword frame={frame} token={token} username={username} />,
    }),
  }),
];

/** Back to the page of the person, which shows the link once. */
function withLink(call: Call, values: FormFields, link: string): string {
  if (call.asker.kind !== 'person') return `/c/${call.community.slug}/people`;
  const url = new URL(ownAddress(fieldOf(values, '_from')), 'http://page.invalid');
  url.searchParams.set('link', handOver(call, handedOver, call.asker.personId, link));
  return `${url.pathname}${url.search}`;
}

const backToPerson = (values: FormFields, done: string) => {
  const { pathname } = new URL(ownAddress(fieldOf(values, '_from')), 'http://page.invalid');
  return withDone(pathname, done);
};

export const recoveryForms = [
  form(moveNumber, ({ values }) => backToPerson(values, 'moved')),
  form(issuePasswordLink, ({ call, values, output }) => withLink(call, values, output.link)),
  form(openStaffAccount, ({ call, values, output }) => withLink(call, values, output.link)),
  form(unbindIdentityOf, ({ values }) => backToPerson(values, 'unbound')),
  form(resetSecondFactor, ({ values }) => backToPerson(values, 'reset')),
  form(choosePassword, ({ call }) => `/c/${call.community.slug}/sign-in/staff?done=password-chosen`),
];

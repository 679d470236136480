import { messageOperations } from '../../channels/message/message.contract.ts';
import { MessageLog } from '../../channels/message/screens/MessageLog.tsx';
import { messageLogText } from '../../channels/message/screens/message-log.text.ts';
import { mailAddressOperations } from '../../channels/preference/mail-address.contract.ts';
import { preferenceOperations } from '../../channels/preference/preference.contract.ts';
import { type LinkData, MailLink } from '../../channels/preference/screens/MailLink.tsx';
import { Preferences } from '../../channels/preference/screens/Preferences.tsx';
import { preferencesText } from '../../channels/preference/screens/preferences.text.ts';
import { ok } from '../../kernel/outcome.ts';
import { pagePlace } from '../../kernel/wire.ts';
import { fieldOf } from '../../platform/http/form.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import type { Visit } from './desk-load.ts';
import { backWith, flashOf, signInFor } from './lead.ts';
import { type FormFields, form, page } from './page.ts';

const { confirmMailAddress, readLink, removeMailAddress, setMailAddress, stopMail } = mailAddressOperations;
const { listMessages, resendMessage } = messageOperations;

/** Both links of letters lead to one page: what it says is sealed into the link. */
const linkPage = (path: string) =>
  page<LinkData>({
    path,
    async load({ ask, request }: Visit) {
      const token = request.query.token ?? '';
      const link = await ask(readLink, { token });
      return link.ok ? ok({ ...link.value, token }) : link;
    },
    view: (link, frame) => ({
      title: frame.say(link.purpose === 'confirm' ? preferencesText.confirmTitle : preferencesText.stopTitle),
      shell: 'plain',
      head: (
        <AppBar
          title={frame.say(preferencesText.title)}
          back={{ href: frame.to(''), label: frame.say(preferencesText.back) }}
        />
      ),
      body: <MailLink frame={frame} link={link} />,
    }),
  });

export const messagePages = [
  page({
    path: '/preferences',
    load: async ({ call, ask }) => {
      if (call.asker.kind !== 'person')
        return ok({ redirect: signInFor(call.community.slug, '/preferences') });
      return ask(preferenceOperations.getPreferences, {});
    },
    view: (own, frame) => ({
      title: frame.say(preferencesText.title),
      shell: 'phone',
      section: 'mine',
      head: (
        <AppBar
          title={frame.say(preferencesText.title)}
          back={{ href: frame.to('/mine'), label: frame.say(preferencesText.back) }}
        />
      ),
      flash: flashOf(frame.say, frame.done, preferencesText.done),
      body: <Preferences frame={frame} own={own} />,
    }),
  }),
  linkPage('/mail/confirm'),
  linkPage('/mail/stop'),
  page({
    path: '/messages',
    async load({ ask, request }) {
      const after = pagePlace.safeParse(request.query.after);
      const onlyUnsent = request.query.show === 'unsent';
      const found = await ask(listMessages, {
        ...(onlyUnsent && { unsent: true }),
        ...(after.success && { after: after.data }),
      });
      return found.ok ? ok({ ...found.value, onlyUnsent }) : found;
    },
    view: (data, frame) => ({
      title: frame.say(messageLogText.title),
      shell: 'desk',
      section: 'messages',
      flash: flashOf(frame.say, frame.done, messageLogText.done),
      body: <MessageLog frame={frame} data={data} />,
    }),
  }),
];

/** Back to the link's own page, which then says that it is done. */
const toLink =
  (path: string) =>
  ({ values, call }: { values: FormFields; call: Visit['call'] }) =>
    `/c/${call.community.slug}${path}?${new URLSearchParams({ token: fieldOf(values, 'token') ?? '' })}`;

export const messageForms = [
  form(preferenceOperations.setPreferences, ({ values }) => backWith(values, 'set')),
  form(setMailAddress, ({ output, values }) => backWith(values, output.confirmed ? 'set' : 'asked')),
  form(removeMailAddress, ({ values }) => backWith(values, 'removed')),
  form(confirmMailAddress, toLink('/mail/confirm')),
  form(stopMail, toLink('/mail/stop')),
  form(resendMessage, ({ values }) => backWith(values, 'resent')),
];

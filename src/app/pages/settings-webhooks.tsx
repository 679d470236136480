import { Webhooks, type WebhooksData } from '../../channels/webhook/screens/Webhooks.tsx';
import { webhooksText } from '../../channels/webhook/screens/webhooks.text.ts';
import { webhookOperations } from '../../channels/webhook/webhook.contract.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import type { Call } from '../../platform/call.ts';
import type { Visit } from './desk-load.ts';
import { flashOf, withDone } from './lead.ts';
import { form, page } from './page.ts';
import { SettingsTop } from './SettingsTop.tsx';
import { handOver, takeOver } from './shown-once.ts';

const { listWebhooks, addWebhook, rotateSecret, endWebhook, replayDelivery, tryWebhook } = webhookOperations;

const handedOver = 'webhook secret shown once';

async function loadWebhooks({ ask, call, request }: Visit): Promise<Outcome<WebhooksData>> {
  const listed = await ask(listWebhooks, {});
  if (!listed.ok) return listed;
  const { secret, tried, end } = request.query;
  return ok({
    webhooks: listed.value.webhooks,
    secret: takeOver(call, handedOver, secret),
    tried: tried === 'arrived' ? null : /^[a-z0-9-]{1,40}$/.test(tried ?? '') ? tried : undefined,
    ending: end,
  });
}

export const settingsWebhookPages = [
  page({
    path: '/settings/webhooks',
    load: loadWebhooks,
    view: (data, frame) => ({
      title: frame.say(webhooksText.title),
      shell: 'desk',
      section: 'settings',
      flash: flashOf(frame.say, frame.done, webhooksText.done),
      body: (
        <>
          <SettingsTop
            frame={frame}
            page="webhooks"
            title={frame.say(webhooksText.title)}
            sub={frame.say(webhooksText.sub)}
          />
          <Webhooks frame={frame} data={data} />
        </>
      ),
    }),
  }),
];

const home = (call: Call) => `/c/${call.community.slug}/settings/webhooks`;

/** The secret is kept nowhere: it goes sealed to the page that shows it once. */
function withSecret(call: Call, secret: string): string {
  if (call.asker.kind !== 'person') return home(call);
  const sealed = handOver(call, handedOver, call.asker.personId, secret);
  return `${home(call)}?${new URLSearchParams({ secret: sealed })}`;
}

export const settingsWebhookForms = [
  form(addWebhook, ({ call, output }) => withSecret(call, output.secret)),
  form(rotateSecret, ({ call, output }) => withSecret(call, output.secret)),
  form(tryWebhook, ({ call, output }) => `${home(call)}?tried=${output.reason ?? 'arrived'}`),
  form(endWebhook, ({ call }) => withDone(home(call), 'ended')),
  form(replayDelivery, ({ call }) => withDone(home(call), 'resent')),
];

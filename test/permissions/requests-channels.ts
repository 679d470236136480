import { type MailLink, sealLink } from '../../src/channels/preference/mail-token.ts';
import { webhookOperations } from '../../src/channels/webhook/webhook.contract.ts';
import type { Id } from '../../src/kernel/id.ts';
import { newId } from '../../src/platform/ids.ts';
import { must } from '../world.ts';
import type { Prepare, Prepared, Scene } from './requests.ts';

const night = { quietFrom: '22:00', quietUntil: '07:00' };

/** A letter of the neighbour's, whose address waits for confirmation. */
async function letter({ world }: Scene, purpose: MailLink['purpose']): Promise<Prepared> {
  const { community, people } = world.here;
  const { personId } = people.neighbour;
  const address = 'he@example.cn';
  await world.made.database.write(
    community.id,
    (tx) => tx`
      insert into mail_addresses (community_id, person_id, address, asked_at)
      values (${community.id}, ${personId}, ${address}, ${world.clock.now()})
      on conflict (community_id, person_id) do update set address = excluded.address, asked_at = excluded.asked_at`,
  );
  const { secret } = world.installation.platform;
  return { input: { token: sealLink(secret, { purpose, community: community.id, personId, address }) } };
}

/** A text message to the resident that did not arrive. */
export async function unsentMessage({ world }: Pick<Scene, 'world'>): Promise<Id<'message'>> {
  const { community, people } = world.here;
  const id = newId<Id<'message'>>();
  const at = world.clock.now();
  await world.made.database.write(
    community.id,
    (tx) => tx`
      insert into messages (community_id, id, person_id, channel, purpose, masked_to, subject_kind, subject_id,
        urgent, state, attempts, reason, at, due_at)
      values (${community.id}, ${id}, ${people.resident.personId}, 'sms', 'notice', '138****0010', 'report',
        ${newId()}, false, 'given-up', 12, 'timeout', ${at}, ${at})`,
  );
  return id;
}

const receiver = { url: 'https://example.com/hook', events: ['matter.accepted'] as const };

/** A webhook, and a delivery of it that failed. */
export async function webhook(
  { world }: Pick<Scene, 'world'>,
  url = receiver.url,
): Promise<{ id: Id<'webhook'>; deliveryId: Id<'delivery'> }> {
  const { addWebhook, endWebhook, listWebhooks } = webhookOperations;
  const administrator = world.as('administrator');
  // There are twenty at most, and the walk wants more than that.
  for (const { id } of must(await administrator.call(listWebhooks, {})).webhooks.slice(0, -3))
    must(await administrator.call(endWebhook, { id }));
  const { webhookId: id } = must(await administrator.call(addWebhook, { url, events: [...receiver.events] }));
  const deliveryId = newId<Id<'delivery'>>();
  const { community } = world.here;
  await world.made.database.write(
    community.id,
    (tx) => tx`
      insert into webhook_deliveries (community_id, id, webhook_id, entry_index, event, state, attempts, reason, at)
      values (${community.id}, ${deliveryId}, ${id}, 0, 'matter.accepted', 'failed', 15, 'timeout',
        ${world.clock.now()})`,
  );
  return { id, deliveryId };
}

/** Requests for how news leaves the house. */
export const channelRequests: Record<string, Prepare> = {
  'preference.get': () => ({ input: {} }),
  'preference.set': () => ({ input: { sms: [], mail: [], ...night } }),
  'mail-address.set': (scene) => ({ input: { address: `liu${scene.fresh()}@example.cn` } }),
  'mail-address.remove': () => ({ input: {} }),
  'mail-address.link': (scene) => letter(scene, 'confirm'),
  'mail-address.confirm': (scene) => letter(scene, 'confirm'),
  'mail-address.stop': (scene) => letter(scene, 'stop'),
  'webhook.list': () => ({ input: {} }),
  'webhook.add': () => ({ input: { url: receiver.url, events: [...receiver.events] } }),
  'webhook.rotate': async (scene) => ({ input: { id: (await webhook(scene)).id } }),
  'webhook.end': async (scene) => ({ input: { id: (await webhook(scene)).id } }),
  // Nobody listens there, which is answered at once.
  'webhook.try': async (scene) => ({ input: { id: (await webhook(scene, 'http://127.0.0.1:9/hook')).id } }),
  'webhook.replay': async (scene) => ({ input: await webhook(scene) }),
  'message.list': () => ({ input: {} }),
  'message.resend': async (scene) => ({ input: { id: await unsentMessage(scene) } }),
};

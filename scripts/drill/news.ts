import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { HttpReceiver } from '../../test/receiving-server.ts';
import { type Client, openClient, signIn } from '../faults/client.ts';
import type { Diary } from '../faults/diary.ts';
import { type Scene, seconds, waitFor } from '../faults/fault.ts';
import { openSuperuser } from '../faults/inspection.ts';
import type { Stage } from './stage.ts';

/*
 * What the outbox promises: each piece of news is written with what it tells of, spread once, and reaches a gateway and
 * another program at least once, always under the same id, by which they know it again.
 */

/** Signs a resident in by a code that the gateway received, and has news of progress sent there, at any hour. */
export async function residentWithNews(url: () => string, receiver: HttpReceiver): Promise<Client> {
  const phone = '13800000001';
  const client = openClient(url);
  const say = async (path: string, body: unknown) => {
    const answer = await client.api('POST', path, { body, key: randomUUID() });
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${answer.text}`);
  };
  await say('/account/codes', { phone });
  await waitFor('the code has reached the gateway', () => receiver.codeFor(phone) !== undefined);
  await say('/account/sign-in-with-code', { phone, code: receiver.codeFor(phone) });
  await say('/preferences', { sms: ['progress'], mail: [], quietFrom: '00:00', quietUntil: '00:00' });
  return client;
}

const told = ['report.received', 'matter.accepted'] as const;

/** Another program is told of reports and acceptances from now on. */
export async function connectProgram(stage: Stage, url: () => string, receiver: HttpReceiver): Promise<void> {
  const administrator = await signIn(url, stage.accounts.get('administrator')?.[0]);
  const body = { url: `${receiver.url}/program`, events: told };
  const answer = await administrator.api('POST', '/webhooks', { body, key: randomUUID() });
  if (answer.status !== 200) throw new Error(`the webhook was answered ${answer.status}: ${answer.text}`);
}

/** Longer than a job's lease, which somebody who was killed while sending leaves behind, and the gathering of news. */
const maxDrainMs = 900_000;

/** Waits until nothing waits, then counts what was promised against what was spread and what arrived. */
export async function countNews(
  scene: Scene,
  stage: Stage,
  receiver: HttpReceiver,
  has: { program: boolean; patience: boolean },
): Promise<void> {
  const sql = await openSuperuser(stage.superuser);
  try {
    const isEmpty = async () => {
      if (!has.patience) await hurry(sql);
      return (await countWaiting(sql)) === 0;
    };
    const took = await waitFor('the outbox is empty', isEmpty, maxDrainMs);
    scene.measure('the outbox was empty after', seconds(took));
    const [row] = await sql<{ failed: number }[]>`
      select count(*)::integer as failed from outbox where failed_at is not null`;
    scene.expect(row?.failed === 0, `no job was set aside (${row?.failed})`);
    await countNotices(scene, sql);
    await countMessages(scene, sql, receiver);
    if (has.program) await countDeliveries(scene, sql, receiver);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** News gathers for a minute before it leaves; the quick cut does not wait for that. */
async function hurry(sql: postgres.Sql): Promise<void> {
  await sql`update outbox set run_at = created_at where kind = 'message.sms' and attempts = 0`;
}

async function countWaiting(sql: postgres.Sql): Promise<number> {
  // Due later are the codes and reminders of other days.
  const [row] = await sql<{ waiting: number }[]>`
    select count(*)::integer as waiting from outbox
    where failed_at is null and kind in ('notice.spread', 'message.sms', 'webhook.deliver')`;
  return row?.waiting ?? 0;
}

/** Each acknowledged report and acceptance told its reporter once, and nobody was told the same thing twice. */
async function countNotices({ diary, expect }: Scene, sql: postgres.Sql): Promise<void> {
  const found = await sql<{ template: string; subject: string; recipient: string; times: number }[]>`
    select template, subject_id as subject, recipient_id as recipient, count(*)::integer as times
    from notices where template in ('report.received', 'report.to-decide', 'matter.accepted')
      and person_id is not null or template = 'report.to-decide'
    group by 1, 2, 3`;
  const twice = found.filter(({ times }) => times > 1).length;
  expect(twice === 0, `of ${found.length} notices none is there twice (${twice})`);
  const told = new Set(found.map(({ template, subject }) => `${template} ${subject}`));
  const silent = [
    ...diary.reports.filter(({ reportId }) => !told.has(`report.received ${reportId}`)),
    ...diary.decisions.filter(({ matterId }) => !told.has(`matter.accepted ${matterId}`)),
  ];
  expect(
    silent.length === 0,
    `${promised(diary)} reports and acceptances told their reporter (${silent.length} did not)`,
  );
}

const promised = ({ reports, decisions }: Diary): number => reports.length + decisions.length;

/** Each of those notices left in one message, and the gateway took each message. */
async function countMessages({ diary, expect, measure }: Scene, sql: postgres.Sql, receiver: HttpReceiver) {
  const subjects = [
    ...diary.reports.map(({ reportId }) => reportId),
    ...diary.decisions.map(({ matterId }) => matterId),
  ];
  const found = await sql<{ messages: number; sent: number }[]>`
    select count(m.id)::integer as messages, count(m.id) filter (where m.state = 'sent')::integer as sent
    from notices n
    left join message_notices mn on mn.community_id = n.community_id and mn.notice_id = n.id
    left join messages m on m.community_id = mn.community_id and m.id = mn.message_id
    where n.person_id is not null and n.subject_id in ${sql(subjects)}
      and n.template in ('report.received', 'matter.accepted')
    group by n.id`;
  const wrong = found.filter(({ messages, sent }) => messages !== 1 || sent !== 1).length;
  expect(wrong === 0, `${found.length} notices left in exactly one text message each (${wrong} did not)`);
  const taken = receiver.at('/sms').map(({ body }) => JSON.parse(body) as { id: string; purpose: string });
  const news = taken.filter(({ purpose }) => purpose === 'notice').map(({ id }) => id);
  const sent = await sql<{ id: string }[]>`select id from messages where state = 'sent'`;
  const isSame = sameIds(new Set(news), new Set(sent.map(({ id }) => id)));
  expect(isSame, `the gateway took ${new Set(news).size} messages, ${sent.length} are known as sent`);
  measure('sent to the gateway again under the same id', `${news.length - new Set(news).size} times`);
}

/** The other program was told of each acknowledged thing, in one delivery each. */
async function countDeliveries({ diary, expect, measure }: Scene, sql: postgres.Sql, receiver: HttpReceiver) {
  const found = await sql<{ id: string; event: string; number: string; state: string }[]>`
    select d.id, d.event, e.number, d.state from webhook_deliveries d
    join ledger_entries e on e.community_id = d.community_id and e.index = d.entry_index`;
  const wanted = [
    ...diary.reports.map(({ number }) => `report.received ${number}`),
    ...diary.decisions.map(({ number }) => `matter.accepted ${number}`),
  ];
  const delivered = found.filter(({ state }) => state === 'delivered');
  const events = delivered.map(({ event, number }) => `${event} ${number}`);
  const missing = wanted.filter((one) => !events.includes(one)).length;
  expect(missing === 0, `the other program was told of all ${wanted.length} (${missing} are missing)`);
  const twice = events.length - new Set(events).size;
  expect(twice === 0, `of nothing in two deliveries (${twice})`);
  const received = receiver.at('/program').map(({ headers }) => String(headers['webhook-id']));
  const isSame = sameIds(new Set(received), new Set(delivered.map(({ id }) => id)));
  expect(
    isSame,
    `it received ${new Set(received).size} deliveries, ${delivered.length} are known as delivered`,
  );
  measure('delivered again under the same id', `${received.length - new Set(received).size} times`);
}

function sameIds(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((id) => others.has(id));
}

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { generateSync } from 'otplib';
import sharp from 'sharp';
import { addPhotos } from '../../src/collect/photo/photo.contract.ts';
import { reportOperations } from '../../src/collect/report/report.operations.contract.ts';
import { type Figures, getFigures } from '../../src/guarantee/figures/figures.contract.ts';
import {
  requestCode,
  signInWithCode,
  signInWithPassword,
} from '../../src/people/account/account.contract.ts';
import { appointPost } from '../../src/people/post/post.contract.ts';
import {
  confirmSecondFactor,
  readEnrolment,
  signInWithSecondFactor,
} from '../../src/people/second-factor/second-factor.contract.ts';
import { openConnection } from '../../src/platform/database.ts';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import { type Client, createClient } from '../../src/web/client.ts';
import { atDatabase, openCluster } from '../cluster.ts';
import { cookieJar } from '../cookie-jar.ts';
import {
  community,
  preparedDataDir,
  type Server,
  serve,
  stop,
  sunshine,
  temporaryDataDir,
  until,
} from './server-process.ts';

/*
 * A community moves house twice: from the built-in database to a PostgreSQL server, and back. Where no server is there
 * to be tested on, another built-in database stands in for it.
 */

const BACKUP_PASSPHRASE = 'several words that nobody guesses';
/** Where nobody answers: what was published last is handed over as a file. */
const BASE_URL = 'http://127.0.0.1:9';

async function done(args: readonly string[], dataDir: string, env: Record<string, string>): Promise<string> {
  const { code, out, err } = await sunshine(args, { DATA_DIR: dataDir, BACKUP_PASSPHRASE, BASE_URL, ...env });
  assert.equal(code, 0, err);
  return out;
}

/** Somebody at a screen of their own. */
const browserAt = (url: string): Client =>
  createClient(`${url}/api/c/${community}`, cookieJar(), () => ({ origin: url }));

function must<Value>(answer: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value {
  assert.ok(answer.ok, answer.ok ? '' : `refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
}

type Staff = { password: string; secret: string; personId: string; usedStep: number };
type Told = { reportId: string; number: string; reportKey: string; photoId: string; photo: string };
type House = { staff: Staff; residents: { phone: string; personId: string }[]; told: Told };

const words = '亭子边上的路灯不亮';

/** A code of a telephone counts once: the next one is waited for. */
async function nextCode(staff: Pick<Staff, 'secret' | 'usedStep'>): Promise<string> {
  const stepNow = () => Math.floor(Date.now() / 30_000);
  await until('the telephone shows another code', async () => stepNow() > staff.usedStep);
  staff.usedStep = stepNow();
  return generateSync({ secret: staff.secret.replaceAll(' ', '') });
}

async function signInStaff(url: string, staff: Staff): Promise<Client> {
  const at = browserAt(url);
  const { password } = staff;
  const { awaits } = must(await at.call(signInWithPassword, { username: 'admin', password }));
  assert.equal(awaits, 'code');
  const signedIn = must(await at.call(signInWithSecondFactor, { code: await nextCode(staff) }));
  assert.equal(signedIn.personId, staff.personId);
  return at;
}

/** By the code that a gateway would have sent. */
async function signInResident(url: string, phone: string): Promise<string> {
  const at = browserAt(url);
  // A number is sent a code a minute; moving house can be faster than that.
  await until('a code can be asked for', async () => {
    const asked = await at.call(requestCode, { phone });
    if (!asked.ok) assert.equal(asked.refusal.code, 'code-too-soon');
    return asked.ok;
  });
  let code = '';
  await until('the code was sent', async () => {
    const messages = await (await fetch(`${url}/c/${community}/development/messages`)).text();
    code =
      messages
        .split('<li')
        .find((one) => one.includes(phone.slice(-4)))
        ?.match(/\d{6}/)?.[0] ?? '';
    return code !== '';
  });
  return must(await at.call(signInWithCode, { phone, code })).personId;
}

/** Whoever lives there takes up what they will come back with. */
async function moveIn(url: string, password: string): Promise<House> {
  const desk = browserAt(url);
  must(await desk.call(signInWithPassword, { username: 'admin', password }));
  const { secret } = must(await desk.call(readEnrolment, {}));
  const factor = { secret, usedStep: 0 };
  const { personId } = must(await desk.call(confirmSecondFactor, { code: await nextCode(factor) }));
  must(await desk.call(appointPost, { personId, kind: 'desk' }, { idempotencyKey: crypto.randomUUID() }));
  const residents = [];
  for (const phone of ['13900001111', '13900002222']) {
    residents.push({ phone, personId: await signInResident(url, phone) });
  }
  const told = await tell(url);
  must(
    await desk.call(
      matterOperations.acceptReport,
      {
        ...{ reportId: told.reportId as never, publicTitle: '路灯不亮', categoryCode: 'FAC01', tier: 'self' },
        ...{
          messageToReporter: null,
          mainHandlerPostId: null,
          assistingPostIds: [],
          messageToHandlers: null,
        },
      },
      { idempotencyKey: crypto.randomUUID() },
    ),
  );
  return { staff: { password, personId, ...factor }, residents, told };
}

async function tell(url: string): Promise<Told> {
  const at = browserAt(url);
  const background = { r: 20, g: 90, b: 80 };
  const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const files = [new Blob([new Uint8Array(picture)], { type: 'image/jpeg' })];
  const added = must(await at.call(addPhotos, {}, { files, idempotencyKey: crypto.randomUUID() }));
  const photoId = added.photos[0]?.photoId ?? assert.fail('no photo was kept');
  const said = {
    ...{ text: words, place: { words: '亭子边上' }, photoIds: [photoId], draftId: null, categoryGuess: null },
    ...{ anonymity: 'community-only' as const, publicName: null, contact: { name: null, phone: null } },
  };
  const sent = must(
    await at.call(reportOperations.submitReport, said, { idempotencyKey: crypto.randomUUID() }),
  );
  return { ...sent, photoId, photo: await photoSum(url, { ...sent, photoId }) };
}

async function photoSum(url: string, told: Pick<Told, 'photoId' | 'reportKey'>): Promise<string> {
  const answer = await fetch(`${url}/c/${community}/photos/${told.photoId}/large?key=${told.reportKey}`);
  assert.equal(answer.status, 200);
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex');
}

/** Everybody comes in as before: staff, residents, whoever holds a link, whoever holds a number and its password. */
async function assertAllComeIn(
  url: string,
  { staff, residents, told }: House,
  resident: number,
): Promise<void> {
  await signInStaff(url, staff);
  const { phone, personId } = residents[resident] ?? assert.fail('nobody is left');
  assert.equal(await signInResident(url, phone), personId);
  const link = await fetch(`${url}/c/${community}/follow/${told.reportKey}`);
  assert.equal(link.status, 200);
  assert.match(await link.text(), new RegExp(words));
  const typed = encodeURIComponent(told.reportKey.replaceAll('-', ' '));
  const byNumber = await fetch(`${url}/c/${community}/follow?key=${typed}`);
  assert.ok(byNumber.redirected && byNumber.url.endsWith(`/follow/${told.reportKey}`), byNumber.url);
  assert.match(await byNumber.text(), new RegExp(words));
  assert.equal(await photoSum(url, told), told.photo);
}

type Published = { figures: Figures; checkpoint: string };

/** What is public once everything that happened is sealed and counted: more than so many entries. */
async function published(url: string, moreThan = 0): Promise<Published> {
  let now: Published | undefined;
  await until('all of it is sealed and counted', async () => {
    const checkpoint = await (await fetch(`${url}/ledger/${community}/checkpoint`)).text();
    const figures = must(await browserAt(url).call(getFigures, {}));
    now = { figures, checkpoint };
    const isSealed = checkpoint.split('\n')[1] === String(figures.entries);
    return isSealed && figures.entries > moreThan && figures.received.total === 1;
  });
  return now ?? assert.fail('nothing is public');
}

type Home = { dataDir: string; env: Record<string, string> };

/** Backs up where it is served, ends that, fills the next place, and serves there. */
async function move(
  t: TestContext,
  from: Home & { server: Server; last: Published },
  to: Home,
): Promise<Server> {
  const archive = join(to.dataDir, 'moving.backup');
  await done(['backup', archive], from.dataDir, from.env);
  await stop(from.server);
  const newest = join(to.dataDir, 'newest.checkpoint');
  await writeFile(newest, from.last.checkpoint);
  const said = await done(['restore', archive, '--checkpoint', newest], to.dataDir, to.env);
  assert.match(said, /so the log goes on/);
  return serve(t, to.dataDir, { env: to.env });
}

async function assertSameLedger(url: string, dataDir: string, earlier: string): Promise<void> {
  const file = join(dataDir, 'earlier.checkpoint');
  await writeFile(file, earlier);
  await done(['ledger', 'verify', `${url}/ledger/${community}`, '--against', file], dataDir, {});
}

async function aServer(t: TestContext): Promise<Record<string, string>> {
  if (!process.env.TEST_DATABASE_URL) return {};
  const { cluster, close } = await openCluster('server');
  t.after(close);
  const { owner, application } = cluster;
  assert.ok(typeof owner === 'string' && typeof application === 'string');
  const name = `${new URL(owner).username.replace(/owner$/, '')}moved`;
  const maintenance = openConnection(owner, { max: 1 });
  await maintenance.unsafe(`create database ${name} template template0 encoding 'UTF8'`);
  await maintenance.end();
  const at = (way: string) => String(atDatabase(way, name));
  return { DATABASE_URL: at(application), DATABASE_OWNER_URL: at(owner) };
}

test('operator: moves from the built-in database to a server and back; figures, files, ledger and every way in go along', async (t) => {
  const { dataDir, password } = await preparedDataDir(t);
  const first = await serve(t, dataDir);
  const house = await moveIn(first.url, password);
  const before = await published(first.url);

  const away: Home = { dataDir: await temporaryDataDir(t), env: await aServer(t) };
  const second = await move(t, { dataDir, env: {}, server: first, last: before }, away);
  const between = await published(second.url);
  assert.deepEqual(between, before);
  await assertAllComeIn(second.url, house, 0);
  await assertSameLedger(second.url, away.dataDir, before.checkpoint);

  await tell(second.url);
  const grown = await published(second.url, before.figures.entries);
  const home: Home = { dataDir: await temporaryDataDir(t), env: {} };
  const third = await move(t, { ...away, server: second, last: grown }, home);
  assert.deepEqual(await published(third.url), grown);
  await assertAllComeIn(third.url, house, 1);
  await assertSameLedger(third.url, home.dataDir, before.checkpoint);
  await stop(third);
});

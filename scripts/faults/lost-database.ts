import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { openClient, signIn } from './client.ts';
import { type Fault, isReady, readiness, type Scene, seconds, waitFor } from './fault.ts';
import { deskAccepts, reportBody, residentsReport } from './people.ts';
import { openPrivateServer, runOnServer } from './private-server.ts';
import { accountsIn, type Product, postmasterOf, runSunshine, startProduct } from './product.ts';
import { openWeir, type Weir } from './weir.ts';

export const lostDatabase: Fault = {
  name: 'lost-database',
  proves:
    'the way to a PostgreSQL server is cut and silenced, before and after COMMIT; sessions are terminated',
  run: onServer,
};

export const killedDatabase: Fault = {
  name: 'killed-database',
  proves: 'the built-in database is killed (kill -9) again and again under writes, and comes back by itself',
  run: onEmbedded,
};

/** The shortest of all, on a community where nothing has happened yet: what `npm test` runs, so that no script rots. */
export const quickCut: Fault = {
  name: 'quick',
  proves: 'the built-in database is killed once under writes; a few seconds, without a desk',
  run: quickly,
};

type Stage = { scene: Scene; product: Product; proxy: Weir; superuser: string; roles: string[] };

async function onServer(scene: Scene): Promise<void> {
  const { folder, diary, tell } = scene;
  const { superuser, application, proxy, accounts } = await prepare(scene);
  const dataDir = join(folder, 'data');
  tell('starting the product, with a proxy between it and the database');
  const product = await startProduct({ dataDir, env: { DATABASE_URL: application } });
  const urlNow = () => product.url;
  const desk = deskAccepts(await signIn(urlNow, accounts.get('desk')?.[0]), diary);
  const residents = residentsReport(openClient(urlNow), diary, { residents: 6 });
  await acknowledgedMore(scene, 20);

  const stage = { scene, product, proxy, superuser, roles: [new URL(application).username] };
  await cutAll(stage);
  await cutAtCommits(stage);
  await terminate(stage);
  await closeTheWay(stage);
  await silence(stage);

  diary.during = 'after all of it';
  await acknowledgedMore(scene, 20);
  await Promise.all([residents.rest(), desk.rest()]);
  await scene.count(product, { url: superuser });
}

/** A PostgreSQL server of its own, a database with the demonstration in it, and a proxy in front. */
async function prepare(scene: Scene) {
  const server = await openPrivateServer(scene);
  const proxy = await openWeir({ host: '127.0.0.1', port: server.port });
  scene.atEnd(() => proxy.close());
  const dataDir = join(scene.folder, 'data');
  scene.tell('loading the demonstration into it');
  const printed = await runOnServer(server, ['demo', 'lanjin'], dataDir);
  const application = server.application(proxy.port);
  return { superuser: server.superuser, application, proxy, accounts: accountsIn(printed) };
}

/** Waits until so many more reports were acknowledged. */
async function acknowledgedMore({ diary }: Scene, count: number): Promise<number> {
  const wanted = diary.reports.length + count;
  return waitFor(`${count} more reports are acknowledged`, () => diary.reports.length >= wanted, 120_000);
}

async function cutAll({ scene, proxy }: Stage): Promise<void> {
  scene.diary.during = 'lines cut';
  let lines = 0;
  for (let time = 0; time < 15; time++) {
    lines += proxy.cut();
    await pause(200);
  }
  scene.tell(`${lines} lines were cut in 15 strokes`);
  await acknowledgedMore(scene, 10);
}

async function cutAtCommits({ scene, proxy }: Stage): Promise<void> {
  for (const when of ['before', 'after'] as const) {
    scene.diary.during = `cut ${when} COMMIT`;
    proxy.cutAtCommit(when, 40);
    await waitFor('forty lines were cut', () => proxy.cutAtCommits[when] >= 40, 120_000);
    scene.tell(`40 lines were cut ${when} COMMIT reached the server`);
    await acknowledgedMore(scene, 10);
  }
}

async function terminate({ scene, superuser, roles }: Stage): Promise<void> {
  scene.diary.during = 'sessions terminated';
  const sql = postgres(superuser, { max: 1 });
  let ended = 0;
  for (let time = 0; time < 15; time++) {
    const gone = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity where usename = any(${roles})`;
    ended += gone.length;
    await pause(200);
  }
  await sql.end();
  scene.tell(`${ended} sessions were terminated`);
  await acknowledgedMore(scene, 10);
}

async function closeTheWay(stage: Stage): Promise<void> {
  const { scene, product, proxy } = stage;
  scene.diary.during = 'no way to the database';
  proxy.set('closed');
  proxy.cut();
  scene.tell('the database cannot be reached');
  await waitFor('it is not ready', async () => !(await isReady(product)));
  const { because } = await readiness(product);
  scene.expect(because === 'database-away', `/readyz says ${because}`);
  await tellsTheTruth(stage);
  proxy.set('open');
  scene.measure('ready after the way was open', seconds(await waitFor('ready', () => isReady(product))));
  await acknowledgedMore(scene, 10);
}

/** The worst: lines stay open, and nothing comes any more. */
async function silence({ scene, product, proxy }: Stage): Promise<void> {
  scene.diary.during = 'the database is silent';
  proxy.set('silent');
  scene.tell('nothing passes, and no line is closed');
  const took = await waitFor('somebody is told', () =>
    scene.diary.refused.some(({ during, status }) => during === 'the database is silent' && status === 503),
  );
  scene.measure('first 503 after the silence began', seconds(took));
  proxy.set('open');
  proxy.cut();
  scene.measure('ready after the silence', seconds(await waitFor('ready', () => isReady(product))));
  await acknowledgedMore(scene, 10);
}

async function onEmbedded(scene: Scene): Promise<void> {
  const { folder, diary, tell } = scene;
  const dataDir = join(folder, 'data');
  tell('starting the product; the demonstration is loaded');
  const product = await startProduct({ dataDir });
  const urlNow = () => product.url;
  const desk = deskAccepts(await signIn(urlNow, product.accounts.get('desk')?.[0]), diary);
  const residents = residentsReport(openClient(urlNow), diary, { residents: 6 });
  for (const round of [1, 2, 3]) {
    await acknowledgedMore(scene, 15);
    diary.during = 'database killed';
    const before = await postmasterOf(product);
    process.kill(before, 'SIGKILL');
    await waitFor('it is not ready', async () => !(await isReady(product)));
    if (round === 1) await tellsTheTruth({ scene, product });
    const took = await waitFor('ready again', () => isReady(product));
    scene.measure(`ready after kill -9 of the database, round ${round}`, seconds(took));
  }
  diary.during = 'after all of it';
  await acknowledgedMore(scene, 15);
  await Promise.all([residents.rest(), desk.rest()]);
  await scene.count(product);
}

async function quickly(scene: Scene): Promise<void> {
  const { folder, diary, tell } = scene;
  const dataDir = join(folder, 'data');
  tell('making a community, starting the product');
  await runSunshine(['init', '--community', 'lanjin', '--name', '兰锦社区'], { DATA_DIR: dataDir });
  const product = await startProduct({ dataDir });
  const residents = residentsReport(
    openClient(() => product.url),
    diary,
    { residents: 3 },
  );
  await acknowledgedMore(scene, 6);
  diary.during = 'database killed';
  process.kill(await postmasterOf(product), 'SIGKILL');
  await waitFor('it is not ready', async () => !(await isReady(product)));
  const took = await waitFor('ready again', () => isReady(product));
  scene.measure('ready after kill -9 of the database', seconds(took));
  await acknowledgedMore(scene, 6);
  await residents.rest();
  await scene.count(product);
}

/** Program and form are told; the form gives the words back and can be sent again from there, once. */
async function tellsTheTruth({ scene, product }: Pick<Stage, 'scene' | 'product'>): Promise<void> {
  const { expect } = scene;
  const stranger = openClient(() => product.url);
  const words = `路灯坏了三天了 ${randomUUID()}`;
  const body = reportBody(words, []);
  const program = await stranger.api('POST', '/reports', { body, key: randomUUID() });
  const isHonest = program.status === 503 && program.type.startsWith('application/problem+json');
  expect(isHonest, `a program is told: ${program.status} ${program.body.detail}`);
  const form = new URLSearchParams({ text: words, _from: '/c/lanjin/reports/new' });
  const page = await stranger.page('POST', '/drafts', { form });
  const givesBack = page.text.includes(words) && page.text.includes('action="/c/lanjin/drafts"');
  expect(page.status === 503 && givesBack, `a form is given back with its words (${page.status})`);
}

import { utimes } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { openHttpReceiver } from '../../test/receiving-server.ts';
import { signIn } from '../faults/client.ts';
import type { Diary } from '../faults/diary.ts';
import { type Fault, isReady, type Scene, seconds, waitFor } from '../faults/fault.ts';
import { leftOverFiles } from '../faults/inspection.ts';
import { deskAccepts, residentsReport } from '../faults/people.ts';
import { keepCheckpoint, keepVkey, verifyLedger } from './ledger.ts';
import { connectProgram, countNews, residentWithNews } from './news.ts';
import { type Stage, setStage } from './stage.ts';

export type DrillPlan = { onServer: boolean; isQuick: boolean };

type Victim = 'Node' | 'database' | 'both';

/** One kill: what had been acknowledged before, how long until all was ready again, how long the ledger was. */
type Kill = { victim: Victim; acknowledged: number; readyMs: number; vouchedFor: number; size: number };

type Course = { kills: number; writes: number; residents: number; victims: readonly Victim[] };
const whole: Course = { kills: 20, writes: 2_000, residents: 8, victims: ['Node', 'database', 'both'] };
const quick: Course = { kills: 2, writes: 60, residents: 3, victims: ['database', 'both'] };

/** The drill of that plan, from its beginning to its count. */
export function drillOf({ onServer, isQuick }: DrillPlan): Fault {
  const course = isQuick ? quick : whole;
  const database = onServer ? 'a PostgreSQL server' : 'the built-in database';
  return {
    name: 'drill',
    proves: `server and database get kill -9, each alone and together, ${course.kills} times under writes, on ${database}`,
    run: (scene) => play(scene, course, { onServer, isQuick }),
  };
}

const countWrites = ({ reports, decisions, photos }: Diary): number =>
  reports.length + decisions.length + photos.size;

async function play(scene: Scene, course: Course, { onServer, isQuick }: DrillPlan): Promise<void> {
  const receiver = await openHttpReceiver();
  scene.atEnd(() => receiver.close());
  const stage = await setStage(scene, { onServer, isBare: isQuick, smsUrl: `${receiver.url}/sms` });
  try {
    const url = () => stage.product.now().url;
    const vkey = await keepVkey(url());
    const first = await keepCheckpoint(url(), scene.folder, 'first');
    // The quick cut is of a community whose staff have no second factor yet, and so cannot come in.
    if (!isQuick) await connectProgram(stage, url, receiver);
    const resident = await residentWithNews(url, receiver);
    const desk = isQuick ? undefined : await signIn(url, stage.accounts.get('desk')?.[0]);
    const atWork = [
      residentsReport(resident, scene.diary, { residents: course.residents }),
      ...(desk ? [deskAccepts(desk, scene.diary)] : []),
    ];
    const kills: Kill[] = [];
    for (let number = 1; number <= course.kills; number++) {
      await acknowledgedIn(scene, (number * course.writes) / (course.kills + 1));
      const victim = course.victims[(number - 1) % course.victims.length] ?? 'both';
      kills.push(await killOnce(scene, stage, { number, victim, vkey }));
    }
    scene.diary.during = 'after all of it';
    await acknowledgedIn(scene, course.writes);
    await Promise.all(atWork.map((one) => one.rest()));
    await countNews(scene, stage, receiver, { program: !isQuick, patience: !isQuick });
    const size = await verifyLedger(url(), vkey, first);
    scene.expect(
      true,
      `the ledger fits from its first checkpoint (${first.size} entries) on: ${size} entries`,
    );
    await sweepLeftOvers(scene, stage);
    await scene.count(stage.product.now(), stage.superuser);
    scene.tell(`${countWrites(scene.diary)} writes were acknowledged`);
    printKills(kills);
  } catch (error) {
    scene.tell(
      `the last lines of the product's log:\n${stage.product.log().split('\n').slice(-40).join('\n')}`,
    );
    throw error;
  } finally {
    stage.product.letGo();
  }
}

/** Waits until so many writes were acknowledged in all. */
async function acknowledgedIn({ diary }: Scene, count: number): Promise<void> {
  await waitFor(`${Math.ceil(count)} writes are acknowledged`, () => countWrites(diary) >= count, 300_000);
}

/** Far more than it takes; on a machine busy with other work a start takes long. */
const maxReadyMs = 600_000;

/** Up to so long after the number of writes is reached, so that a kill falls anywhere in the work. */
const anyMomentMs = 500;

async function killOnce(
  scene: Scene,
  stage: Stage,
  { number, victim, vkey }: { number: number; victim: Victim; vkey: string },
): Promise<Kill> {
  const { product } = stage;
  const kept = await keepCheckpoint(product.now().url, scene.folder, String(number));
  const [postmaster, starts, { pid }] = [await stage.postmaster(), product.starts(), product.now()];
  await pause(Math.random() * anyMomentMs);
  scene.diary.during = `kill -9 of ${victim}`;
  const acknowledged = countWrites(scene.diary);
  const killedAt = performance.now();
  if (victim !== 'Node') process.kill(postmaster, 'SIGKILL');
  if (victim !== 'database') process.kill(pid, 'SIGKILL');
  if (victim !== 'Node') stage.databaseWasKilled();
  const isBack = async () => {
    const hasNode = victim === 'database' || product.starts() > starts;
    const now = victim === 'Node' ? 0 : await stage.postmaster().catch(() => postmaster);
    return hasNode && now !== postmaster && isReady(product.now());
  };
  await waitFor('all is ready again', isBack, maxReadyMs);
  const readyMs = performance.now() - killedAt;
  const size = await verifyLedger(product.now().url, vkey, kept);
  scene.tell(
    `kill ${number}, ${victim}, after ${acknowledged} writes: ready after ${seconds(readyMs)}, ledger fits`,
  );
  return { victim, acknowledged, readyMs, vouchedFor: kept.size, size };
}

/**
 * What broken-off requests left in the data folder goes once it is older than any request can last. Two days are made to
 * have passed over it, then the product is stopped in order and started again: the count finds nothing of it.
 */
async function sweepLeftOvers({ measure }: Scene, { product }: Stage): Promise<void> {
  const left = await leftOverFiles(product.now().dataDir);
  const twoDaysAgo = (Date.now() - 2 * 86_400_000) / 1000;
  for (const path of left) await utimes(path, twoDaysAgo, twoDaysAgo);
  measure('left behind by requests that were killed, and cleared away', `${left.length} files`);
  const starts = product.starts();
  await product.now().stop();
  const isBack = async () => product.starts() > starts && isReady(product.now());
  await waitFor('it is ready again', isBack, maxReadyMs);
  const isCleared = async () => (await leftOverFiles(product.now().dataDir)).length === 0;
  await waitFor('what was left is cleared away', isCleared, maxReadyMs);
}

/** The table that docs/drill.md keeps. */
function printKills(kills: readonly Kill[]): void {
  console.log(
    '\n| kill -9 | of | acknowledged before | ready again after | ledger: kept before → verified after |',
  );
  console.log('| --- | --- | --- | --- | --- |');
  for (const [index, { victim, acknowledged, readyMs, vouchedFor, size }] of kills.entries()) {
    console.log(
      `| ${index + 1} | ${victim} | ${acknowledged} | ${seconds(readyMs)} | ${vouchedFor} → ${size} |`,
    );
  }
  console.log('');
}

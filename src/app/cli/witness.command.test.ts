import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { rebuildLog, witnessesOf } from '../../../test/witnesses.ts';
import { must, openWorld, type World } from '../../../test/world.ts';
import { instant } from '../../kernel/time.ts';

const program = fileURLToPath(new URL('../../../bin/sunshine.js', import.meta.url));

let world: World;
let witnesses: ReturnType<typeof witnessesOf>;
let folder: string;
let address: string;
before(async () => {
  world = await openWorld();
  // The command has the clock of this machine.
  world.clock.set(instant(Date.now()));
  witnesses = witnessesOf(world);
  folder = await mkdtemp(join(tmpdir(), 'sunshine-witness-'));
  address = `${world.url}/ledger/here`;
});
after(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command as a witness does, on a machine that knows nothing of the installation. */
function sunshine(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

async function go(): Promise<string> {
  world.clock.set(instant(Date.now()));
  return witnesses.goOn();
}

const path = (name: string) => join(folder, name);
const signAs = (name: string, ...more: string[]) =>
  sunshine('witness', 'sign', address, '--key', path(`${name}.key`), '--seen', path(`${name}.seen`), ...more);

test('witness: makes a key, registers its public half, signs, signs again; a rebuilt log is refused', async () => {
  const name = 'wuyang.example/witness/community';
  const made = await sunshine('witness', 'keygen', '--name', name, '--key', path('community.key'));
  assert.equal(made.code, 0, made.said);
  const vkey = made.said.trim();
  assert.equal((await stat(path('community.key'))).mode & 0o777, 0o600);
  const again = await sunshine('witness', 'keygen', '--name', name, '--key', path('community.key'));
  assert.deepEqual([again.code, /never written over/.test(again.said)], [1, true]);

  await go();
  const early = await signAs('community');
  assert.equal(early.code, 1);
  assert.match(early.said, /No witness has registered this key/);

  must(await witnesses.name('community', 'desk1'));
  must(await witnesses.register('community', vkey));
  await go();
  const first = await signAs('community');
  assert.equal(first.code, 0, first.said);
  await go();
  const second = await signAs('community', '--language', 'zh');
  assert.equal(second.code, 0, second.said);
  assert.match(second.said, /一条没改/);
  const { last } = await witnesses.shown('community');
  assert.deepEqual([last?.agrees, last?.isNewest], [true, true]);

  const verified = await sunshine('ledger', 'verify', address, '--witness', vkey);
  assert.equal(verified.code, 0, verified.said);
  assert.match(verified.said, /wuyang\.example\/witness\/community/);

  const before = await readFile(path('community.seen'), 'utf8');
  await rebuildLog(world);
  await go();
  const refused = await signAs('community');
  assert.equal(refused.code, 1);
  assert.match(refused.said, /NOT SIGNED.*rebuilt/s);
  assert.equal(await readFile(path('community.seen'), 'utf8'), before);
  const [evidence] = (await readdir(folder)).filter((one) => one.endsWith('.evidence'));
  const kept = await readFile(path(evidence ?? ''), 'utf8');
  assert.ok(kept.includes(before.slice(before.indexOf('\n') + 1)));
});

test('witness: a key that others can read is not used; a sealed one asks for its passphrase', async () => {
  const name = 'wuyang.example/witness/owners-committee';
  await writeFile(path('pass'), '一句很长的口令\n');
  const sealing = ['--passphrase-file', path('pass')];
  const made = await sunshine('witness', 'keygen', '--name', name, '--key', path('sealed.key'), ...sealing);
  assert.equal(made.code, 0, made.said);
  must(await witnesses.name('owners-committee', 'committee'));
  must(await witnesses.register('owners-committee', made.said.trim()));
  await go();
  assert.match((await signAs('sealed')).said, /--passphrase-file/);
  await writeFile(path('wrong'), 'another\n');
  assert.match((await signAs('sealed', '--passphrase-file', path('wrong'))).said, /does not open/);
  const signed = await signAs('sealed', ...sealing);
  assert.equal(signed.code, 0, signed.said);
  await chmod(path('sealed.key'), 0o644);
  const open = await signAs('sealed', ...sealing);
  assert.deepEqual([open.code, /chmod 600/.test(open.said)], [1, true]);
});

test('witness: a command that cannot be understood ends with 2', async () => {
  assert.equal((await sunshine('witness', 'sign', 'somewhere')).code, 2);
  assert.equal(
    (await sunshine('witness', 'sign', 'http://127.0.0.1:1/x', '--key', 'a', '--seen', 'b')).code,
    2,
  );
  assert.equal((await sunshine('witness')).code, 2);
});

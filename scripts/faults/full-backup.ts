import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Fault, mountDisk, type Scene } from './fault.ts';
import { runSunshine, trySunshine } from './product.ts';

export const fullBackup: Fault = {
  name: 'full-backup',
  proves:
    'the disk a backup goes to, and the one a restore fills, are full: one plain line, nothing half there',
  run,
};

const passphrase = { BACKUP_PASSPHRASE: 'several words that nobody guesses', BASE_URL: 'http://127.0.0.1:9' };

async function run(scene: Scene): Promise<void> {
  const { folder, tell } = scene;
  const env = { ...passphrase, DATA_DIR: join(folder, 'data') };
  tell('a community is made and backed up onto a stick');
  await mkdir(env.DATA_DIR, { mode: 0o755 });
  await runSunshine(['init', '--community', 'haoyuan', '--name', '好院社区'], env);
  const stick = join(folder, 'stick');
  await mkdir(stick);
  const disk = mountDisk(scene, stick, '64m');
  const path = join(stick, 'weekly.backup');
  await runSunshine(['backup', path], env);
  const { blocks, bfree, bsize } = await statfs(stick);
  disk.resize(`${Math.ceil(((blocks - bfree) * bsize) / 1024) + 32}k`);
  tell('the stick has 32 kB left');
  await backsUpAgain(scene, path, env);
  for (const megabytes of [20, 44, 60]) await restoresOnto(scene, path, megabytes);
}

async function backsUpAgain({ expect }: Scene, path: string, env: Record<string, string>): Promise<void> {
  const sum = await sumOf(path);
  const { code, err } = await trySunshine(['backup', path], env);
  expect(code === 1 && /^sunshine backup: The disk is full: .*\n$/.test(err), `backup says: ${err.trim()}`);
  expect((await readdir(dirname(path))).join() === 'weekly.backup', 'nothing lies beside the earlier backup');
  expect((await sumOf(path)) === sum, 'the earlier backup is what it was');
}

async function restoresOnto(scene: Scene, path: string, megabytes: number): Promise<void> {
  const { folder, tell, expect } = scene;
  const dataDir = join(folder, `of-${megabytes}`);
  await mkdir(dataDir, { mode: 0o755 });
  mountDisk(scene, dataDir, `${megabytes}m`);
  tell(`restoring onto a disk of ${megabytes} MB`);
  const { code, err } = await trySunshine(['restore', path], { ...passphrase, DATA_DIR: dataDir });
  expect(code === 1 && /^sunshine restore: The disk is full.*\n$/.test(err), `restore says: ${err.trim()}`);
  const left = (await readdir(dataDir)).filter((name) => name === 'files' || name.startsWith('restor'));
  expect(left.length === 0, 'nothing of it is there');
}

async function sumOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

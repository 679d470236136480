import { dirname } from 'node:path';
import type { Account } from './account.ts';
import { run } from './leash.ts';

/** The outermost folder on the way to `path` that the account may not pass through; the kernel is asked, not the modes. */
export async function findClosedFolder(account: Account, path: string): Promise<string | undefined> {
  const folders = [path];
  for (let folder = path; dirname(folder) !== folder; folder = dirname(folder))
    folders.unshift(dirname(folder));
  const script = 'for folder; do test -x "$folder" || { printf %s "$folder"; exit 1; }; done';
  const { code, stdout } = await run(account, '/bin/sh', ['-c', script, 'sh', ...folders]);
  return code === 0 ? undefined : stdout || path;
}

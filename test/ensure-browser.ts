import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export const noBrowser =
  'The tests need a browser: install Chromium or Chrome (Debian: apt-get install chromium fonts-noto-cjk), ' +
  'or name one with CHROMIUM_PATH.';

/** The path of a Chromium that is here and starts, or null; downloads and installs nothing. */
export function findBrowser(): string | null {
  const named = process.env.CHROMIUM_PATH;
  const candidates = named ? [named] : [...installed, chromium.executablePath()];
  return candidates.find(starts) ?? null;
}

/**
 * The path of a Chromium: one that is here, else playwright's own download, else Debian's package when root.
 * Null when none of them worked; a CHROMIUM_PATH that does not start is never replaced behind its owner's back.
 */
export function ensureBrowser(): string | null {
  const found = findBrowser();
  if (found !== null || process.env.CHROMIUM_PATH) return found;
  console.log('No browser found, downloading one …');
  if (download() && starts(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.log('The download does not start here, installing Debian’s package …');
  installPackage();
  return findBrowser();
}

function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  // On Windows `--version` opens a window instead of answering.
  return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

function download(): boolean {
  const cli = fileURLToPath(new URL('cli.js', import.meta.resolve('playwright-core/package.json')));
  const done = spawnSync(process.execPath, [cli, 'install', '--no-shell', '--no-progress', 'chromium'], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 300_000,
  });
  return done.status === 0;
}

function installPackage(): void {
  const options = {
    stdio: 'ignore',
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const;
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
    options,
  );
}

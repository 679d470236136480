import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { isPrivateInstallation, readSettings } from '../src/platform/config.ts';
import { root } from './architecture/tree.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The names in the first column of README's table of settings. */
function settingsInReadme(path: string): Set<string> {
  const cells = [...read(path).matchAll(/^\| ((?:`[A-Z_]+`(?:, |、)?)+) \|/gm)].map(([, cell = '']) => cell);
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name)));
}

const known = settingsInReadme('README.md');

test('operator: the settings that come with the service are accepted as they are, for a public address', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sunshine-deploy-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const given = parseEnv(read('deploy/sunshine-pavilion.env'));
  assert.deepEqual(
    Object.keys(given).filter((name) => !known.has(name)),
    [],
  );
  const settings = readSettings({ ...given, DATA_DIR: folder } as Record<string, string>);
  assert.ok(settings.ok, JSON.stringify(settings));
  assert.equal(settings.value.baseUrl, 'https://ting.example.cn');
  assert.equal(isPrivateInstallation(settings.value), false);
});

test('operator: unit and container set nothing that is no setting', () => {
  const unit = [...read('deploy/sunshine-pavilion.service').matchAll(/^Environment=([A-Z_]+)=/gm)];
  const container = [...read('deploy/Containerfile').matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) => [
    ...line.matchAll(/\b([A-Z_]+)=/g),
  ]);
  const names = [...unit, ...container].map(([, name = '']) => name);
  assert.ok(names.length >= 4);
  assert.deepEqual(
    names.filter((name) => !known.has(name)),
    [],
  );
});

test('reader: both READMEs list the same settings', () => {
  assert.deepEqual(settingsInReadme('README.zh-CN.md'), known);
});

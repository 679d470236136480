import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadAssets, prepareAssets } from './assets.ts';

test('assets: built once, again when a source changed, without what the last build left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assets-'));
  try {
    const places = { sourceDir: join(folder, 'web'), distDir: join(folder, 'dist') };
    for (const name of ['styles', 'islands', 'images']) {
      await mkdir(join(places.sourceDir, name), { recursive: true });
    }
    const style = join(places.sourceDir, 'styles', 'sunshine.css');
    await writeFile(style, '.a{color:red}');
    await writeFile(
      join(places.sourceDir, 'islands', 'hello.ts'),
      'document.title = "hello" satisfies string;',
    );
    await writeFile(join(places.sourceDir, 'images', 'dot.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await assert.rejects(loadAssets(places.distDir), /have not been built/);

    const first = await prepareAssets(places);
    assert.match(first.url('hello.ts'), /^\/assets\/hello-[0-9a-f]{10}\.js$/);
    assert.throws(() => first.url('none.ts'), /no asset is called none\.ts/);
    assert.equal((await prepareAssets(places)).url('sunshine.css'), first.url('sunshine.css'));

    await writeFile(style, '.a{color:blue}');
    const second = await prepareAssets(places);
    assert.notEqual(second.url('sunshine.css'), first.url('sunshine.css'));
    assert.equal(second.url('hello.ts'), first.url('hello.ts'));
    assert.deepEqual(
      (await readdir(places.distDir)).sort(),
      ['manifest.json', ...second.files.keys()].sort(),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

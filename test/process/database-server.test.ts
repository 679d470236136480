import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../database.ts';
import {
  assertOneLine,
  community,
  readBack,
  report,
  serve,
  stop,
  sunshine,
  temporaryDataDir,
} from './server-process.ts';

/** The addresses of an empty database of our own on the server that TEST_DATABASE_URL names. */
async function emptyDatabase(): Promise<{ DATABASE_URL: string; DATABASE_OWNER_URL: string }> {
  const { application, owner } = (await testDatabase({ migrated: false })).ways;
  assert.ok(typeof application === 'string' && typeof owner === 'string');
  return { DATABASE_URL: application, DATABASE_OWNER_URL: owner };
}

/** The same address with something in it changed. */
function changed(address: string, change: (url: URL) => void): string {
  const url = new URL(address);
  change(url);
  return url.href;
}

// The embedded database has no address to give; the tests beside this one start the product on it.
if (process.env.SUNSHINE_TEST_DATABASE === 'server') {
  test('operator: on a PostgreSQL server the product is migrated, served, stopped and served again', async (t) => {
    const urls = await emptyDatabase();
    const { DATABASE_OWNER_URL: _, ...applicationOnly } = urls;
    const dataDir = await temporaryDataDir(t);

    const early = await sunshine(['serve'], { DATA_DIR: dataDir, ...applicationOnly });
    assert.equal(early.code, 1);
    assertOneLine(early.err, /is not up to date. Run "sunshine migrate" with DATABASE_OWNER_URL/);

    const made = await sunshine(['init', '--community', community, '--name', '好院社区'], {
      ...{ DATA_DIR: dataDir, ...urls },
    });
    assert.equal(made.code, 0, made.err);
    const first = await serve(t, dataDir, { env: applicationOnly });
    assert.doesNotMatch(first.out(), /Demonstration|shown/);
    const acknowledged = await report(first.url, '在服务器数据库上');
    assert.equal(acknowledged.status, 200);
    await stop(first);
    const second = await serve(t, dataDir, { env: applicationOnly });
    assert.equal((await readBack(second.url, acknowledged)).text, '在服务器数据库上');
    assert.equal(second.err(), '');
    await stop(second);
  });

  test('operator: what is wrong with the way to the database is told in one line each', async (t) => {
    const urls = await emptyDatabase();
    const dataDir = await temporaryDataDir(t);
    const superuser = changed(process.env.TEST_DATABASE_URL ?? '', (url) => {
      url.pathname = new URL(urls.DATABASE_URL).pathname;
    });
    const wrongPassword = changed(urls.DATABASE_URL, (url) => {
      url.password = 'geheim';
    });
    const wrongName = changed(urls.DATABASE_URL, (url) => {
      url.pathname = '/not_there_at_all';
    });
    const cases: [Record<string, string>, RegExp][] = [
      [{ DATABASE_URL: wrongPassword }, /refuses the user or password/],
      [{ DATABASE_URL: wrongName }, /does not exist/],
      [{ DATABASE_URL: superuser }, /bypasses row-level security \(superuser or BYPASSRLS\)/],
      [
        { ...urls, DATABASE_OWNER_URL: urls.DATABASE_URL },
        /permission denied .* DATABASE_OWNER_URL has to name the owner/,
      ],
      [
        { DATABASE_URL: urls.DATABASE_OWNER_URL, DATABASE_OWNER_URL: urls.DATABASE_OWNER_URL },
        /owns the tables/,
      ],
    ];
    for (const [env, expected] of cases) {
      const { code, err } = await sunshine(['serve'], { DATA_DIR: dataDir, ...env });
      assert.equal(code, 1, err);
      assertOneLine(err, expected);
      assert.doesNotMatch(err, /geheim/);
    }
  });
}

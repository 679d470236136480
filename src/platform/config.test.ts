import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { expectedText } from './config.text.ts';
import {
  chooseDataDir,
  isLoopback,
  isPrivateInstallation,
  readSettings,
  type Settings,
  sayProblems,
} from './config.ts';

const place = await mkdtemp(join(tmpdir(), 'sunshine-config-'));
await chmod(place, 0o711);
after(() => rm(place, { recursive: true, force: true }));

type Env = Record<string, string>;
const secret = 'a-secret-of-forty-characters-for-testing';
const plain = { cwd: place, isRoot: false };

function settingsOf(env: Env, around = plain): Settings {
  const read = readSettings({ DATA_DIR: join(place, 'data'), ...env }, around);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

/** What was wrong: "VARIABLE expected". */
function problemsOf(env: Env): string[] {
  const read = readSettings({ DATA_DIR: join(place, 'data'), SUNSHINE_SECRET: secret, ...env }, plain);
  if (read.ok) return [];
  assert.equal(read.refusal.code, 'settings-invalid');
  return (read.refusal.fields ?? []).map(({ path, code }) => `${path} ${code}`);
}

function linesOf(env: Env, locale: 'zh' | 'en' = 'en'): string[] {
  const read = readSettings(env, plain);
  return read.ok ? [] : sayProblems(read.refusal.fields ?? [], locale);
}

const http = { SMS_ADAPTER: 'http', SMS_HTTP_URL: 'https://sms.example.cn/send', SMS_HTTP_TOKEN: 't' };
const open = { SMS_ADAPTER: 'off' };
const oidc = {
  OIDC_ISSUER: 'https://login.example.cn',
  OIDC_CLIENT_ID: 'ting',
  OIDC_CLIENT_SECRET: 'geheim',
};
const plainProvider = {
  ...{ issuer: 'https://login.example.cn', clientId: 'ting', clientSecret: 'geheim' },
  ...{ label: { zh: '单位账号', en: 'work account' }, secondFactor: { acr: [], amr: [] } },
};

const rightProviders: [Env, Partial<Settings>][] = [
  [oidc, { provider: plainProvider }],
  [
    {
      ...{ ...oidc, OIDC_LABEL_ZH: '浙政钉', OIDC_LABEL_EN: 'DingTalk' },
      OIDC_SECOND_FACTOR: 'amr:mfa, acr:gold',
    },
    {
      provider: {
        ...{ ...plainProvider, label: { zh: '浙政钉', en: 'DingTalk' } },
        secondFactor: { acr: ['gold'], amr: ['mfa'] },
      },
    },
  ],
  [
    { ...oidc, OIDC_ISSUER: 'http://127.0.0.1:9000/realm' },
    { provider: { ...plainProvider, issuer: 'http://127.0.0.1:9000/realm' } },
  ],
];

test('settings: nothing set means this machine alone', () => {
  const { secret: made, ...settings } = settingsOf({});
  assert.deepEqual(settings, {
    host: '127.0.0.1',
    port: 8080,
    dataDir: join(place, 'data'),
    dataDirReason: 'given',
    baseUrl: 'http://127.0.0.1:8080',
    trustProxy: false,
    logLevel: 'info',
    smsAdapter: { kind: 'development' },
    mail: { kind: 'development' },
    offlinePages: true,
    reachesPrivate: false,
    requestsPerMinute: 6_000,
    limits: { times: 1, codesPerHour: 600 },
    backup: { folder: join(place, 'data', 'backups'), keep: 5 },
    environment: 'production',
  });
  assert.ok(made.length >= 32);
});

test('settings: right ones are taken as they are meant', () => {
  const cases: [Env, Partial<Settings>][] = [
    [
      { HOST: '::1', PORT: '0' },
      { host: '::1', port: 0, baseUrl: 'http://[::1]:0' },
    ],
    [{ HOST: ' localhost ' }, { host: 'localhost', baseUrl: 'http://localhost:8080' }],
    [{ PORT: '' }, { port: 8080 }],
    [{ BASE_URL: 'https://ting.example.cn/', ...open }, { baseUrl: 'https://ting.example.cn' }],
    [{ BASE_URL: 'http://localhost:9000' }, { baseUrl: 'http://localhost:9000' }],
    [{ TRUST_PROXY: 'false' }, { trustProxy: false }],
    [{ TRUST_PROXY: '0' }, { trustProxy: false }],
    [{ TRUST_PROXY: '1', ...open }, { trustProxy: 1 }],
    [
      { TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,fd00::/8', ...open },
      { trustProxy: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'] },
    ],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [{ SUNSHINE_SECRET: secret }, { secret }],
    [open, { smsAdapter: { kind: 'off' } }],
    [http, { smsAdapter: { kind: 'http', url: 'https://sms.example.cn/send', token: 't' } }],
    [
      { ...http, SMS_HTTP_URL: 'http://127.0.0.1:7000/' },
      { smsAdapter: { kind: 'http', url: 'http://127.0.0.1:7000/', token: 't' } },
    ],
    [{ HOST: '0.0.0.0', ...open }, { mail: { kind: 'off' } }],
    [
      { SMTP_URL: 'smtps://ting%40example.cn:p%3Aw@smtp.example.cn', MAIL_FROM: 'ting@example.cn' },
      {
        mail: {
          ...{ kind: 'smtp', host: 'smtp.example.cn', port: 465, implicitTls: true, mustEncrypt: true },
          ...{ login: { user: 'ting@example.cn', password: 'p:w' }, from: 'ting@example.cn' },
        },
      },
    ],
    [
      { SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'ting@example.cn' },
      {
        mail: {
          ...{ kind: 'smtp', host: '127.0.0.1', port: 2525, implicitTls: false, mustEncrypt: false },
          ...{ login: null, from: 'ting@example.cn' },
        },
      },
    ],
    [{ WEBHOOK_PRIVATE_TARGETS: 'true' }, { reachesPrivate: true }],
    [{ OFFLINE_PAGES: 'false' }, { offlinePages: false }],
    [{ REQUESTS_PER_MINUTE: '60' }, { requestsPerMinute: 60 }],
    [{ LIMITS_TIMES: '3' }, { limits: { times: 3, codesPerHour: 600 } }],
    [{ SMS_CODES_PER_HOUR: '50' }, { limits: { times: 1, codesPerHour: 50 } }],
    ...rightProviders,
    [
      { BACKUP_DIR: '/backups', BACKUP_KEEP: '9', BACKUP_PASSPHRASE: 'several quiet words' },
      { backup: { folder: '/backups', keep: 9, passphrase: 'several quiet words' } },
    ],
    [{ FILING_NUMBER: '浙ICP备12345678号-1' }, { filingNumber: '浙ICP备12345678号-1' }],
    [{ NODE_ENV: 'development' }, { environment: 'development' }],
    [
      { DATABASE_URL: 'postgres://app:pw@db/s', DATABASE_OWNER_URL: 'postgresql:///s?host=/run/postgresql' },
      { databaseUrl: 'postgres://app:pw@db/s', databaseOwnerUrl: 'postgresql:///s?host=/run/postgresql' },
    ],
  ];
  for (const [env, wanted] of cases) {
    const settings = settingsOf(env);
    for (const [name, value] of Object.entries(wanted)) {
      assert.deepEqual(settings[name as keyof Settings], value, JSON.stringify(env));
    }
  }
});

const wrongOnes: [Env, ...string[]][] = [
  [{ BACKUP_PASSPHRASE: 'short' }, 'BACKUP_PASSPHRASE passphrase'],
  [{ BACKUP_KEEP: '0' }, 'BACKUP_KEEP whole-number'],
  [{ HOST: 'http://x' }, 'HOST host'],
  [{ HOST: '127.0.0.1:80' }, 'HOST host'],
  [{ HOST: '300.1.2.3' }, 'HOST host'],
  [{ PORT: 'abc' }, 'PORT port'],
  [{ PORT: '65536' }, 'PORT port'],
  [{ PORT: '-1' }, 'PORT port'],
  [{ PORT: '80.5' }, 'PORT port'],
  [{ PORT: '1e3' }, 'PORT port'],
  [{ DATABASE_URL: 'mysql://db/s' }, 'DATABASE_URL database-url'],
  [{ DATABASE_URL: 'postgres:/db' }, 'DATABASE_URL database-url'],
  [{ DATABASE_OWNER_URL: 'postgres://db/s' }, 'DATABASE_OWNER_URL database-url-too'],
  [{ BASE_URL: 'ting.example.cn', ...open }, 'BASE_URL base-url'],
  [{ BASE_URL: 'ftp://ting.example.cn', ...open }, 'BASE_URL base-url'],
  [{ BASE_URL: 'https://ting.example.cn/path', ...open }, 'BASE_URL base-url'],
  [{ BASE_URL: 'https://ting.example.cn/?', ...open }, 'BASE_URL base-url'],
  [{ BASE_URL: 'https://me:pw@ting.example.cn', ...open }, 'BASE_URL base-url'],
  [{ TRUST_PROXY: 'true', ...open }, 'TRUST_PROXY trust-proxy-not-all'],
  [{ TRUST_PROXY: 'yes', ...open }, 'TRUST_PROXY trust-proxy'],
  [{ TRUST_PROXY: '-1', ...open }, 'TRUST_PROXY trust-proxy'],
  [{ TRUST_PROXY: '127.0.0.1,', ...open }, 'TRUST_PROXY trust-proxy'],
  [{ TRUST_PROXY: '10.0.0.0/33', ...open }, 'TRUST_PROXY trust-proxy'],
  [{ TRUST_PROXY: '0.0.0.0/0', ...open }, 'TRUST_PROXY trust-proxy'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL log-level'],
  [{ SUNSHINE_SECRET: 'short' }, 'SUNSHINE_SECRET secret'],
  [{ SMS_ADAPTER: 'pigeon' }, 'SMS_ADAPTER sms-adapter'],
  [{ SMS_ADAPTER: 'http' }, 'SMS_HTTP_URL sms-http-url', 'SMS_HTTP_TOKEN sms-http-token'],
  [{ ...http, SMS_HTTP_URL: 'http://sms.example.cn/' }, 'SMS_HTTP_URL sms-http-url'],
  [{ SMTP_URL: 'https://smtp.example.cn', MAIL_FROM: 'ting@example.cn' }, 'SMTP_URL smtp-url'],
  [{ SMTP_URL: 'smtp://user@smtp.example.cn', MAIL_FROM: 'ting@example.cn' }, 'SMTP_URL smtp-url'],
  [{ SMTP_URL: 'smtp://a:%zz@smtp.example.cn', MAIL_FROM: 'ting@example.cn' }, 'SMTP_URL smtp-url'],
  [{ SMTP_URL: 'smtp://smtp.example.cn/?tls=no', MAIL_FROM: 'ting@example.cn' }, 'SMTP_URL smtp-url'],
  [{ SMTP_URL: 'smtp://smtp.example.cn' }, 'MAIL_FROM mail-from'],
  [{ MAIL_FROM: 'a@example.cn, b@example.cn' }, 'MAIL_FROM mail-from'],
  [{ OFFLINE_PAGES: 'off' }, 'OFFLINE_PAGES true-or-false'],
  [{ WEBHOOK_PRIVATE_TARGETS: 'yes' }, 'WEBHOOK_PRIVATE_TARGETS true-or-false'],
  [{ REQUESTS_PER_MINUTE: '59' }, 'REQUESTS_PER_MINUTE whole-number'],
  [{ LIMITS_TIMES: '0.5' }, 'LIMITS_TIMES whole-number'],
  [{ SMS_CODES_PER_HOUR: '100001' }, 'SMS_CODES_PER_HOUR whole-number'],
  [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN metrics-token'],
  [{ FILING_NUMBER: '12345678' }, 'FILING_NUMBER filing-number'],
  [{ ...oidc, OIDC_ISSUER: 'login.example.cn' }, 'OIDC_ISSUER oidc-issuer'],
  [{ ...oidc, OIDC_ISSUER: 'http://login.example.cn' }, 'OIDC_ISSUER oidc-issuer'],
  [{ ...oidc, OIDC_ISSUER: 'https://login.example.cn/?tenant=1' }, 'OIDC_ISSUER oidc-issuer'],
  [{ ...oidc, OIDC_ISSUER: 'https://me:pw@login.example.cn' }, 'OIDC_ISSUER oidc-issuer'],
  [
    { ...oidc, ...open, OIDC_ISSUER: 'http://127.0.0.1:9000', HOST: '0.0.0.0' },
    'OIDC_ISSUER oidc-issuer-public',
  ],
  [{ OIDC_CLIENT_SECRET: 'geheim' }, 'OIDC_ISSUER oidc-issuer-too'],
  [{ OIDC_LABEL_EN: 'DingTalk' }, 'OIDC_ISSUER oidc-issuer-too'],
  [
    { OIDC_ISSUER: 'https://login.example.cn' },
    'OIDC_CLIENT_ID oidc-client',
    'OIDC_CLIENT_SECRET oidc-client',
  ],
  [{ ...oidc, OIDC_LABEL_ZH: '浙政钉' }, 'OIDC_LABEL_EN oidc-label'],
  [{ ...oidc, OIDC_SECOND_FACTOR: 'mfa' }, 'OIDC_SECOND_FACTOR oidc-second-factor'],
  [{ NODE_ENV: 'test' }, 'NODE_ENV environment'],
  [{ BASE_URL: 'https://ting.example.cn' }, 'SMS_ADAPTER sms-adapter-public'],
  [{ TRUST_PROXY: '1' }, 'SMS_ADAPTER sms-adapter-public'],
  [{ HOST: '0.0.0.0', SMS_ADAPTER: 'development' }, 'SMS_ADAPTER sms-adapter-public'],
];

test('settings: each wrong one is named with what was expected', () => {
  for (const [env, ...wanted] of wrongOnes) assert.deepEqual(problemsOf(env), wanted, JSON.stringify(env));
  const seen = new Set(
    wrongOnes.flatMap(([, ...problems]) => problems.map((problem) => problem.split(' ')[1])),
  );
  // These two are about the folder and have tests of their own below.
  const untested = Object.keys(expectedText).filter(
    (code) => !seen.has(code) && code !== 'data-dir' && code !== 'secret-file',
  );
  assert.deepEqual(untested, []);
});

test('settings: all wrong ones are told at once, with what was given', async () => {
  const never = join(place, 'never');
  const env = {
    DATA_DIR: never,
    PORT: 'abc',
    TRUST_PROXY: 'true',
    LOG_LEVEL: 'loud',
    SMS_ADAPTER: 'http',
    DATABASE_OWNER_URL: 'postgres://o@db/s',
  };
  assert.deepEqual(
    linesOf(env).map((line) => line.split(':')[0]),
    ['PORT', 'TRUST_PROXY', 'LOG_LEVEL', 'DATABASE_OWNER_URL', 'SMS_HTTP_URL', 'SMS_HTTP_TOKEN'],
  );
  assert.equal(linesOf(env)[0], 'PORT: "abc" was given, expected a whole number from 0 to 65535');
  assert.equal(linesOf(env, 'zh')[0], 'PORT：填的是“abc”，要填 0 到 65535 的整数');
  await assert.rejects(stat(never), /ENOENT/, 'nothing is made while something is wrong');
});

test('settings: no secret is ever repeated', () => {
  const lines = linesOf({
    DATA_DIR: join(place, 'data'),
    SUNSHINE_SECRET: 'hunter2',
    DATABASE_URL: 'mysql://app:hunter2@db/s',
    DATABASE_OWNER_URL: 'hunter2',
    BASE_URL: 'https://me:hunter2@ting.example.cn',
    SMS_HTTP_URL: 'http://sms.example.cn/?key=hunter2',
    SMS_ADAPTER: 'http',
    SMTP_URL: 'smtp://me:hunter2@smtp.example.cn/x',
    OIDC_ISSUER: 'https://me:hunter2@login.example.cn',
    OIDC_CLIENT_ID: 'ting',
    OIDC_CLIENT_SECRET: 'hunter2',
  });
  assert.equal(lines.length, 8);
  assert.ok(!lines.join('\n').includes('hunter2'), lines.join('\n'));
  assert.match(lines[0] ?? '', /^DATABASE_URL: 24 characters were given \(not shown\)/);
});

test('settings: a secret is made once, for the owner alone, and then kept', async () => {
  const dataDir = join(place, 'fresh', 'data');
  const first = settingsOf({ DATA_DIR: dataDir });
  const { mode } = await stat(join(dataDir, 'secret'));
  assert.equal(mode & 0o777, 0o600);
  assert.equal((await readFile(join(dataDir, 'secret'), 'utf8')).trim(), first.secret);
  assert.equal(settingsOf({ DATA_DIR: dataDir }).secret, first.secret);
  assert.equal(settingsOf({ DATA_DIR: dataDir, SUNSHINE_SECRET: secret }).secret, secret);
  assert.deepEqual(await readdir(dataDir), ['secret']);
  assert.notEqual(settingsOf({ DATA_DIR: join(place, 'other') }).secret, first.secret);
});

test('settings: a damaged secret file is not replaced in silence', async () => {
  const dataDir = join(place, 'damaged');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'secret'), 'cut');
  const [line, ...more] = linesOf({ DATA_DIR: dataDir });
  assert.match(line ?? '', /^SUNSHINE_SECRET: not set, the file secret in the data folder is damaged/);
  assert.deepEqual(more, []);
  assert.equal(await readFile(join(dataDir, 'secret'), 'utf8'), 'cut');
});

test('settings: a data folder that cannot be made is named with the reason', async () => {
  const file = join(place, 'file');
  await writeFile(file, '');
  const dataDir = join(file, 'data');
  assert.deepEqual(linesOf({ DATA_DIR: dataDir }), [
    `DATA_DIR: "${dataDir} (ENOTDIR)" was given, this folder cannot be made or written to; choose another or change its permissions`,
  ]);
});

test('settings: data lies beside the program, or outside a private home when started as root', async () => {
  const home = join(place, 'home');
  const inside = join(home, 'sunshine');
  await mkdir(inside, { recursive: true });
  await chmod(home, 0o700);
  await chmod(inside, 0o755);
  const beside = readSettings({}, { cwd: inside, isRoot: false });
  assert.deepEqual(beside.ok && [beside.value.dataDir, beside.value.dataDirReason], [
    join(inside, 'data'),
    'default',
  ]);
  const given = readSettings({ DATA_DIR: 'mine' }, { cwd: inside, isRoot: true });
  assert.deepEqual(given.ok && [given.value.dataDir, given.value.dataDirReason], [
    join(inside, 'mine'),
    'given',
  ]);
  const asRoot = chooseDataDir(undefined, { cwd: inside, isRoot: true });
  assert.deepEqual(asRoot, { path: '/var/lib/sunshine-pavilion', reason: 'home-is-private' });
  assert.deepEqual(chooseDataDir(undefined, { cwd: '/', isRoot: true }), {
    path: '/data',
    reason: 'default',
  });
});

test('loopback: this machine and nothing that only looks like it', () => {
  const yes = [
    'localhost',
    'LOCALHOST',
    'a.localhost',
    'localhost.',
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '[::1]',
    '127.0.0.1:80',
  ];
  const yesUrls = ['http://localhost', 'https://127.0.0.1:8443/x', 'http://[::1]:80', 'http://2130706433/'];
  for (const text of [...yes, ...yesUrls]) assert.equal(isLoopback(text), true, text);
  const no = [
    '',
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '128.0.0.1',
    'localhost.example.cn',
    '127.0.0.1.example.cn',
    'mylocalhost',
  ];
  const noUrls = [
    'http://localhost@example.cn',
    'http://example.cn/127.0.0.1',
    'http://[::]',
    'http://127.example.cn',
    'http://',
  ];
  for (const text of [...no, ...noUrls]) assert.equal(isLoopback(text), false, text);
});

test('private installation: only where nobody else can come', () => {
  const here = { host: '127.0.0.1', baseUrl: 'http://127.0.0.1:8080', trustProxy: false } as const;
  const cases: [Partial<Settings>, boolean][] = [
    [{}, true],
    [{ host: 'localhost', baseUrl: 'http://localhost:1' }, true],
    [{ baseUrl: 'https://ting.example.cn' }, false],
    [{ baseUrl: 'http://192.168.1.5:8080' }, false],
    [{ host: '0.0.0.0' }, false],
    [{ trustProxy: 1 }, false],
    [{ trustProxy: ['127.0.0.1'] }, false],
  ];
  for (const [change, wanted] of cases) {
    assert.equal(isPrivateInstallation({ ...here, ...change }), wanted, JSON.stringify(change));
  }
});

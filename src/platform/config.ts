import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type FieldProblem, type Outcome, ok } from '../kernel/outcome.ts';
import { type Locale, sayIn } from '../kernel/text.ts';
import {
  type BackupSettings,
  backupSettings,
  minPassphraseCharacters,
  usualKeep,
} from './backup/backup-settings.ts';
import { expectedText, settingsText } from './config.text.ts';
import { keepSecret, minSecretCharacters } from './kept-secret.ts';
import { type Limits, usualLimits, usualRequestsPerMinute } from './limits.ts';
import { isMailAddress, type MailSettings, readSmtpUrl } from './mail-settings.ts';
import { isIssuer, type ProviderSettings, readSecondFactor, usualLabel } from './provider-settings.ts';

/** Why the data folder is where it is; 'home-is-private' is worth telling the operator. */
export type DataDirReason = 'given' | 'default' | 'home-is-private';

export type SmsAdapter =
  | { kind: 'development' }
  | { kind: 'off' }
  | { kind: 'http'; url: string; token: string };

/** What the environment sets, checked once at start. Holds secrets: never log it whole. */
export type Settings = {
  host: string;
  port: number;
  dataDir: string;
  dataDirReason: DataDirReason;
  databaseUrl?: string;
  databaseOwnerUrl?: string;
  baseUrl: string;
  trustProxy: false | number | string[];
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  secret: string;
  smsAdapter: SmsAdapter;
  mail: MailSettings;
  /** Webhooks may lead to addresses that are not of the public network. */
  reachesPrivate: boolean;
  /** From one address, which a whole estate may share. */
  requestsPerMinute: number;
  limits: Limits;
  /** Telephones may keep pages to open without network. */
  offlinePages: boolean;
  filingNumber?: string;
  metricsToken?: string;
  provider?: ProviderSettings;
  backup: BackupSettings;
  environment: 'development' | 'production';
};

/** What besides the environment decides where data goes. */
export type Surroundings = { cwd: string; isRoot: boolean };

export type SettingName = keyof typeof variables;

const trustedProxies = z.string().transform((text, context): false | number | string[] => {
  if (text === 'false' || text === '0') return false;
  if (/^[1-9]$/.test(text)) return Number(text);
  const proxies = text.split(',').map((proxy) => proxy.trim());
  if (proxies.every(isAddressOrNetwork)) return proxies;
  context.addIssue({ code: 'custom', message: text === 'true' ? 'trust-proxy-not-all' : 'trust-proxy' });
  return z.NEVER;
});

/** A setting that counts; its bounds stand in `expectedText` too. */
function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,7}$/, 'whole-number')
    .transform(Number)
    .refine((count) => count >= min && count <= max, 'whole-number');
}

/** Long enough that nobody guesses it. */
const minTokenCharacters = 20;

/** Each message is a key of `expectedText`. */
const variables = {
  HOST: z.string().refine(isHost, 'host').default('127.0.0.1'),
  PORT: z.string().refine(isPort, 'port').transform(Number).default(8080),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z.string().refine(isPostgresUrl, 'database-url').optional(),
  DATABASE_OWNER_URL: z.string().refine(isPostgresUrl, 'database-url').optional(),
  BASE_URL: z.string().refine(isSiteUrl, 'base-url').optional(),
  TRUST_PROXY: trustedProxies.default(false),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'log-level')
    .default('info'),
  SUNSHINE_SECRET: z.string().min(minSecretCharacters, 'secret').optional(),
  SMS_ADAPTER: z.enum(['development', 'http', 'off'], 'sms-adapter').default('development'),
  SMS_HTTP_URL: z.string().refine(isGatewayUrl, 'sms-http-url').optional(),
  SMS_HTTP_TOKEN: z.string().optional(),
  SMTP_URL: z.string().refine(isSmtpUrl, 'smtp-url').optional(),
  MAIL_FROM: z.string().refine(isMailAddress, 'mail-from').optional(),
  WEBHOOK_PRIVATE_TARGETS: z.enum(['true', 'false'], 'true-or-false').default('false'),
  OFFLINE_PAGES: z.enum(['true', 'false'], 'true-or-false').default('true'),
  FILING_NUMBER: z
    .string()
    .regex(/^\p{Script=Han}ICP[备证]\d{6,10}号(-\d+[A-Z]?)?$/u, 'filing-number')
    .optional(),
  REQUESTS_PER_MINUTE: wholeNumber(60, 1_000_000).default(usualRequestsPerMinute),
  LIMITS_TIMES: wholeNumber(1, 1_000).default(usualLimits.times),
  SMS_CODES_PER_HOUR: wholeNumber(10, 100_000).default(usualLimits.codesPerHour),
  METRICS_TOKEN: z.string().min(minTokenCharacters, 'metrics-token').optional(),
  OIDC_ISSUER: z.string().refine(isProviderIssuer, 'oidc-issuer').optional(),
  OIDC_CLIENT_ID: z.string().max(200, 'oidc-client').optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL_ZH: z.string().max(12, 'oidc-label').optional(),
  OIDC_LABEL_EN: z.string().max(30, 'oidc-label').optional(),
  OIDC_SECOND_FACTOR: z
    .string()
    .refine((text) => readSecondFactor(text) !== undefined, 'oidc-second-factor')
    .optional(),
  BACKUP_DIR: z.string().optional(),
  BACKUP_KEEP: wholeNumber(1, 1_000).default(usualKeep),
  BACKUP_PASSPHRASE: z.string().min(minPassphraseCharacters, 'passphrase').optional(),
  NODE_ENV: z.enum(['development', 'production'], 'environment').default('production'),
};

const environment = z.object(variables);
type Values = z.output<typeof environment>;

const secrets: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'SUNSHINE_SECRET',
  'SMS_HTTP_URL',
  'SMS_HTTP_TOKEN',
  'SMTP_URL',
  'METRICS_TOKEN',
  'OIDC_CLIENT_SECRET',
  'BACKUP_PASSPHRASE',
]);

/**
 * Reads all settings from environment variables; an empty one counts as not set. Refuses with one problem for
 * each wrong variable, all at once. Makes the data folder, and on the first start the secret in it.
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  around: Surroundings = { cwd: process.cwd(), isRoot: process.getuid?.() === 0 },
): Outcome<Settings, 'settings-invalid'> {
  const given = givenValues(env);
  const parsed = environment.safeParse(given);
  const wrong = new Map<string, string>();
  for (const issue of parsed.error?.issues ?? []) wrong.set(String(issue.path[0]), issue.message);

  // With the wrong ones left out, what remains can be held against each other in the same round.
  const rest = Object.entries(given).filter(([name]) => !wrong.has(name));
  const values = parsed.data ?? environment.parse(Object.fromEntries(rest));
  for (const [name, expected] of contradictions(values)) if (!wrong.has(name)) wrong.set(name, expected);

  const dataDir = chooseDataDir(values.DATA_DIR, around);
  if (wrong.size > 0) return refuseSettings(wrong, given);
  const prepared = prepareFolder(dataDir.path, values.SUNSHINE_SECRET);
  if ('errno' in prepared) {
    const given = { DATA_DIR: `${dataDir.path} (${prepared.errno})` };
    return refuseSettings(new Map([['DATA_DIR', 'data-dir']]), given);
  }
  if (prepared.secret === undefined) return refuseSettings(new Map([['SUNSHINE_SECRET', 'secret-file']]), {});
  return ok(settingsOf(values, dataDir, prepared.secret));
}

/** One line for each problem: the variable, what was given (never a secret) and what was expected. */
export function sayProblems(fields: readonly FieldProblem[], locale: Locale): string[] {
  const t = sayIn(locale);
  return fields.map(({ path, code, params }) => {
    const expected = t(expectedText[code as keyof typeof expectedText]);
    if (params?.characters !== undefined)
      return t(settingsText.hidden, path, Number(params.characters), expected);
    if (params?.given === undefined) return t(settingsText.absent, path, expected);
    return t(settingsText.given, path, String(params.given), expected);
  });
}

/** Whether a URL or host means this machine and no other: 127.0.0.0/8, ::1, localhost and names below it (RFC 6761, 6.3). */
export function isLoopback(urlOrHost: string): boolean {
  const text = isIP(urlOrHost) === 6 ? `[${urlOrHost}]` : urlOrHost;
  const url = parseUrl(text.includes('://') ? text : `http://${text}`);
  if (!url) return false;
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost') || host === '[::1]') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/**
 * Whether only people at this machine can reach the installation. Adapters for development and accounts of the
 * demonstration exist nowhere else: they hand out codes and passwords to whoever looks.
 */
export function isPrivateInstallation(settings: Pick<Settings, 'host' | 'baseUrl' | 'trustProxy'>): boolean {
  return settings.trustProxy === false && isLoopback(settings.baseUrl) && isLoopback(settings.host);
}

/** What the environment sets, by name; an empty value counts as not set. */
export function givenValues(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(variables)) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  return given;
}

/** What is right by itself but not together: variable and key of what was expected. */
function contradictions(values: Values): [SettingName, string][] {
  const found: [SettingName, string][] = [];
  if (values.DATABASE_OWNER_URL && !values.DATABASE_URL)
    found.push(['DATABASE_OWNER_URL', 'database-url-too']);
  const isPrivate = isPrivateAs(values);
  if (values.SMTP_URL && !values.MAIL_FROM) found.push(['MAIL_FROM', 'mail-from']);
  if (values.SMS_ADAPTER === 'development' && !isPrivate) found.push(['SMS_ADAPTER', 'sms-adapter-public']);
  if (values.SMS_ADAPTER === 'http') {
    if (!values.SMS_HTTP_URL) found.push(['SMS_HTTP_URL', 'sms-http-url']);
    if (!values.SMS_HTTP_TOKEN) found.push(['SMS_HTTP_TOKEN', 'sms-http-token']);
  }
  return [...found, ...providerContradictions(values, isPrivate)];
}

function providerContradictions(values: Values, isPrivate: boolean): [SettingName, string][] {
  const { OIDC_ISSUER: issuer, OIDC_LABEL_ZH: zh, OIDC_LABEL_EN: en } = values;
  const found: [SettingName, string][] = [];
  if (issuer === undefined) {
    const others = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_LABEL_ZH', 'OIDC_SECOND_FACTOR'] as const;
    return others.some((name) => values[name]) || en ? [['OIDC_ISSUER', 'oidc-issuer-too']] : [];
  }
  if (!issuer.startsWith('https:') && !isPrivate) found.push(['OIDC_ISSUER', 'oidc-issuer-public']);
  for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const)
    if (!values[name]) found.push([name, 'oidc-client']);
  if ((zh === undefined) !== (en === undefined))
    found.push([zh === undefined ? 'OIDC_LABEL_ZH' : 'OIDC_LABEL_EN', 'oidc-label']);
  return found;
}

function isPrivateAs(values: Values): boolean {
  const { HOST: host, TRUST_PROXY: trustProxy } = values;
  return isPrivateInstallation({ host, baseUrl: baseUrlOf(values), trustProxy });
}

function refuseSettings(
  wrong: ReadonlyMap<string, string>,
  given: Readonly<Record<string, string>>,
): Outcome<never, 'settings-invalid'> {
  const fields = [...wrong].map(([path, code]): FieldProblem => {
    const value = given[path];
    if (value === undefined) return { path, code };
    // Something@ in a URL may be a password.
    if (secrets.has(path) || value.includes('@')) return { path, code, params: { characters: value.length } };
    return { path, code, params: { given: value } };
  });
  return { ok: false, refusal: { code: 'settings-invalid', fields } };
}

function settingsOf(
  values: Values,
  dataDir: { path: string; reason: DataDirReason },
  secret: string,
): Settings {
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir: dataDir.path,
    dataDirReason: dataDir.reason,
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    ...(values.DATABASE_OWNER_URL && { databaseOwnerUrl: values.DATABASE_OWNER_URL }),
    baseUrl: baseUrlOf(values),
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    secret,
    smsAdapter: smsAdapterOf(values),
    mail: mailOf(values),
    offlinePages: values.OFFLINE_PAGES === 'true',
    reachesPrivate: values.WEBHOOK_PRIVATE_TARGETS === 'true',
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    limits: { times: values.LIMITS_TIMES, codesPerHour: values.SMS_CODES_PER_HOUR },
    ...(values.FILING_NUMBER && { filingNumber: values.FILING_NUMBER }),
    ...(values.METRICS_TOKEN && { metricsToken: values.METRICS_TOKEN }),
    ...providerOf(values),
    backup: backupSettings(values, dataDir.path),
    environment: values.NODE_ENV,
  };
}

function baseUrlOf({ BASE_URL, HOST, PORT }: Values): string {
  return new URL(BASE_URL ?? `http://${isIP(HOST) === 6 ? `[${HOST}]` : HOST}:${PORT}`).origin;
}

function smsAdapterOf({ SMS_ADAPTER: kind, SMS_HTTP_URL: url, SMS_HTTP_TOKEN: token }: Values): SmsAdapter {
  if (kind !== 'http') return { kind };
  if (!url || !token)
    throw new Error('contradictions() lets no http adapter without address and token through');
  return { kind, url, token };
}

/** Without a server, mail is shown on this machine's own page, and elsewhere not sent. */
function mailOf(values: Values): MailSettings {
  const { SMTP_URL: url, MAIL_FROM: from } = values;
  if (!url) return { kind: isPrivateAs(values) ? 'development' : 'off' };
  const server = readSmtpUrl(url, isLoopback);
  if (!server || !from)
    throw new Error('no SMTP_URL that cannot be read comes through, none without MAIL_FROM');
  return { kind: 'smtp', ...server, from };
}

function providerOf(values: Values): Pick<Settings, 'provider'> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (!issuer || !clientId || !clientSecret) return {};
  const { OIDC_LABEL_ZH: zh, OIDC_LABEL_EN: en, OIDC_SECOND_FACTOR: claims } = values;
  const secondFactor = (claims && readSecondFactor(claims)) || { acr: [], amr: [] };
  return {
    provider: { issuer, clientId, clientSecret, label: zh && en ? { zh, en } : usualLabel, secondFactor },
  };
}

/**
 * Started as root, the built-in database runs as another user, who cannot enter a private home (PostgreSQL
 * refuses to run as root). The choice does not depend on DATABASE_URL: files must not move when that is set.
 */
export function chooseDataDir(
  given: string | undefined,
  around: Surroundings,
): { path: string; reason: DataDirReason } {
  if (given) return { path: resolve(around.cwd, given), reason: 'given' };
  const beside = join(resolve(around.cwd), 'data');
  if (around.isRoot && !isOpenToOthers(dirname(beside))) {
    return { path: '/var/lib/sunshine-pavilion', reason: 'home-is-private' };
  }
  return { path: beside, reason: 'default' };
}

/** Whether every folder on the way can be passed through by users other than its owner. */
function isOpenToOthers(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpenToOthers(dirname(folder));
}

/**
 * Makes the data folder, passable (but not listable) for the database's user, and sees to the secret in it;
 * answers the system's code when the folder cannot be used.
 */
function prepareFolder(
  folder: string,
  given: string | undefined,
): { secret: string | undefined } | { errno: string } {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return { secret: given ?? keepSecret(folder) };
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && 'code' in error) return { errno: String(error.code) };
    throw error;
  }
}

/** URL.parse is not in every Node 20. */
function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isHost(text: string): boolean {
  return isIP(text) !== 0 || (/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text) && !/^[\d.]+$/.test(text));
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535;
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  // /0 is everybody: the same as the refused "true".
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

function isSiteUrl(text: string): boolean {
  const url = parseUrl(text);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return `${url.origin}/` === url.href && !text.includes('?') && !text.includes('#');
}

function isSmtpUrl(text: string): boolean {
  return readSmtpUrl(text, isLoopback) !== undefined;
}

function isProviderIssuer(text: string): boolean {
  return isIssuer(text, isLoopback);
}

function isGatewayUrl(text: string): boolean {
  const url = parseUrl(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(text));
}

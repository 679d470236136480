import { textWith } from '../kernel/text.ts';

/** What a setting should have been; the operator reads it in the terminal after what was given. */
export const expectedText = {
  host: {
    zh: '要填主机名或 IP 地址，如 127.0.0.1',
    en: 'expected a host name or an IP address, such as 127.0.0.1',
  },
  port: { zh: '要填 0 到 65535 的整数', en: 'expected a whole number from 0 to 65535' },
  'whole-number': {
    zh: '要填整数：REQUESTS_PER_MINUTE 60 到 1000000，LIMITS_TIMES 和 BACKUP_KEEP 1 到 1000，SMS_CODES_PER_HOUR 10 到 100000',
    en: 'expected a whole number: REQUESTS_PER_MINUTE 60 to 1000000, LIMITS_TIMES and BACKUP_KEEP 1 to 1000, SMS_CODES_PER_HOUR 10 to 100000',
  },
  'database-url': {
    zh: '要填 postgres:// 开头的地址，如 postgres://app@db.example/sunshine',
    en: 'expected an address that starts with postgres://, such as postgres://app@db.example/sunshine',
  },
  'database-url-too': {
    zh: '只填了这一项；还要填 DATABASE_URL（应用自己的角色），否则会用内置数据库',
    en: 'is set alone; set DATABASE_URL (the role of the application) too, or the built-in database would be used',
  },
  'base-url': {
    zh: '要填 http:// 或 https:// 加主机名，不带路径和密码，如 https://ting.example.cn',
    en: 'expected http:// or https:// and a host, without path or password, such as https://ting.example.cn',
  },
  'trust-proxy': {
    zh: '要填 false、前面代理的层数（1 到 9），或代理的 IP 地址，用逗号隔开，如 127.0.0.1,10.0.0.0/8',
    en: 'expected false, the number of proxies in front (1 to 9), or their IP addresses with commas, such as 127.0.0.1,10.0.0.0/8',
  },
  'trust-proxy-not-all': {
    zh: '不能填 true：那样谁都能冒充别人的地址。请填代理的层数（如 1）或代理的 IP 地址',
    en: 'true is refused: anyone could then pretend to be at any address. Give the number of proxies (such as 1) or their IP addresses',
  },
  'log-level': {
    zh: '要填 fatal、error、warn、info、debug、trace 或 silent',
    en: 'expected fatal, error, warn, info, debug, trace or silent',
  },
  secret: {
    zh: '至少要 32 个字符，如 openssl rand -hex 32 的结果；不填就自动生成一个，存在数据目录',
    en: 'expected at least 32 characters, such as openssl rand -hex 32 prints; without it one is made and kept in the data folder',
  },
  'secret-file': {
    zh: '数据目录里的 secret 文件坏了（不足 32 个字符）：请从备份恢复，或填 SUNSHINE_SECRET',
    en: 'the file secret in the data folder is damaged (below 32 characters): restore it from a backup, or set SUNSHINE_SECRET',
  },
  'data-dir': {
    zh: '这个文件夹不能建立或写入，请换一个或改权限',
    en: 'this folder cannot be made or written to; choose another or change its permissions',
  },
  'sms-adapter': { zh: '要填 development、http 或 off', en: 'expected development, http or off' },
  'sms-adapter-public': {
    zh: '这里不是只给本机用的（HOST、BASE_URL 或 TRUST_PROXY 通向外面），不能把验证码显示在网页上：请填 http（并填 SMS_HTTP_URL、SMS_HTTP_TOKEN）或 off（不用短信登录）',
    en: 'this installation is not for this machine alone (HOST, BASE_URL or TRUST_PROXY open it), so codes must not be shown on a page: set http (with SMS_HTTP_URL and SMS_HTTP_TOKEN) or off (no sign-in by text message)',
  },
  'sms-http-url': {
    zh: '要填短信网关的 https:// 地址（本机可用 http://）',
    en: 'expected the https:// address of the text message gateway (http:// on this machine only)',
  },
  'smtp-url': {
    zh: '要填 smtp://（STARTTLS）或 smtps:// 开头的邮件服务器地址，用户名和密码要么都填要么都不填，如 smtps://用户:密码@smtp.example.cn',
    en: 'expected the mail server as smtp:// (STARTTLS) or smtps://, with both user and password or neither, such as smtps://user:password@smtp.example.cn',
  },
  'mail-from': {
    zh: '要填发信地址，如 ting@example.cn；填了 SMTP_URL 就要填它',
    en: 'expected the address mail comes from, such as ting@example.cn; SMTP_URL needs it',
  },
  'true-or-false': { zh: '要填 true 或 false', en: 'expected true or false' },
  'sms-http-token': {
    zh: 'SMS_ADAPTER=http 需要网关的令牌',
    en: 'SMS_ADAPTER=http needs the token of the gateway',
  },
  'filing-number': {
    zh: '要填网站备案号，如 浙ICP备12345678号-1',
    en: 'expected the filing number of the site, such as 浙ICP备12345678号-1',
  },
  'metrics-token': {
    zh: '至少要 20 个字符，如 openssl rand -hex 16 的结果；不填则只有本机能看 /metrics',
    en: 'expected at least 20 characters, such as openssl rand -hex 16 prints; without it only this machine reads /metrics',
  },
  'oidc-issuer': {
    zh: '要填统一登录的发行地址，https:// 开头，不带 ? 和 #，如 https://login.example.cn；只有本机试用可以用 http://127.0.0.1',
    en: 'expected the issuer as https:// without ? or #, such as https://login.example.cn; http:// for 127.0.0.1 alone',
  },
  'oidc-issuer-public': {
    zh: '对外服务时，统一登录的发行地址要用 https://',
    en: 'expected https:// where others reach this installation',
  },
  'oidc-issuer-too': {
    zh: '填了别的 OIDC_ 开头的项，就要填它',
    en: 'is needed where another setting that begins with OIDC_ is given',
  },
  'oidc-client': {
    zh: '填了 OIDC_ISSUER，就要填统一登录那边给的编号和密钥（编号最多200个字符）',
    en: 'expected the client id (up to 200 characters) and secret that the issuer gave out; OIDC_ISSUER needs both',
  },
  'oidc-label': {
    zh: '登录按钮上的叫法要中英文都填，中文最多12个字，英文最多30个字母',
    en: 'expected what people call it in both languages, up to 12 characters in Chinese and 30 in English',
  },
  'oidc-second-factor': {
    zh: '要填 acr:值 或 amr:值，用逗号隔开，如 amr:mfa,amr:otp',
    en: 'expected acr:VALUE or amr:VALUE with commas, such as amr:mfa,amr:otp',
  },
  passphrase: {
    zh: '备份口令至少要 15 个字符，如几个不相干的词',
    en: 'expected at least 15 characters, such as several words that have nothing to do with each other',
  },
  environment: { zh: '要填 production 或 development', en: 'expected production or development' },
} as const;

export const settingsText = {
  given: textWith(
    (name: string, given: string, expected: string) => `${name}：填的是“${given}”，${expected}`,
    (name, given, expected) => `${name}: "${given}" was given, ${expected}`,
  ),
  hidden: textWith(
    (name: string, characters: number, expected: string) =>
      `${name}：填了 ${characters} 个字符（不显示），${expected}`,
    (name, characters, expected) => `${name}: ${characters} characters were given (not shown), ${expected}`,
  ),
  absent: textWith(
    (name: string, expected: string) => `${name}：没有填，${expected}`,
    (name, expected) => `${name}: not set, ${expected}`,
  ),
};

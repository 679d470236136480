import { stderr, stdin } from 'node:process';
import { createInterface } from 'node:readline/promises';
import type { Logger } from 'pino';
import type { Locale } from '../../kernel/text.ts';
import { BackupError } from '../../platform/backup/backup-error.ts';
import { readSettings, type Settings, sayProblems } from '../../platform/config.ts';
import { UnsafeRoleError } from '../../platform/database.ts';
import { EmbeddedDatabaseError } from '../../platform/embedded/embedded-error.ts';
import { openLog } from '../../platform/log.ts';
import { NewerDatabaseError } from '../../platform/migrate.ts';
import {
  type Installation,
  InstallationError,
  type OpeningOptions,
  openInstallation,
} from '../installation.ts';

/** 0 done; 1 not done, with the reason in one line; 2 the command was not understood. */
export type ExitCode = 0 | 1 | 2;

export type Command = {
  /** What `--help` prints. */
  usage: string;
  run(args: string[]): Promise<ExitCode>;
};

/** A reason not to go on that needs no stack: shown as one line. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Asks whoever sits at the terminal; the answer in small letters. */
export async function askOnTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    return (await terminal.question(`${question} `)).trim().toLowerCase();
  } finally {
    terminal.close();
  }
}

/** A line that is rewritten as work goes on, where somebody is watching; every tenth part where nobody is. */
export function progressLine(what: string): (done: number, total: number) => void {
  let shown = -1;
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
    const step = process.stderr.isTTY ? percent : Math.floor(percent / 10) * 10;
    if (step === shown) return;
    shown = step;
    const line = `${what}: ${done} / ${total} (${percent}%)`;
    if (process.stderr.isTTY) process.stderr.write(`\r${line}${done >= total ? '\n' : ''}`);
    else complain(line);
  };
}

/** The language of the operator's terminal (POSIX, locale variables): Chinese, or else English. */
export function terminalLocale(env: NodeJS.ProcessEnv = process.env): Locale {
  const said = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(said) ? 'zh' : 'en';
}

/** Reads the settings, or ends with every wrong one named. */
export function requireSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const settings = readSettings(env);
  if (settings.ok) return settings.value;
  const lines = sayProblems(settings.refusal.fields ?? [], 'en');
  throw new CommandError(`Some settings are wrong:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** Opens the installation for one command, and closes it whatever happens. */
export async function withInstallation<T>(
  work: (installation: Installation, log: Logger) => Promise<T>,
  options: OpeningOptions = {},
): Promise<T> {
  const settings = requireSettings();
  const log = openLog(process.env.LOG_LEVEL ? settings.logLevel : 'warn');
  const installation = await openInstallation(settings, log, { tell: complain, ...options });
  try {
    return await work(installation, log);
  } finally {
    await installation.close();
  }
}

/** The one line for a failure the operator can mend; undefined for a defect, which shows its stack. */
export function explainFailure(error: unknown): string | undefined {
  if (error instanceof BackupError) return error.say(terminalLocale());
  if (
    error instanceof CommandError ||
    error instanceof InstallationError ||
    error instanceof EmbeddedDatabaseError ||
    error instanceof UnsafeRoleError ||
    error instanceof NewerDatabaseError
  ) {
    return error.message;
  }
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `${error.message}. Try --help.`;
    case 'EADDRINUSE':
      return 'The port is taken by another program. Set PORT to another one, or stop that program.';
    case 'EADDRNOTAVAIL':
      return 'This machine has no such address. Set HOST to one of its own, 127.0.0.1 or 0.0.0.0.';
    case 'EACCES':
      return `Not allowed: ${error.message}`;
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
    case 'CONNECT_TIMEOUT':
    case 'CONNECTION_CLOSED':
    // PostgreSQL: starting up or shutting down, and too many connections.
    case '57P03':
    case '53300':
      return `The database at DATABASE_URL does not answer (${error.code}).`;
    // Our lines cut in the middle of work, and PostgreSQL giving it up: after a silence, or because it was stopped.
    case 'CONNECTION_ENDED':
    case 'CONNECTION_DESTROYED':
    case 'CONNECTIONS_BUSY':
    case '57014':
    case '57P01':
    case '57P02':
    case '57P05':
    case '25P03':
      return `The database stopped answering in the middle (${error.code}): it was stopped, or this machine is too busy. What was not finished is undone; run it again.`;
    case '28P01':
    case '28000':
      return 'The database refuses the user or password of DATABASE_URL or DATABASE_OWNER_URL.';
    case '3D000':
      return 'The database named in DATABASE_URL does not exist.';
    case '42501':
      return `The database does not allow it: ${error.message}. DATABASE_OWNER_URL has to name the owner of the database.`;
    case 'ENOSPC':
    case '53100':
      return 'The disk is full.';
    default:
      return undefined;
  }
}

import { readFile } from 'node:fs/promises';
import { stderr, stdin } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { sayIn } from '../../kernel/text.ts';
import { minPassphraseCharacters } from '../../platform/backup/backup-settings.ts';
import { backupText } from './backup-command.text.ts';
import { CommandError, terminalLocale } from './command.ts';

/**
 * The passphrase of a backup: from a file, from BACKUP_PASSPHRASE, or asked for on the terminal, twice where it is new.
 * Never from the command line, which every account of the machine can read.
 */
export async function findPassphrase(file: string | undefined, isNew: boolean): Promise<string> {
  const t = sayIn(terminalLocale());
  const passphrase = await readPassphrase(file, isNew);
  if (passphrase === '') throw new CommandError(t(backupText.passphraseMissing));
  if (isNew && passphrase.length < minPassphraseCharacters) {
    throw new CommandError(t(backupText.passphraseShort, minPassphraseCharacters));
  }
  return passphrase;
}

async function readPassphrase(file: string | undefined, isNew: boolean): Promise<string> {
  const t = sayIn(terminalLocale());
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new CommandError(t(backupText.passphraseUnreadable, file));
    });
    return text.replace(/\r?\n$/, '');
  }
  const given = process.env.BACKUP_PASSPHRASE?.trim();
  if (given) return given;
  if (!stdin.isTTY || !stderr.isTTY) return '';
  const first = await askUnseen(t(isNew ? backupText.askNew : backupText.ask));
  if (isNew && (await askUnseen(t(backupText.askAgain))) !== first) {
    throw new CommandError(t(backupText.passphrasesDiffer));
  }
  return first;
}

/** Asks on the terminal and shows nothing of what is typed. */
async function askUnseen(question: string): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: unseen, terminal: true });
  stderr.write(`${question} `);
  try {
    return await reader.question('');
  } finally {
    reader.close();
    stderr.write('\n');
  }
}

import { randomBytes } from 'node:crypto';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Locale, locales, sayIn } from '../../kernel/text.ts';
import { sha256 } from '../../ledger/entry/entry.service.ts';
import { parseCheckpoint } from '../../ledger/note/checkpoint.ts';
import { isKeyName, parseNote } from '../../ledger/note/note.ts';
import { parseVkey } from '../../ledger/note/note-key.ts';
import {
  formatKeyFile,
  newWitnessKey,
  openKey,
  parseKeyFile,
  sealKey,
  type WitnessKey,
} from '../../ledger/note/witness-key.ts';
import { cosignCheckpoint, judgeShown, type Seen } from '../../ledger/verify/witness-check.ts';
import { witnessOperations } from '../../ledger/witness/witness.contract.ts';
import { systemClock } from '../../platform/clock.ts';
import { createClient } from '../../web/client.ts';
import { type Command, CommandError, complain, type ExitCode, print } from './command.ts';
import { witnessCommandText as text, witnessFaults } from './witness-command.text.ts';

const usage = `sunshine witness keygen --name NAME --key FILE [--passphrase-file FILE]
sunshine witness sign URL --key FILE --seen FILE [--passphrase-file FILE] [--language en|zh]

keygen makes the key of a witness and prints its public half, one line, to be registered on the page of the witnesses.
  --name      an address without its scheme, such as wuyang.example/ledger/lanjin/witness/community; it is public
  --key       the file for the secret half (mode 0600); it must not be there yet. Keep a copy in a safe place.

sign checks a public ledger against what this witness saw last, then cosigns it and hands that in. What does not go on from
what was seen is refused, and both signed checkpoints are written beside FILE, ending in .evidence.
  URL         the address of the ledger, such as https://wuyang.example/ledger/lanjin
  --seen      what was signed last; made at the first time, when the ledger is taken as it is
  --language  of the answer: en or zh (en)

  --passphrase-file  seals the key with what stands in that file, or opens one that was sealed, here or in a browser

Ends with 0 when it is signed, 1 when it is refused or cannot be done, 2 when the command was not understood.`;

export const witnessCommand: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        key: { type: 'string' },
        seen: { type: 'string' },
        'passphrase-file': { type: 'string' },
        language: { type: 'string', default: 'en' },
      },
    });
    const [what, place, more] = positionals;
    const locale = locales.find((one) => one === values.language);
    const { name, key, seen } = values;
    const passphrase = await readPassphrase(values['passphrase-file']);
    if (what === 'keygen' && name !== undefined && key !== undefined && place === undefined)
      return makeKey(name, key, passphrase);
    if (
      what === 'sign' &&
      place !== undefined &&
      more === undefined &&
      key !== undefined &&
      seen !== undefined &&
      locale
    )
      return sign({ address: place, key, seen, passphrase, locale });
    throw new CommandError('what the witness should do was not understood. Try --help.', 2);
  },
};

async function readPassphrase(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const passphrase = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  if (passphrase === '') throw new CommandError(`${file} holds no passphrase.`);
  return passphrase;
}

async function makeKey(name: string, file: string, passphrase: string | undefined): Promise<ExitCode> {
  if (!isKeyName(name)) throw new CommandError(`"${name}" cannot be the name of a key. Try --help.`, 2);
  const made = newWitnessKey(name, new Uint8Array(randomBytes(32)));
  const kept =
    passphrase === undefined ? made : await sealKey(made, passphrase, new Uint8Array(randomBytes(32)));
  await write(file, formatKeyFile(kept), 'wx');
  print(made.vkey);
  return 0;
}

/** Readable by its owner alone, and on the disk before anything follows from it. */
async function write(file: string, content: string, flag: 'w' | 'wx'): Promise<void> {
  const handle = await open(file, flag, 0o600).catch((error: unknown) => {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw isThere ? new CommandError(`${file} is there already. A key is never written over.`) : error;
  });
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readKey(file: string): Promise<WitnessKey> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new CommandError(`there is no ${file}. "sunshine witness keygen" makes one.`);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new CommandError(`${file} can be read by others. Its owner: chmod 600 ${file}`);
  const key = parseKeyFile(await readFile(file, 'utf8'));
  if (!key.ok) throw new CommandError(`${file} is not the key of a witness.`);
  return key.value;
}

async function readSeen(file: string): Promise<Seen | null> {
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept === undefined) return null;
  const [vkey = '', ...note] = kept.split('\n');
  const seen = { vkey, checkpoint: note.join('\n') };
  if (!parseVkey(vkey).ok || !parseNote(seen.checkpoint).ok)
    throw new CommandError(`${file} is not what a witness saw.`);
  return seen;
}

/** Whole or not at all: half a memory would take any log for a new one. */
async function writeSeen(file: string, { vkey, checkpoint }: Seen): Promise<void> {
  await write(`${file}.part`, `${vkey}\n${checkpoint}`, 'w');
  await rename(`${file}.part`, file);
}

function sizeOf(checkpoint: string): number {
  const note = parseNote(checkpoint);
  const parsed = note.ok ? parseCheckpoint(note.value.text) : undefined;
  return parsed?.ok ? parsed.value.size : 0;
}

/** The operations of the community whose ledger this is. */
function clientAt(address: string, locale: Locale) {
  const [, base, slug] = /^(https?:\/\/[^/]+)\/ledger\/([^/]+)\/?$/.exec(address) ?? [];
  if (base === undefined || slug === undefined)
    throw new CommandError(`${address} is not the address of a ledger. Try --help.`, 2);
  const send = (url: string, init: RequestInit) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(30_000) }).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : 'no answer';
      throw new CommandError(`${address} cannot be reached, so nothing was signed: ${why}.`);
    });
  return createClient(`${base}/api/c/${slug}`, send, () => ({ 'accept-language': locale }));
}

type Signing = { address: string; key: string; seen: string; passphrase: string | undefined; locale: Locale };

async function sign({
  address,
  key: keyFile,
  seen: seenFile,
  passphrase,
  locale,
}: Signing): Promise<ExitCode> {
  const say = sayIn(locale);
  const client = clientAt(address, locale);
  const key = await readKey(keyFile);
  if (key.salt !== null && passphrase === undefined)
    throw new CommandError(say(text.passphraseMissing, keyFile));
  const secret = await openKey(key, passphrase ?? '');
  if (!secret.ok) throw new CommandError(say(text.keyShut, keyFile));
  const seen = await readSeen(seenFile);
  const shown = await client.call(witnessOperations.listSteps, {
    from: String(seen ? sizeOf(seen.checkpoint) : 0),
  });
  if (!shown.ok) throw new CommandError(shown.refusal.text);
  const judged = judgeShown(sha256, seen, shown.value);
  if (!judged.ok) {
    complain(say(text.refused, say(witnessFaults[judged.fault])));
    if (judged.evidence !== null) {
      const file = `${seenFile}.${systemClock.now()}.evidence`;
      await write(file, judged.evidence, 'wx');
      complain(say(text.evidence, file));
    }
    return 1;
  }
  const name = key.vkey.slice(0, key.vkey.indexOf('+'));
  for (const { text: signedText, note, size } of judged.checkpoints) {
    // Before the signature leaves: a witness that forgets what it signed could be led into signing a fork.
    await writeSeen(seenFile, { vkey: shown.value.vkey, checkpoint: note });
    const cosigned = cosignCheckpoint(signedText, name, secret.value, systemClock.now());
    const taken = await client.call(witnessOperations.cosign, { note: cosigned });
    if (!taken.ok) throw new CommandError(taken.refusal.text);
    print(say(text.signed, size));
  }
  print(seen ? say(text.goesOn, sizeOf(seen.checkpoint)) : say(text.first, shown.value.vkey));
  return 0;
}

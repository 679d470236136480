import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readUtf8, toBase64 } from '../../kernel/bytes.ts';
import type { Refusal } from '../../kernel/outcome.ts';
import { type Locale, locales, sayIn } from '../../kernel/text.ts';
import { formatInstant, instant } from '../../kernel/time.ts';
import { sha256 } from '../../ledger/entry/entry.service.ts';
import { parseVkey, type VerifierKey } from '../../ledger/note/note-key.ts';
import type { LogSource } from '../../ledger/verify/log-walk.ts';
import { verifyFaults, verifyText } from '../../ledger/verify/verify.text.ts';
import { type EarlierView, type LogFailure, verifyLog } from '../../ledger/verify/verify-log.ts';
import { findCommunity } from '../../places/community/community.service.ts';
import {
  type Command,
  CommandError,
  complain,
  type ExitCode,
  print,
  progressLine,
  withInstallation,
} from './command.ts';
import { copyLog, sourceAt, sourceInDatabase } from './log-files.ts';

const usage = `sunshine ledger verify URL|FOLDER [--against FILE|FOLDER|URL] [--vkey VKEY] [--witness VKEY]… [--language en|zh]
sunshine ledger export FOLDER --community SLUG | --from URL

verify checks a whole public ledger by its files alone, without this installation: the signature, every entry and its
hash, every tile, the root, and that no entry is dated back. The first entry that is wrong is named.
  --against   what was kept from an earlier time: a checkpoint, a receipt (.tlog-proof) or a copy of the ledger. Only
              with it a ledger shows that was rebuilt from the beginning and signed again.
  --vkey      the key as it is known from elsewhere; else the one beside the ledger is taken, and shown
  --witness   the key of a witness, as many times as there are: whether and when it vouched for this ledger. Without it the
              keys that the ledger itself names are taken, and that is said
  --language  of the answer: en or zh (en)

export copies a ledger into a folder, laid out as it is served; a folder with an older copy is brought up to date.
  --community whose, in this installation. The embedded database serves one process: stop the server first.
  --from      the address of a ledger instead, such as https://wuyang.example/ledger/lanjin

Ends with 0 when everything fits, 1 when something is wrong or cannot be read, 2 when the command was not understood.`;

export const ledgerCommand: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        against: { type: 'string' },
        vkey: { type: 'string' },
        witness: { type: 'string', multiple: true, default: [] },
        language: { type: 'string', default: 'en' },
        community: { type: 'string' },
        from: { type: 'string' },
      },
    });
    const [what, place, more] = positionals;
    const locale = locales.find((one) => one === values.language);
    if (place === undefined || more !== undefined || !locale) {
      throw new CommandError('which ledger was not understood. Try --help.', 2);
    }
    const { against = null, vkey = null, witness, community, from } = values;
    if (what === 'verify') return verifyAt(place, { against, vkey, witness, locale });
    if (what !== 'export' || (community === undefined) === (from === undefined)) {
      throw new CommandError('what to do with the ledger was not understood. Try --help.', 2);
    }
    return exportTo(place, community, from);
  },
};

type VerifyOptions = {
  against: string | null;
  vkey: string | null;
  witness: readonly string[];
  locale: Locale;
};

async function verifyAt(place: string, { against, vkey, witness, locale }: VerifyOptions): Promise<ExitCode> {
  const say = sayIn(locale);
  const source = sourceAt(place);
  const named = witness.length > 0 ? witness : await servedWitnesses(source);
  const verified = await verifyLog({
    ...{ sha256, source, vkey, witnesses: named.map(readWitness) },
    earlier: against === null ? null : await earlierAt(against),
    onProgress: progressLine('Entries'),
  });
  if (!verified.ok) {
    complain(say(verifyText.wrong, describeFault(verified.refusal, locale)));
    return 1;
  }
  const { origin, size, root, firstRecordedAt, lastRecordedAt, sinceSize } = verified.value;
  print(say(verifyText.good, origin, size));
  if (firstRecordedAt !== null && lastRecordedAt !== null)
    print(say(verifyText.span, firstRecordedAt, lastRecordedAt));
  print(say(verifyText.root, toBase64(root)));
  if (sinceSize === null) print(say(verifyText.noEarlier));
  else print(say(verifyText.since, sinceSize));
  for (const { vkey: line, size: vouched, seconds } of verified.value.witnesses) {
    const name = line.slice(0, line.indexOf('+'));
    if (vouched === null || seconds === null) print(say(verifyText.notCosigned, name));
    else print(say(verifyText.cosigned, name, vouched, formatInstant(instant(seconds * 1000))));
  }
  if (witness.length === 0 && named.length > 0) print(say(verifyText.namedByServer));
  if (vkey === null) print(say(verifyText.trusted, verified.value.vkey));
  return 0;
}

/** The keys of witnesses that a ledger names itself; none where it is a copy without them. */
async function servedWitnesses(source: LogSource): Promise<string[]> {
  const bytes = await source('witnesses');
  return ((bytes && readUtf8(bytes)) ?? '').split('\n').filter((line) => line !== '');
}

function readWitness(vkey: string): VerifierKey {
  const key = parseVkey(vkey);
  if (!key.ok || key.value.type !== 'cosignature')
    throw new CommandError(`"${vkey}" is not the key of a witness.`);
  return key.value;
}

/** A file holds a checkpoint or a receipt; a folder or an address a whole log. */
async function earlierAt(place: string): Promise<EarlierView> {
  if (/^https?:\/\//.test(place)) return { source: sourceAt(place) };
  const found = await stat(place).catch(() => undefined);
  if (!found) throw new CommandError(`--against: there is no ${place}.`);
  return found.isDirectory() ? { source: sourceAt(place) } : { text: await readFile(place, 'utf8') };
}

/** The fault in words, and the first entry that is wrong where that is known. */
function describeFault({ code, facts }: Refusal<LogFailure>, locale: Locale): string {
  const say = sayIn(locale);
  const fault = say(verifyFaults[code]);
  if (facts?.first === undefined) return fault;
  const [first, last] = [Number(facts.first), Number(facts.last)];
  const which = first === last ? say(verifyText.entry, first) : say(verifyText.entries, first, last);
  const where = facts.path === undefined ? which : say(verifyText.file, which, String(facts.path));
  return say(verifyText.where, where, fault);
}

async function exportTo(
  folder: string,
  slug: string | undefined,
  from: string | undefined,
): Promise<ExitCode> {
  const onProgress = progressLine('Ledger');
  if (from !== undefined) {
    print(`${await copyLog(sourceAt(from), folder, onProgress)} entries: ${folder}`);
    return 0;
  }
  return withInstallation<ExitCode>(async ({ platform }) => {
    const community = slug === undefined ? undefined : await findCommunity(platform.database.sql, slug);
    if (!community) throw new CommandError(`There is no community "${slug}".`);
    const size = await copyLog(sourceInDatabase(platform, community), folder, onProgress);
    print(`${size} entries: ${folder}`);
    return 0;
  });
}

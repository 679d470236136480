import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { type ReadPart, readArchive } from './archive.ts';
import { BackupError } from './backup-error.ts';
import { storedFile } from './folder.ts';
import {
  type BackupHeader,
  type BackupManifest,
  formatName,
  formatVersion,
  header,
  manifest,
  partNames,
} from './manifest.ts';

/** More than any header or manifest of ours comes to: a part that says it is larger is not read. */
const maxTextBytes = 256 * 1024 * 1024;

/** What is done with each part between header and manifest; it has to read the part to its end. */
export type OnPart = (part: ReadPart) => Promise<void>;

export type WalkedArchive = { header: BackupHeader; manifest: BackupManifest };

/** Reads a whole archive and holds every part against its manifest: nothing missing, nothing altered, nothing added. */
export function checkArchive(file: string, passphrase: string, path: string = file): Promise<WalkedArchive> {
  return walkArchive(file, passphrase, readToEnd, path);
}

/**
 * Goes through an archive part by part, summing up what `onPart` reads; ends well only if all of it is what the
 * manifest at its end says.
 */
export async function walkArchive(
  file: string,
  passphrase: string,
  onPart: OnPart,
  path: string = file,
): Promise<WalkedArchive> {
  const sums: BackupManifest['parts'] = [];
  let first: BackupHeader | undefined;
  let last: BackupManifest | undefined;
  for await (const part of readArchive(file, passphrase, path)) {
    if (last !== undefined) throw new BackupError('damaged', [path]);
    if (part.name === partNames.manifest) {
      last = parseAs(manifest, await readText(part, path), path);
      continue;
    }
    const summed = summing(part);
    if (first === undefined) first = readHeader(part.name, await readText(summed.part, path), path);
    else await onPart(summed.part);
    const sum = summed.sum();
    if (!isRightFile(sum)) throw new BackupError('damaged', [path]);
    sums.push(sum);
  }
  if (!first || !last || JSON.stringify(sums) !== JSON.stringify(last.parts))
    throw new BackupError('damaged', [path]);
  return { header: first, manifest: last };
}

/** A stored file's name is the sum of its content: a third witness, made when the file was. */
function isRightFile({ name, sha256 }: BackupManifest['parts'][number]): boolean {
  if (!name.startsWith(partNames.files)) return true;
  return storedFile.exec(name.slice(partNames.files.length))?.[3] === sha256;
}

/** A part that is summed up while it is read, whoever reads it. */
function summing(part: ReadPart): { part: ReadPart; sum(): BackupManifest['parts'][number] } {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* content() {
    for await (const chunk of part.content) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  return {
    part: { ...part, content: content() },
    sum: () => ({ name: part.name, bytes, sha256: hash.digest('hex') }),
  };
}

async function readToEnd(part: ReadPart): Promise<void> {
  for await (const _ of part.content);
}

/** A part as text. */
export async function readText(part: ReadPart, path: string): Promise<string> {
  if (part.bytes > maxTextBytes) throw new BackupError('damaged', [path]);
  const chunks: Uint8Array[] = [];
  for await (const chunk of part.content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A later form may say everything else differently: what it is and which form are looked at before the rest. */
function readHeader(name: string, text: string, path: string): BackupHeader {
  const said = parseJson(text);
  if (name !== partNames.header || said?.format !== formatName) throw new BackupError('foreign', [path]);
  if (typeof said.version === 'number' && said.version > formatVersion) {
    throw new BackupError('newer', [path, String(said.product)]);
  }
  return parseAs(header, text, path);
}

function parseAs<Schema extends z.ZodType>(schema: Schema, text: string, path: string): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw new BackupError('damaged', [path], { cause: parsed.error });
  return parsed.data;
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // Not JSON: whoever asked says what that means.
  }
}

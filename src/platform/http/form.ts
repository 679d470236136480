import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import type { FileLimits } from '../../kernel/operation.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { hourMs, type Instant } from '../../kernel/time.ts';
import type { ReceivedFile } from '../call.ts';
import { refusalOfError } from './failure.ts';
import type { FormValues } from './input.ts';

/** What all fields of a form may hold together: as much as a form without files. */
const maxFieldsBytes = 256 * 1024;

export type ReceivedForm = {
  values: FormValues;
  files: ReceivedFile[];
  /** The disk was full: the files are gone, the words are all there. */
  filesLost: boolean;
  dispose(): Promise<void>;
};

/** The first value of a form's field. */
export function fieldOf(values: FormValues, name: string): string | undefined {
  const value = values[name];
  return Array.isArray(value) ? value[0] : value;
}

/**
 * Receives a form, urlencoded or multipart. Files are written to a folder of the request's own, which `dispose`
 * removes. `admit` is asked once the fields that stand before the first file are known: a form from elsewhere
 * never gets to upload.
 */
export async function receiveForm(
  request: FastifyRequest,
  options: { temporaryDir: string; files: FileLimits | undefined; admit(values: FormValues): boolean },
): Promise<
  Outcome<ReceivedForm, 'origin-refused' | 'body-too-large' | 'body-malformed' | 'media-type-unknown'>
> {
  if (!request.isMultipart()) {
    const values = (request.body ?? {}) as FormValues;
    if (!isForm(request)) return refuse('media-type-unknown');
    if (!options.admit(values)) return refuse('origin-refused');
    return ok({ values, files: [], filesLost: false, dispose: async () => undefined });
  }
  const folder = join(options.temporaryDir, randomBytes(16).toString('hex'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const received = await receiveParts(request, folder, options).catch(async (error: unknown) => {
    await dispose();
    throw error;
  });
  if (!received.ok) {
    await dispose();
    return received;
  }
  return ok({ ...received.value, dispose });
}

/** JSON belongs to the operations' own addresses; a form without any field may have no type at all. */
function isForm(request: FastifyRequest): boolean {
  const type = request.headers['content-type'];
  return type === undefined || type.startsWith('application/x-www-form-urlencoded');
}

/** The folder in which uploads wait until their request is done. */
export function uploadsDir(dataDir: string): string {
  return join(dataDir, 'tmp');
}

/**
 * Clears away uploads that a killed process left behind: raw photos still say where they were taken. Another
 * process on the same folder may be receiving some now, so only what is older than any request can last goes.
 */
export async function clearUploads(dataDir: string, now: Instant): Promise<void> {
  const folder = uploadsDir(dataDir);
  const names = await readdir(folder).catch(() => [] as string[]);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < now - hourMs) await rm(path, { recursive: true, force: true });
  }
}

async function receiveParts(
  request: FastifyRequest,
  folder: string,
  options: { files: FileLimits | undefined; admit(values: FormValues): boolean },
): Promise<Outcome<Omit<ReceivedForm, 'dispose'>, 'origin-refused' | 'body-too-large' | 'body-malformed'>> {
  const values: FormValues = {};
  const files: ReceivedFile[] = [];
  const fields = options.files ? [options.files, ...(options.files.also ? [options.files.also] : [])] : [];
  let admitted = false;
  let filesLost = false;
  const parts = request.parts({
    limits: {
      fileSize: Math.max(0, ...fields.map(({ maxBytesEach }) => maxBytesEach)),
      files: fields.reduce((sum, { maxFiles }) => sum + maxFiles, 0),
      fields: 200,
      fieldSize: maxFieldsBytes,
    },
  });
  let fieldBytes = 0;
  for await (const part of parts) {
    if (part.type === 'field') {
      fieldBytes += Buffer.byteLength(String(part.value ?? ''));
      // Words cut off are refused, never kept in part.
      if (part.valueTruncated || fieldBytes > maxFieldsBytes) return refuse('body-too-large');
      add(values, part.fieldname, String(part.value ?? ''));
      continue;
    }
    admitted ||= options.admit(values);
    if (!admitted) return refuse('origin-refused');
    // A file field left empty arrives as a nameless file of no bytes.
    const limits = fields.find(({ field }) => field === part.fieldname);
    if (limits === undefined || part.filename === '') {
      part.file.resume();
      continue;
    }
    const path = join(folder, String(files.length));
    const { bytes, isWhole } = await writeUpload(part.file, folder, path);
    if (part.file.truncated || bytes > limits.maxBytesEach) return refuse('body-too-large');
    filesLost ||= !isWhole;
    if (bytes > 0 && isWhole) files.push({ field: part.fieldname, path, bytes, name: part.filename });
    if (files.filter(({ field }) => field === limits.field).length > limits.maxFiles)
      return refuse('body-too-large');
  }
  if (!admitted && !options.admit(values)) return refuse('origin-refused');
  return ok({ values, files, filesLost });
}

/**
 * Writes an upload down. Where the disk is full the rest of it is read all the same and let go, so that the fields
 * behind it arrive: what somebody wrote must not be lost with a photo.
 */
async function writeUpload(
  content: AsyncIterable<Uint8Array>,
  folder: string,
  path: string,
): Promise<{ bytes: number; isWhole: boolean }> {
  let bytes = 0;
  const file = await unlessFull(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return open(path, 'wx', 0o600);
  });
  let isWhole = file !== undefined;
  try {
    for await (const chunk of content) {
      bytes += chunk.byteLength;
      if (file && isWhole)
        isWhole = (await unlessFull(() => file.writeFile(chunk).then(() => true))) ?? false;
    }
  } finally {
    await file?.close();
  }
  return { bytes, isWhole };
}

/** Undefined where the disk is full. */
async function unlessFull<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (refusalOfError(error) === 'storage-full') return undefined;
    throw error;
  }
}

function add(values: FormValues, name: string, value: string): void {
  const before = Object.hasOwn(values, name) ? values[name] : undefined;
  if (before === undefined) values[name] = value;
  else values[name] = Array.isArray(before) ? [...before, value] : [before, value];
}

import { Readable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of an archive; what is pressed together already (pictures, sound) goes in as it is. */
export type ArchivedFile = {
  path: string;
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  isPacked: boolean;
};

/**
 * Files as one ZIP archive (APPNOTE 6.3.10, names in UTF-8), written as it is read: each file is opened when the one
 * before has left, so that an archive of any size takes little room.
 */
export function zipArchive(files: AsyncIterable<ArchivedFile>, at: Date): Readable {
  return Readable.from(zipped(files, at));
}

async function* zipped(files: AsyncIterable<ArchivedFile>, at: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  for await (const { path, content, isPacked } of files) {
    const file = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path);
    file.mtime = at;
    zip.add(file);
    for await (const chunk of content) {
      file.push(chunk);
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}

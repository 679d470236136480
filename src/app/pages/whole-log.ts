import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Pack, pack } from 'tar-stream';
import { utf8Bytes } from '../../kernel/bytes.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { minuteMs } from '../../kernel/time.ts';
import { findLog, type Log, newestCheckpoint, readTilePart } from '../../ledger/log/log.service.ts';
import { formatVkey } from '../../ledger/note/note-key.ts';
import { partsSince, tilePath } from '../../ledger/tree/tile.ts';
import type { Database } from '../../platform/database.ts';
import type { Exchange } from '../../platform/http/exchange.ts';

/** It reads the whole log: a few at a time, so that downloads never keep residents waiting. */
const maxAtOnce = 3;
let underWay = 0;
/** Longer than any log takes to a slow telephone; who stops reading does not keep a place for ever. */
const maxMs = 10 * minuteMs;

/**
 * Serves a log as one file: everything it serves, laid out the same way, as of the checkpoint that was newest when the
 * download began. Unpacked, `sunshine ledger verify FOLDER` checks it without a network.
 */
export function serveWholeLog(exchange: Exchange) {
  const { database } = exchange.platform;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const params = request.params as Record<string, string | undefined>;
    const community = await exchange.findCommunity(params.community ?? '');
    const number = params.log === undefined ? null : Number(params.log);
    const found = community && (await beginningOf(database, community.id, number));
    reply.header('content-type', 'text/plain; charset=utf-8').header('access-control-allow-origin', '*');
    if (!community || !found) return reply.code(404).send('Not in this log.\n');
    if (underWay >= maxAtOnce)
      return reply
        .code(503)
        .header('retry-after', '60')
        .send('Others are downloading; try again in a minute.\n');
    const name = `${community.slug}-ledger-${found.size}`;
    reply
      .header('content-type', 'application/x-tar')
      .header('content-disposition', `attachment; filename="${name}.tar"`);
    return reply.send(streamOf(database, community.id, found, name));
  };
}

type Beginning = { log: Log; size: number; note: string; signedAt: number };

function beginningOf(
  database: Database,
  community: CommunityId,
  number: number | null,
): Promise<Beginning | undefined> {
  return database.read(community, async (tx) => {
    const log = await findLog(tx, number);
    const newest = log && (await newestCheckpoint(tx, log));
    return log && newest && { log, ...newest };
  });
}

function streamOf(database: Database, community: CommunityId, from: Beginning, name: string): Readable {
  const archive = pack();
  // Who downloads it may go away at any moment; whoever fills it is told by what they wait for.
  archive.on('error', () => undefined);
  const patience = setTimeout(() => archive.destroy(), maxMs);
  underWay += 1;
  fill(archive, database, community, from, name)
    .then(
      () => archive.finalize(),
      // Whoever downloads it went away in the middle, or sees it broken off.
      (error: unknown) => archive.destroy(error instanceof Error ? error : new Error(String(error))),
    )
    .finally(() => {
      clearTimeout(patience);
      underWay -= 1;
    });
  const stream = Readable.from(archive);
  // Also where nobody ever began to read.
  stream.once('close', () => archive.destroy());
  return stream;
}

/** Each file is read once the one before has left, in a transaction of its own: what is sealed never changes. */
async function fill(
  archive: Pack,
  database: Database,
  community: CommunityId,
  { log, size, note, signedAt }: Beginning,
  name: string,
): Promise<void> {
  const mtime = new Date(signedAt);
  const add = (path: string, bytes: Uint8Array) =>
    new Promise<void>((done, fail) => {
      const header = { name: `${name}/${path}`, size: bytes.length, mtime, mode: 0o644 };
      const file = archive.entry(header, (error) => (error ? fail(error) : done()));
      file.on('error', fail);
      file.end(Buffer.from(bytes));
    });
  await add('vkey', utf8Bytes(`${formatVkey(log.key)}\n`));
  await add('checkpoint', utf8Bytes(note));
  for (const part of partsSince(0, size)) {
    const bytes = await database.read(community, (tx) => readTilePart(tx, log, part));
    if (!bytes) throw new Error(`the log has no ${tilePath(part)}`);
    await add(tilePath(part), bytes);
  }
}

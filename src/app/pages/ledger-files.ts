import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  findLog,
  type Log,
  newestCheckpoint,
  readTilePart,
  type SignedCheckpoint,
} from '../../ledger/log/log.service.ts';
import { formatVkey } from '../../ledger/note/note-key.ts';
import { parseTilePath } from '../../ledger/tree/tile.ts';
import { cosignedNote, findAgreed, listWitnessKeys } from '../../ledger/witness/witnessing.service.ts';
import type { Tx } from '../../platform/database.ts';
import type { Exchange } from '../../platform/http/exchange.ts';
import { serveWholeLog } from './whole-log.ts';

/** A file of a log, as everybody may fetch it. */
type LogFile = { type: string; cache: string; content: Uint8Array | string };

const plainText = 'text/plain; charset=utf-8';
/** tlog-tiles: a checkpoint is kept for a few seconds at most, what can never change for long. */
const briefly = 'public, max-age=2';
const forAnHour = 'public, max-age=3600';
const forGood = 'public, max-age=31536000, immutable';

const compress = promisify(gzip);
/** Below this a packet carries it anyway. */
const compressedFrom = 1400;

/**
 * Serves the logs as static files (C2SP tlog-tiles) below `/ledger/<community>/`: the newest log, and each by its
 * number below `/ledger/<community>/<number>/`. Public whatever the community's state; for programs, so that a
 * miss is a plain 404 and other sites' pages may read it too.
 */
export function serveLedgerFiles(app: FastifyInstance, exchange: Exchange): void {
  for (const prefix of ['/ledger/:community', '/ledger/:community/:log(^[1-9]\\d{0,3}$)']) {
    const serve = (read: (tx: Tx, log: Log, path: string) => Promise<LogFile | undefined>) =>
      async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
        const params = request.params as Record<string, string | undefined>;
        const community = await exchange.findCommunity(params.community ?? '');
        const number = params.log === undefined ? null : Number(params.log);
        const file =
          community &&
          (await exchange.platform.database.read(community.id, async (tx) => {
            const log = await findLog(tx, number);
            return log && read(tx, log, `tile/${params['*'] ?? ''}`);
          }));
        return send(request, reply, file);
      };
    app.get(`${prefix}/checkpoint`, { compress: false }, serve(readCheckpoint));
    app.get(`${prefix}/cosigned`, { compress: false }, serve(readCosigned));
    app.get(`${prefix}/witnesses`, { compress: false }, serve(readWitnesses));
    app.get(`${prefix}/vkey`, { compress: false }, serve(readVkey));
    app.get(`${prefix}/log.tar`, { compress: false }, serveWholeLog(exchange));
    app.get(`${prefix}/tile/*`, { compress: false }, serve(readTile));
  }
}

async function readCheckpoint(tx: Tx, log: Log): Promise<LogFile | undefined> {
  const checkpoint = await newestCheckpoint(tx, log);
  return checkpoint && noteOf(tx, log, checkpoint);
}

/** Verifiers pass over the lines of keys they do not know (signed-note), so that witnesses disturb nobody. */
async function noteOf(tx: Tx, log: Log, checkpoint: SignedCheckpoint): Promise<LogFile> {
  return { type: plainText, cache: briefly, content: await cosignedNote(tx, log, checkpoint) };
}

/** The newest checkpoint that all three witnesses vouched for; a 404 as long as there is none. */
async function readCosigned(tx: Tx, log: Log): Promise<LogFile | undefined> {
  const agreed = await findAgreed(tx, log);
  return agreed && noteOf(tx, log, agreed);
}

/** The keys of the witnesses, one line each, as this server names them. */
async function readWitnesses(tx: Tx): Promise<LogFile> {
  const keys = await listWitnessKeys(tx);
  return { type: plainText, cache: briefly, content: keys.map((vkey) => `${vkey}\n`).join('') };
}

async function readVkey(_tx: Tx, log: Log): Promise<LogFile> {
  return { type: plainText, cache: forAnHour, content: `${formatVkey(log.key)}\n` };
}

async function readTile(tx: Tx, log: Log, path: string): Promise<LogFile | undefined> {
  const part = parseTilePath(path);
  const content = part && (await readTilePart(tx, log, part));
  return content && { type: 'application/octet-stream', cache: forGood, content };
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  file: LogFile | undefined,
): Promise<FastifyReply> {
  reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
  if (!file) return reply.code(404).header('content-type', plainText).send('Not in this log.\n');
  const bytes = Buffer.from(file.content);
  // Weak: the same file may leave compressed or not.
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  reply.header('content-type', file.type).header('cache-control', file.cache).header('etag', `W/${etag}`);
  reply.header('vary', 'accept-encoding');
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (bytes.length < compressedFrom || !takesGzip(request)) return reply.send(bytes);
  return reply.header('content-encoding', 'gzip').send(await compress(bytes));
}

/** RFC 9110, 13.1.2: weak comparison, any of a list. */
function matches(asked: string | undefined, etag: string): boolean {
  return (asked ?? '').split(',').some((one) => [etag, `W/${etag}`, '*'].includes(one.trim()));
}

function takesGzip(request: FastifyRequest): boolean {
  const asked = String(request.headers['accept-encoding'] ?? '').split(',');
  return asked.some((one) => /^\s*(gzip|\*)\s*(;\s*q=(1(\.0*)?|0?\.\d*[1-9]\d*)\s*)?$/i.test(one));
}

import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** One event as it goes down the line (WHATWG HTML, 9.2): `id` is what a browser names when it comes back. */
export type ServerEvent = { id?: string | number; event?: string; data?: unknown };

/** An answer that goes on: events to one open page. */
export type EventStream = {
  send(event: ServerEvent): void;
  /** Ends it; the page comes back by itself unless it was told not to. */
  end(): void;
  readonly isOver: boolean;
  /** Called once, however it ended. */
  onEnd(work: () => void): void;
};

export type StreamLimits = {
  /** Of all pages together, in this process. */
  total: number;
  /** Of those nobody has signed in for, together: they must not crowd out the others. */
  strangers: number;
  /** Of one session, one private link, or for strangers of one address. */
  holder: number;
};

/** Whose a stream is; strangers are counted by their address. */
export type StreamHolder = { key: string; isStranger: boolean };

/** How many streams are open, for whom, and the end of all of them. */
export type EventStreams = {
  /** Opens a stream as the answer to a request; undefined where there are too many. */
  open(reply: FastifyReply, holder: StreamHolder): EventStream | undefined;
  readonly count: number;
  closeAll(): void;
};

/** How soon a browser comes back after a lost line. */
const retryMs = 3_000;

/** What may wait for one slow line. Beyond it the line is cut: the page comes back and asks from where it was. */
const maxWaitingBytes = 64 * 1024;

/** Writes an event down; a line end inside would begin another field. */
export function formatEvent({ id, event, data }: ServerEvent): string {
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(data === undefined ? [] : [`data: ${JSON.stringify(data)}`]),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** Keeps the count of open streams within limits. */
export function openEventStreams(limits: StreamLimits): EventStreams {
  const open = new Map<EventStream, StreamHolder>();

  function hasRoom({ key, isStranger }: StreamHolder): boolean {
    const holders = [...open.values()];
    if (holders.length >= limits.total) return false;
    if (isStranger && holders.filter((other) => other.isStranger).length >= limits.strangers) return false;
    return holders.filter((other) => other.key === key).length < limits.holder;
  }

  return {
    open(reply, holder) {
      if (!hasRoom(holder)) return undefined;
      const stream = startStream(reply);
      open.set(stream, holder);
      stream.onEnd(() => open.delete(stream));
      return stream;
    },
    get count() {
      return open.size;
    },
    closeAll() {
      for (const stream of [...open.keys()]) stream.end();
    },
  };
}

function startStream(reply: FastifyReply): EventStream {
  const body = new PassThrough({ highWaterMark: maxWaitingBytes });
  let isOver = false;
  const atEnd: (() => void)[] = [];
  const over = () => {
    if (isOver) return;
    isOver = true;
    for (const work of atEnd.splice(0)) work();
  };
  body.once('close', over);
  // The line was lost: whoever wrote last hears of it here and nowhere else.
  body.on('error', over);
  reply.raw.once('close', () => body.destroy());
  reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    // A proxy that compresses or collects would hold every event back.
    .header('cache-control', 'no-store, no-transform')
    .header('x-accel-buffering', 'no')
    // When it ends, no further request comes down this line: a server that stops need not wait for one.
    .header('connection', 'close')
    .send(body);
  body.write(`retry: ${retryMs}\n\n`);
  return {
    send(event) {
      if (isOver) return;
      if (body.writableLength > maxWaitingBytes) body.destroy();
      else body.write(formatEvent(event));
    },
    end() {
      if (!isOver) body.end();
      over();
    },
    get isOver() {
      return isOver;
    },
    onEnd(work) {
      if (isOver) work();
      else atEnd.push(work);
    },
  };
}

import { connect, type Socket } from 'node:net';

/** Somebody at a line so slow that it may be meant badly; what became of it. */
export type SlowOne = {
  readonly what: string;
  /** Milliseconds until the server ended the line; undefined while it has not. */
  readonly cutAfterMs: number | undefined;
  /** Begins to read: only a reader learns that the other side has ended the line. */
  read(): void;
  end(): void;
};

/** Opens a line and says something over it; `drip` is then sent byte by byte. */
function openSlow(
  url: string,
  what: string,
  said: { first: string; drip?: string; everyMs?: number; reads: boolean },
): SlowOne {
  const { hostname, port } = new URL(url);
  const startedAt = performance.now();
  let cutAfterMs: number | undefined;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const socket: Socket = connect({ host: hostname, port: Number(port), allowHalfOpen: false });
  const over = () => {
    if (!isOver) cutAfterMs = performance.now() - startedAt;
    isOver = true;
    clearInterval(timer);
  };
  socket.on('error', over).on('close', over).on('end', over);
  // A socket without a reader takes in no more than the system's own buffers hold.
  if (said.reads) socket.resume();
  socket.write(said.first);
  const drip = said.drip ?? '';
  let next = 0;
  if (drip !== '') {
    timer = setInterval(() => {
      if (next < drip.length) socket.write(drip[next++] ?? '');
    }, said.everyMs ?? 1000);
  }
  return {
    what,
    get cutAfterMs() {
      return cutAfterMs;
    },
    read: () => void socket.resume(),
    end() {
      isOver = true;
      clearInterval(timer);
      socket.destroy();
    },
  };
}

const hostOf = (url: string) => new URL(url).host;

/** Headers that never come to their end. */
export function slowHeaders(url: string): SlowOne {
  const drip = `Host: ${hostOf(url)}\r\n${'X-Slow: very slow indeed\r\n'.repeat(100)}`;
  return openSlow(url, 'headers', { first: 'GET /c/lanjin HTTP/1.1\r\n', drip, reads: true });
}

/** A report whose body comes a byte a second. */
export function slowBody(url: string): SlowOne {
  const head = [
    'POST /api/c/lanjin/reports HTTP/1.1',
    `Host: ${hostOf(url)}`,
    `Origin: ${url}`,
    'Content-Type: application/json',
    'Content-Length: 5000',
  ];
  const first = `${head.join('\r\n')}\r\n\r\n`;
  return openSlow(url, 'body', { first, drip: `{"text":"${'a'.repeat(4000)}`, reads: true });
}

/** A photo that comes a byte a second. */
export function slowUpload(url: string): SlowOne {
  const head = [
    'POST /api/c/lanjin/photos HTTP/1.1',
    `Host: ${hostOf(url)}`,
    `Origin: ${url}`,
    'Content-Type: multipart/form-data; boundary=slow',
    'Content-Length: 1000000',
  ];
  const part = '--slow\r\nContent-Disposition: form-data; name="photos"; filename="slow.jpg"\r\n\r\nJFIF';
  return openSlow(url, 'upload', {
    first: `${head.join('\r\n')}\r\n\r\n${part}`,
    drip: 'x'.repeat(900),
    reads: true,
  });
}

/** Together more than the buffers of the two systems hold, so that the server has to wait for its reader. */
const timesAsked = 60;

/** Asks for the same big thing many times on one line and reads none of it. */
export function slowReader(url: string, path: string): SlowOne {
  const one = `GET ${path} HTTP/1.1\r\nHost: ${hostOf(url)}\r\n\r\n`;
  return openSlow(url, 'reading', { first: one.repeat(timesAsked), reads: false });
}

/** An open page that is told of changes and takes none of them in. */
export function slowStream(url: string, session: string): SlowOne {
  const head = [
    'GET /c/lanjin/events?after=0 HTTP/1.1',
    `Host: ${hostOf(url)}`,
    `Cookie: sunshine_session=${session}`,
    'Accept: text/event-stream',
  ];
  return openSlow(url, 'stream', { first: `${head.join('\r\n')}\r\n\r\n`, reads: false });
}

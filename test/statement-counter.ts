import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { ConnectionOptions } from '../src/platform/database.ts';

/** What goes to the database, written down as it passes. */
export type StatementCounter = {
  options: ConnectionOptions;
  /** The statements since the last time somebody asked: their verbs, in order. */
  verbs(): string[];
  close(): void;
};

/** Stands between a server and its database and reads the protocol (PostgreSQL documentation, 54.7). */
export async function countStatements(options: ConnectionOptions): Promise<StatementCounter> {
  const sockets = new Set<Socket>();
  let seen: string[] = [];
  const server = createServer((near) => {
    const far = reach(options);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    const read = statementReader((text) => seen.push(verbOf(text)));
    near.on('data', read);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    options: typeof options === 'string' ? withPort(options, port) : { ...options, host: '127.0.0.1', port },
    verbs() {
      const verbs = seen;
      seen = [];
      return verbs;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Reads what a client sends: a first message without a kind, then messages of one letter, a length and a body. */
function statementReader(onStatement: (text: string) => void): (chunk: Buffer) => void {
  const prepared = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let isStarted = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      const kind = isStarted ? String.fromCharCode(rest.readUInt8(0)) : '';
      const [first = '', second = ''] = rest
        .subarray(head + 4, length)
        .toString('latin1')
        .split('\0');
      if (kind === 'P') prepared.set(first, second);
      if (kind === 'B') onStatement(prepared.get(second) ?? 'unknown');
      if (kind === 'Q') onStatement(first);
      isStarted = true;
      rest = rest.subarray(length);
    }
  };
}

function verbOf(text: string): string {
  return /[a-z]+/i.exec(text)?.[0].toLowerCase() ?? '';
}

function reach(options: ConnectionOptions): Socket {
  if (typeof options !== 'string') return connect(`${options.host}/.s.PGSQL.${options.port}`);
  const { hostname, port } = new URL(options);
  return connect(Number(port || 5432), hostname);
}

function withPort(options: string, port: number): string {
  const address = new URL(options);
  address.hostname = '127.0.0.1';
  address.port = String(port);
  return address.href;
}

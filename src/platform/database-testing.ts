import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { ConnectionOptions } from './database.ts';

/** A way to the database that can go dead without a word, as a network does. */
export type Relay = {
  options: ConnectionOptions;
  /** Nothing passes any more, in either direction, and nobody is told. */
  goSilent(): void;
  /** New connections pass again; those that were silent are gone. */
  recover(): void;
  /** Each connection breaks as soon as so many bytes have come back through it. */
  breakAfter(bytes: number): void;
  close(): void;
};

/** Stands between a test and its database, on a port of its own. */
export async function relayTo(options: ConnectionOptions): Promise<Relay> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  let breaksAfter = Number.POSITIVE_INFINITY;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (isSilent) socket.pause();
  };
  const server = createServer((near) => {
    keep(near);
    if (isSilent) return;
    const far = reach(options);
    keep(far);
    near.pipe(far).pipe(near);
    far.on('data', () => {
      if (far.bytesRead > breaksAfter) far.destroy();
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    options: at(options, (server.address() as AddressInfo).port),
    goSilent() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    recover() {
      isSilent = false;
      for (const socket of sockets) socket.destroy();
    },
    breakAfter(bytes) {
      breaksAfter = bytes;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function reach(options: ConnectionOptions): Socket {
  if (typeof options !== 'string') return connect(`${options.host}/.s.PGSQL.${options.port}`);
  const { hostname, port } = new URL(options);
  return connect(Number(port || 5432), hostname);
}

function at(options: ConnectionOptions, port: number): ConnectionOptions {
  if (typeof options !== 'string') return { ...options, host: '127.0.0.1', port };
  const address = new URL(options);
  address.hostname = '127.0.0.1';
  address.port = String(port);
  return address.href;
}

import { connect, type Socket } from 'node:net';
import postgres from 'postgres';
import { type WireTypes, wireTypes } from './database-wire.ts';

/*
 * The driver is trusted with one connection at a time: its protocol, its types, its prepared statements. Pooling,
 * transactions and the loss of a connection are ours, because the driver's own reuse a connection that has died
 * (docs/decisions/0004-database-driver-and-lost-connections.md).
 */

type Driver = postgres.Sql<WireTypes>;

/** A URL, or a host (a folder for a Unix socket) and the rest. */
export type Destination = string | { host: string; port: number; database: string; username: string };

/** How long anything may take, in milliseconds; `silence` 0 lets statements take as long as they like. */
export type PoolLimits = {
  max: number;
  /** A connection in use on which nothing is said or heard for this long is given up. */
  silenceMs: number;
  /** Waiting for one of the `max` connections to become free. */
  waitMs: number;
};

type ConnectionErrorCode = 'CONNECTION_CLOSED' | 'CONNECTIONS_BUSY' | 'CONNECTION_ENDED';

const reasons: Record<ConnectionErrorCode, string> = {
  CONNECTION_CLOSED: 'the connection to the database was lost',
  CONNECTIONS_BUSY: 'no connection to the database became free in time',
  CONNECTION_ENDED: 'the database has been closed by this process',
};

/** The database could not be reached, or not any longer; what was under way may or may not have been done. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
  readonly code: ConnectionErrorCode;
  constructor(code: ConnectionErrorCode) {
    super(reasons[code]);
    this.code = code;
  }
}

/** A promise and the hands that settle it. */
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((...hands) => {
    [resolve, reject] = hands;
  });
  return { promise, resolve, reject };
}

/** One connection, from its opening to its end; it is never opened again. */
export type Line = {
  sql: Driver;
  readonly isLost: boolean;
  /** False while a transaction may be open or settings may have been changed: then it is not used again. */
  isClean: boolean;
  /** Gives the line up if nothing is said or heard for so long; 0 for never. */
  allowSilence(ms: number): void;
  /** Ends at once; what is under way is rejected. */
  cut(): void;
  /** Says goodbye to the server and ends. */
  end(): Promise<void>;
};

type Waiter = { resolve: (line: Line | Promise<Line>) => void; reject: (error: Error) => void };

/** How many connections there are, how many of them have nothing to do, and how many askers wait for one. */
export type PoolFigures = { open: number; idle: number; waiting: number; max: number };

export type Pool = {
  figures(): PoolFigures;
  /** A line for the caller alone, until it is released. */
  lease(): Promise<Line>;
  release(line: Line): void;
  /** For a transaction that only read: it ends together with the next one's beginning, or after a few milliseconds. */
  leaveOpen(line: Line): void;
  /** Whether one is still open on a leased line; whoever asks ends it with what they say first. */
  takeReading(line: Line): boolean;
  /** Ends it now. */
  endReading(line: Line): void;
  /** Lets those who are at work finish for `graceMs`, then ends every line. */
  close(graceMs: number): Promise<void>;
  /** Builds texts and fragments in the database's manner, without a connection. */
  scribe: Driver;
};

const maxConnectMs = 10_000;
const idleMs = 60_000;
/**
 * How long a transaction that has read may stay open for the next one to end it. It holds no row and no snapshot, and
 * what it saves is a message each way.
 */
const openMs = 5;
/** Under the life of what usually stands in between (proxies, firewalls). */
const maxAgeMs = 45 * 60_000;

const settings = {
  max: 1,
  // Null, not 0: the driver ends an old connection in the middle of our transactions. We end idle lines ourselves.
  idle_timeout: null as unknown as number,
  max_lifetime: null,
  onnotice: () => undefined,
  transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
  connection: { application_name: 'sunshine', TimeZone: 'UTC' },
  // The driver's own look for list types cannot be caught when the connection dies in it; ours are declared.
  fetch_types: false,
  types: wireTypes,
};

/** What the driver makes of a connection's options: a path for a Unix socket, else host and port. */
type Address = { path: string | false; host: string[]; port: number[] };
type Hooks = { connect_timeout?: number; socket: (address: Address) => Socket; onclose: () => void };

function startDriver(options: Destination, hooks: Hooks): Driver {
  const all = { ...settings, ...hooks };
  return (typeof options === 'string' ? postgres(options, all) : postgres({ ...options, ...all })) as Driver;
}

/**
 * Opens one connection. Its socket is made here and only once: when it is gone, the driver cannot connect again
 * behind our back and say the rest of a transaction to a new session.
 */
async function openLine(
  options: Destination,
  silenceMs: number,
  onLost: (line: Line) => void,
): Promise<Line> {
  const opening = deferred<never>();
  opening.promise.catch(() => undefined);
  let socket: Socket | undefined;
  let isLost = false;
  const lose = () => {
    if (isLost) return;
    isLost = true;
    socket?.destroy();
    opening.reject(new ConnectionError('CONNECTION_CLOSED'));
    void sql.end({ timeout: 0 });
    onLost(line);
  };
  const sql = startDriver(options, {
    connect_timeout: Math.min(maxConnectMs, silenceMs || maxConnectMs) / 1000,
    socket: (address) => {
      if (!socket) {
        socket = connectTo(address);
        return socket;
      }
      lose();
      throw new ConnectionError('CONNECTION_CLOSED');
    },
    onclose: lose,
  });
  const line: Line = {
    sql,
    isClean: true,
    get isLost() {
      return isLost;
    },
    allowSilence: (ms) => void socket?.setTimeout(ms),
    cut: lose,
    async end() {
      await sql.end({ timeout: 1 });
      lose();
    },
  };
  try {
    // The server gives up first where it can; the silence is for when it, or the way to it, is gone.
    const limitMs = String(Math.ceil(silenceMs * 0.8));
    await Promise.race([
      sql`select set_config('statement_timeout', ${limitMs}, false),
        set_config('idle_in_transaction_session_timeout', ${limitMs}, false) where ${silenceMs} > 0`,
      opening.promise,
    ]);
  } catch (error) {
    lose();
    throw error;
  }
  // Only now: when it turns to TLS, the driver takes every listener off.
  socket?.on('error', () => undefined);
  socket?.on('timeout', lose);
  return line;
}

function connectTo({ path, host, port }: Address): Socket {
  if (path) return connect(path);
  const at = { host: host[0] ?? 'localhost', port: port[0] ?? 5432 };
  // The driver reads the server's name for TLS and for its messages from the socket.
  return Object.assign(connect(at), at);
}

/** A pool of lines, opened as they are needed; one that is lost is forgotten and another opened. */
export function openPool(options: Destination, limits: PoolLimits): Pool {
  return new LinePool(options, limits);
}

class LinePool implements Pool {
  readonly scribe: Driver;
  readonly #options: Destination;
  readonly #limits: PoolLimits;
  readonly #lines = new Set<Line>();
  readonly #idle: { line: Line; since: number }[] = [];
  readonly #openedAt = new WeakMap<Line, number>();
  readonly #waiting = new Set<Waiter>();
  readonly #allGone = deferred<void>();
  readonly #sweeping: NodeJS.Timeout;
  /** Since when lines that are idle have had a transaction open. */
  readonly #leftOpen = new Map<Line, number>();
  #ending: NodeJS.Timeout | undefined;
  #opening = 0;
  #isClosing = false;

  constructor(options: Destination, limits: PoolLimits) {
    this.#options = options;
    this.#limits = limits;
    this.scribe = startDriver(options, {
      socket: () => {
        throw new ConnectionError('CONNECTION_ENDED');
      },
      onclose: () => undefined,
    });
    this.#sweeping = setInterval(() => this.#sweep(), idleMs / 2).unref();
  }

  figures(): PoolFigures {
    const open = this.#lines.size + this.#opening;
    return { open, idle: this.#idle.length, waiting: this.#waiting.size, max: this.#limits.max };
  }

  async lease(): Promise<Line> {
    if (this.#isClosing) throw new ConnectionError('CONNECTION_ENDED');
    const free = this.#idle.pop();
    if (free) {
      free.line.allowSilence(this.#limits.silenceMs);
      return free.line;
    }
    return this.#hasRoom() ? this.#open() : this.#wait();
  }

  leaveOpen(line: Line): void {
    if (line.isLost) throw new ConnectionError('CONNECTION_CLOSED');
    this.#leftOpen.set(line, performance.now());
    this.#ending ??= setTimeout(() => this.#endAllReading(), openMs);
  }

  #endAllReading(): void {
    this.#ending = undefined;
    const before = performance.now() - openMs / 2;
    for (const [line, since] of [...this.#leftOpen]) if (since < before) this.endReading(line);
    if (this.#leftOpen.size > 0) this.#ending = setTimeout(() => this.#endAllReading(), openMs);
  }

  takeReading(line: Line): boolean {
    return this.#leftOpen.delete(line);
  }

  /** Whoever has the line next speaks after this, without waiting for it. */
  endReading(line: Line): void {
    if (!this.takeReading(line)) return;
    // A line that breaks here is lost to the next speaker, too; who has read has what was read.
    line.sql`commit`.execute().catch(() => undefined);
  }

  release(line: Line): void {
    if (line.isLost) return;
    const now = performance.now();
    const [next] = this.#waiting;
    if (!line.isClean) line.cut();
    else if (this.#isClosing || (this.#openedAt.get(line) ?? 0) < now - maxAgeMs) void line.end();
    else if (next) next.resolve(line);
    else {
      line.allowSilence(0);
      this.#idle.push({ line, since: now });
    }
  }

  async close(graceMs: number): Promise<void> {
    if (!this.#isClosing) {
      this.#isClosing = true;
      clearInterval(this.#sweeping);
      clearTimeout(this.#ending);
      for (const waiter of [...this.#waiting]) waiter.reject(new ConnectionError('CONNECTION_ENDED'));
      for (const { line } of this.#idle.splice(0)) void line.end();
      if (this.#isEmpty()) this.#allGone.resolve();
    }
    const timer = setTimeout(() => {
      for (const line of [...this.#lines]) line.cut();
      this.#allGone.resolve();
    }, graceMs);
    await this.#allGone.promise;
    clearTimeout(timer);
  }

  #hasRoom(): boolean {
    return this.#lines.size + this.#opening < this.#limits.max;
  }

  #isEmpty(): boolean {
    return this.#lines.size + this.#opening === 0;
  }

  #sweep(): void {
    const idle = this.#idle;
    while (idle[0] && idle[0].since < performance.now() - idleMs) void idle.shift()?.line.end();
  }

  async #open(): Promise<Line> {
    this.#opening += 1;
    let line: Line;
    try {
      line = await openLine(this.#options, this.#limits.silenceMs, (lost) => this.#forget(lost));
      if (this.#isClosing) line.cut();
      if (line.isLost) {
        throw new ConnectionError(this.#isClosing ? 'CONNECTION_ENDED' : 'CONNECTION_CLOSED');
      }
    } catch (error) {
      this.#opening -= 1;
      this.#serveNext();
      throw error;
    }
    this.#opening -= 1;
    this.#lines.add(line);
    this.#openedAt.set(line, performance.now());
    line.allowSilence(this.#limits.silenceMs);
    return line;
  }

  #forget(line: Line): void {
    const place = this.#idle.findIndex((other) => other.line === line);
    if (place >= 0) this.#idle.splice(place, 1);
    this.#leftOpen.delete(line);
    if (this.#lines.delete(line)) this.#serveNext();
  }

  #serveNext(): void {
    if (this.#isClosing && this.#isEmpty()) this.#allGone.resolve();
    const [next] = this.#waiting;
    if (next && this.#hasRoom()) next.resolve(this.#open());
  }

  #wait(): Promise<Line> {
    return new Promise((resolve, reject) => {
      const over = () => {
        clearTimeout(timer);
        this.#waiting.delete(waiter);
      };
      const waiter: Waiter = {
        resolve: (line) => {
          over();
          resolve(line);
        },
        reject: (error) => {
          over();
          reject(error);
        },
      };
      const timer = setTimeout(
        () => waiter.reject(new ConnectionError('CONNECTIONS_BUSY')),
        this.#limits.waitMs,
      );
      this.#waiting.add(waiter);
    });
  }
}

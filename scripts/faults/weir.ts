import { connect, createServer, type Socket } from 'node:net';

/** What passes: everything; nothing more in either direction, with the lines left open; no new line. */
type Way = 'open' | 'silent' | 'closed';

/** A way to the database that can be cut, and where it can be watched for what passes. */
export type Weir = {
  port: number;
  /** Cuts every line that is open. */
  cut(): number;
  set(way: Way): void;
  /**
   * Cuts the next `times` lines on which a COMMIT is sent: before it reaches the server, or after, so that its answer
   * is what gets lost.
   */
  cutAtCommit(when: 'before' | 'after', times: number): void;
  readonly cutAtCommits: { before: number; after: number };
  close(): void;
};

/** Stands in front of a PostgreSQL server, on a free port. */
export async function openWeir(target: { host: string; port: number }): Promise<Weir> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const cutAtCommits = { before: 0, after: 0 };
  let way: Way = 'open';
  let waiting: { when: 'before' | 'after'; left: number } | undefined;

  const server = createServer((client) => {
    if (way === 'closed') return void client.destroy();
    const upstream = connect(target);
    const pair = [client, upstream] as const;
    let answerIsLost = false;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    client.on('data', (chunk) => {
      if (way === 'silent') return;
      if (waiting && waiting.left > 0 && isCommit(chunk)) {
        waiting.left -= 1;
        cutAtCommits[waiting.when] += 1;
        if (waiting.when === 'before') return end();
        answerIsLost = true;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (way === 'silent') return;
      // The server has answered, so it has committed; nobody will hear of it.
      if (answerIsLost) return end();
      client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return {
    port: address.port,
    cut() {
      const all = [...pairs];
      for (const sockets of all) for (const socket of sockets) socket.destroy();
      return all.length;
    },
    set(next) {
      way = next;
    },
    cutAtCommit(when, times) {
      waiting = { when, left: times };
    },
    cutAtCommits,
    close: () => void server.close(),
  };
}

/** Only writing transactions are of interest; reading ones commit too, and being cut there costs a page. */
function isCommit(chunk: Buffer): boolean {
  return chunk.includes('commit');
}

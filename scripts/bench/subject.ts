import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { Asked, Told } from './subject-side.ts';

/** A server under measurement, in a process of its own. */
export type Subject = {
  name: string;
  /** The database it works on, whose backends are counted for it. */
  database: string;
  cpuMs(): Promise<number>;
  ask(asked: Ask): Promise<number>;
  profile(work: () => Promise<void>): Promise<unknown>;
  stop(): Promise<void>;
};

export type Ask = { method?: 'GET' | 'POST'; path: string; body?: unknown; key?: string };

export type Starting = {
  name: string;
  script: string;
  database: string;
  env: Readonly<Record<string, string>>;
};

const started = new Set<ChildProcess>();

/** Starts a server and waits until it listens. */
export async function startSubject({ name, script, database, env }: Starting): Promise<Subject> {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  started.add(child);
  const ended = once(child, 'exit').then(() => {
    started.delete(child);
    throw new Error(`${name} ended`);
  });
  ended.catch(() => undefined);
  const hear = async () => {
    const [told] = (await Promise.race([once(child, 'message'), ended])) as [Told];
    return told;
  };
  const tell = async (asked: Asked) => {
    const heard = hear();
    child.send(asked);
    return heard;
  };
  const at = await hear();
  if (!('port' in at)) throw new Error(`${name} did not say where it listens`);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return {
    name,
    database,
    async cpuMs() {
      const told = await tell('cpu');
      return 'cpuMs' in told ? told.cpuMs : Number.NaN;
    },
    ask: (asked) => send(agent, at.port, asked),
    async profile(work) {
      await tell('profile');
      await work();
      const told = await tell('profiled');
      return 'profile' in told ? told.profile : undefined;
    },
    async stop() {
      agent.destroy();
      await tell('stop');
      await ended.catch(() => undefined);
    },
  };
}

/** Ends what a run that broke off left behind. */
export async function stopSubjects(): Promise<void> {
  await Promise.all(
    [...started].map(async (child) => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }),
  );
}

/** One request; gives how many bytes came back. What is not answered as it should be ends the bench. */
function send(agent: Agent, port: number, { method = 'GET', path, body, key }: Ask): Promise<number> {
  const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const headers: Record<string, string | number> = { 'accept-language': 'zh' };
  if (content)
    Object.assign(headers, { 'content-type': 'application/json', 'content-length': content.length });
  if (key !== undefined) headers['idempotency-key'] = key;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (answer.statusCode === 200) resolve(bytes.length);
        else
          reject(
            new Error(`${method} ${path}: ${answer.statusCode} ${bytes.toString('utf8').slice(0, 400)}`),
          );
      });
    });
    asked.on('error', reject);
    asked.end(content);
  });
}

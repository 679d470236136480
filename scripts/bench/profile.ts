import { fileURLToPath } from 'node:url';

/** What a profile of V8 holds, as far as it is read here. */
type Profile = {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: number[];
  }[];
  samples: number[];
  timeDeltas: number[];
};

/** Shares of the processor time of a server's process: by what the time was spent in, and the busiest functions. */
export type ProfileSummary = {
  byPart: { part: string; percent: number }[];
  busiest: { where: string; percent: number }[];
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Which part of the program a function belongs to: the package, or the area of ours. */
function partOf({ url, functionName }: Profile['nodes'][number]['callFrame']): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(program)') return 'engine and system calls';
  const path = url.replace('file://', '').replace(root, '');
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (name) return name;
  if (url.startsWith('node:')) return `node:${/^node:(?:internal\/)?([\w-]+)/.exec(url)?.[1] ?? ''}`;
  const area = /^src\/(\w+)\/?([\w-]*)/.exec(path);
  if (area) return area[1] === 'platform' ? `ours: platform/${area[2]}` : `ours: ${area[1]}`;
  return path === '' ? 'engine and system calls' : 'bench';
}

/** Waiting for something to do, under the names the engine has for it (`dispatch`: while the inspector is on), is not work. */
function isWaiting({ functionName, url }: Profile['nodes'][number]['callFrame']): boolean {
  return ['(idle)', '(root)'].includes(functionName) || (functionName === 'dispatch' && url === '');
}

/** Adds up a profile by part and by function; time in which the process waited is left out. */
export function summarise(raw: unknown): ProfileSummary {
  const { nodes, samples, timeDeltas } = raw as Profile;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<string, number>();
  const functions = new Map<string, number>();
  let all = 0;
  for (const [index, id] of samples.entries()) {
    const frame = byId.get(id)?.callFrame;
    if (!frame || isWaiting(frame)) continue;
    const spent = timeDeltas[index] ?? 0;
    all += spent;
    const part = partOf(frame);
    parts.set(part, (parts.get(part) ?? 0) + spent);
    const where = `${frame.functionName || '(anonymous)'} · ${part}`;
    functions.set(where, (functions.get(where) ?? 0) + spent);
  }
  const shares = (of: Map<string, number>, most: number) =>
    [...of]
      .sort((a, b) => b[1] - a[1])
      .slice(0, most)
      .map(([name, spent]) => ({ name, percent: Math.round((spent * 1000) / all) / 10 }));
  return {
    byPart: shares(parts, 12).map(({ name, percent }) => ({ part: name, percent })),
    busiest: shares(functions, 12).map(({ name, percent }) => ({ where: name, percent })),
  };
}

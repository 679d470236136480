import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** What is never part of the project's own sources: installed, built, or the data of a running installation. */
const foreign = new Set(['.git', 'node_modules', 'dist', 'data', '.data', 'tmp']);

/** Paths of the project's own files below some folders, written from the root with `/`, in order. */
export function listFiles(below: readonly string[] = ['.']): string[] {
  return below.flatMap((folder) => walk(join(root, folder))).sort();
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isForeign(path, entry.name) ? [] : walk(path);
    return entry.isFile() && !entry.name.endsWith('.log') ? [relative(root, path).split(sep).join('/')] : [];
  });
}

/** `data` and `tmp` are left out at the root only: deeper down they may well be names of ours. */
function isForeign(path: string, name: string): boolean {
  return foreign.has(name) && (name === 'node_modules' || resolve(path) === join(root, name));
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Sources by path, for the checks that read the whole tree. */
export function readSources(below: readonly string[]): Map<string, string> {
  const paths = listFiles(below).filter((path) => /\.(?:ts|tsx|js|mjs)$/.test(path));
  return new Map(paths.map((path) => [path, readText(path)]));
}

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, isAbsolute, join, relative } from 'node:path';

/** What a build wrote: served names by source names, and the hash of the sources they were made from. */
export type AssetManifest = {
  sources: string;
  files: Record<string, string>;
  /** Files outside the web sources that were built in, by their path from there: what they hold counts, too. */
  imported: string[];
};

export type AssetPlaces = {
  /** The folder of the web sources: `styles/sunshine.css`, `islands/*.ts`, `offline/*-worker.ts` and `images/*` are what gets built. */
  sourceDir: string;
  /** Where the hashed files and `manifest.json` go. */
  distDir: string;
};

export const manifestName = 'manifest.json';

/** The oldest browser served (December 2020): also what WeChat's and old phones' web views can do. */
const target = 'chrome87';

/** Builds the style sheet and the islands with content hashes in their names, unless what is there is current. */
export async function buildAssets({ sourceDir, distDir }: AssetPlaces): Promise<AssetManifest> {
  const present = await readManifest(distDir);
  if (present && present.sources === (await hashSources(sourceDir, present.imported ?? []))) return present;
  const bundled = await bundle(sourceDir);
  const built = [...bundled.built, ...(await copies(sourceDir))];
  const { imported } = bundled;
  const files: Record<string, string> = {};
  await mkdir(distDir, { recursive: true });
  for (const { name, body } of built) {
    const dot = name.lastIndexOf('.');
    const ending = name.endsWith('.ts') ? '.js' : name.slice(dot);
    const served = `${name.slice(0, dot)}-${hashOf(body).slice(0, 10)}${ending}`;
    files[name] = served;
    await writeWhole(join(distDir, served), body);
  }
  const manifest = { sources: await hashSources(sourceDir, imported), files, imported };
  // Last: a reader finds the old manifest with its files or the new one with its files, never half of either.
  await writeWhole(join(distDir, manifestName), JSON.stringify(manifest));
  await removeStale(distDir, manifest);
  return manifest;
}

type Built = { name: string; body: string | Uint8Array };

/** Scripts that a page loads, and workers; each is built alone, with its own copy of what several import. */
async function scriptsIn(sourceDir: string): Promise<string[]> {
  const islands = (await readdir(join(sourceDir, 'islands'))).filter(
    (name) => name.endsWith('.ts') && name !== 'names.ts' && !name.endsWith('.test.ts'),
  );
  const workers = (await namesIn(join(sourceDir, 'offline'))).filter((name) => name.endsWith('-worker.ts'));
  return [...islands.map((name) => join('islands', name)), ...workers.map((name) => join('offline', name))];
}

async function bundle(sourceDir: string): Promise<{ built: Built[]; imported: string[] }> {
  // Loaded here, not above: a server whose assets are current never pays for the bundler.
  const { build } = await import('vite');
  const built: Built[] = [];
  const imported = new Set<string>();
  for (const entry of [...(await scriptsIn(sourceDir)), join('styles', 'sunshine.css')]) {
    const result = await build({
      root: sourceDir,
      configFile: false,
      envFile: false,
      publicDir: false,
      logLevel: 'silent',
      build: {
        target,
        cssTarget: target,
        write: false,
        modulePreload: false,
        rollupOptions: { input: join(sourceDir, entry) },
      },
    });
    const outputs = Array.isArray(result) ? result : [result];
    for (const output of outputs) {
      if (!('output' in output)) throw new Error('the bundler is watching instead of building');
      for (const file of output.output) {
        if (file.type === 'chunk') for (const path of outside(sourceDir, file.moduleIds)) imported.add(path);
        if (file.type === 'asset') built.push({ name: basename(entry), body: file.source });
        else if (!file.isEntry) throw new Error(`${entry} falls into parts: it must be one file`);
        else if (entry.endsWith('.ts')) built.push({ name: basename(entry), body: file.code });
      }
    }
  }
  return { built, imported: [...imported].sort() };
}

/** Of the modules of a bundle those that stand outside the web sources; the bundler's own helpers are no files. */
function outside(sourceDir: string, modules: readonly string[]): string[] {
  return modules
    .filter((path) => isAbsolute(path))
    .map((path) => relative(sourceDir, path.replace(/\?.*$/, '')))
    .filter((path) => path.startsWith('..'));
}

async function copies(sourceDir: string): Promise<Built[]> {
  const folder = join(sourceDir, 'images');
  const names = await readdir(folder);
  return Promise.all(names.map(async (name) => ({ name, body: await readFile(join(folder, name)) })));
}

/** One hash over the names and contents of everything a build reads. */
async function hashSources(sourceDir: string, imported: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(target);
  for (const folder of ['images', 'islands', 'offline', 'styles']) {
    for (const name of (await namesIn(join(sourceDir, folder))).sort()) {
      hash.update(`\n${folder}/${name}\n`).update(await readFile(join(sourceDir, folder, name)));
    }
  }
  for (const path of imported) hash.update(`\n${path}\n`).update(await contentOf(join(sourceDir, path)));
  return hash.digest('hex');
}

/** What a file holds; nothing where it is gone, which is another content than it had. */
async function contentOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** The files of a folder; none where it is not there. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

export async function readManifest(distDir: string): Promise<AssetManifest | null> {
  try {
    return JSON.parse(await readFile(join(distDir, manifestName), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function removeStale(distDir: string, { files }: AssetManifest): Promise<void> {
  const current = new Set([manifestName, ...Object.values(files)]);
  for (const name of await readdir(distDir)) {
    if (!current.has(name) && !name.endsWith('.part')) await rm(join(distDir, name), { force: true });
  }
}

async function writeWhole(path: string, body: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, body);
  await rename(part, path);
}

function hashOf(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

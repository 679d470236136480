import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** What a build wrote: served names by source names, and the hash of the sources they were made from. */
export type AssetManifest = { sources: string; files: Record<string, string> };

export type AssetPlaces = {
  /** The folder of the web sources: `styles/sunshine.css`, `islands/*.ts` and `images/*` are what gets built. */
  sourceDir: string;
  /** Where the hashed files and `manifest.json` go. */
  distDir: string;
};

export const manifestName = 'manifest.json';

/** The oldest browser served (December 2020): also what WeChat's and old phones' web views can do. */
const target = 'chrome87';

/** Builds the style sheet and the islands with content hashes in their names, unless what is there is current. */
export async function buildAssets({ sourceDir, distDir }: AssetPlaces): Promise<AssetManifest> {
  const sources = await hashSources(sourceDir);
  const present = await readManifest(distDir);
  if (present?.sources === sources) return present;
  const built = [...(await bundle(sourceDir)), ...(await copies(sourceDir))];
  const files: Record<string, string> = {};
  await mkdir(distDir, { recursive: true });
  for (const { name, body } of built) {
    const dot = name.lastIndexOf('.');
    const ending = name.endsWith('.ts') ? '.js' : name.slice(dot);
    const served = `${name.slice(0, dot)}-${hashOf(body).slice(0, 10)}${ending}`;
    files[name] = served;
    await writeWhole(join(distDir, served), body);
  }
  const manifest = { sources, files };
  // Last: a reader finds the old manifest with its files or the new one with its files, never half of either.
  await writeWhole(join(distDir, manifestName), JSON.stringify(manifest));
  await removeStale(distDir, manifest);
  return manifest;
}

type Built = { name: string; body: string | Uint8Array };

async function bundle(sourceDir: string): Promise<Built[]> {
  const islands = (await readdir(join(sourceDir, 'islands'))).filter(
    (name) => name.endsWith('.ts') && name !== 'names.ts' && !name.endsWith('.test.ts'),
  );
  const entries = [...islands.map((name) => join('islands', name)), join('styles', 'sunshine.css')];
  // Loaded here, not above: a server whose assets are current never pays for the bundler.
  const { build } = await import('vite');
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
      rollupOptions: { input: entries.map((entry) => join(sourceDir, entry)) },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const built: Built[] = [];
  for (const output of outputs) {
    if (!('output' in output)) throw new Error('the bundler is watching instead of building');
    for (const file of output.output) {
      if (file.type === 'asset') built.push({ name: 'sunshine.css', body: file.source });
      else if (!file.isEntry) throw new Error(`islands share ${file.fileName}: each must stand alone`);
      else if (file.facadeModuleId?.endsWith('.ts')) {
        built.push({ name: basename(file.facadeModuleId), body: file.code });
      }
    }
  }
  return built;
}

async function copies(sourceDir: string): Promise<Built[]> {
  const folder = join(sourceDir, 'images');
  const names = await readdir(folder);
  return Promise.all(names.map(async (name) => ({ name, body: await readFile(join(folder, name)) })));
}

/** One hash over the names and contents of everything a build reads. */
async function hashSources(sourceDir: string): Promise<string> {
  const hash = createHash('sha256').update(target);
  for (const folder of ['images', 'islands', 'styles']) {
    for (const name of (await readdir(join(sourceDir, folder))).sort()) {
      hash.update(`\n${folder}/${name}\n`).update(await readFile(join(sourceDir, folder, name)));
    }
  }
  return hash.digest('hex');
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

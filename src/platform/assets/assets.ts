import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type AssetPlaces, buildAssets, readManifest } from './build-assets.ts';

/** A built file, held in memory in the three forms a browser may ask for. */
export type AssetFile = { type: string; body: Buffer; gzip: Buffer; brotli: Buffer };

export type Assets = {
  /** The address of a file by its name in the source: `sunshine.css`, `dialogs.ts`. Throws for a name not built. */
  url(name: string): string;
  /** A file's text, to stand within a page. */
  text(name: string): string;
  /** By served name, the part of the address after `/assets/`. The name holds a content hash: cache for ever. */
  files: ReadonlyMap<string, AssetFile>;
};

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Reads what the last build wrote. */
export async function loadAssets(distDir: string): Promise<Assets> {
  const manifest = await readManifest(distDir);
  if (manifest === null) throw new Error(`no web assets in ${distDir}: they have not been built`);
  const files = new Map<string, AssetFile>();
  for (const served of Object.values(manifest.files)) {
    const type = types[extname(served)];
    if (type === undefined) throw new Error(`no media type is known for ${served}`);
    const body = await readFile(join(distDir, served));
    files.set(served, { type, body, gzip: gzipSync(body), brotli: brotliCompressSync(body) });
  }
  const servedAs = (name: string) => {
    const served = manifest.files[name];
    if (served === undefined) throw new Error(`no asset is called ${name}`);
    return served;
  };
  const texts = new Map<string, string>();
  return {
    files,
    url: (name) => `/assets/${servedAs(name)}`,
    text(name) {
      const text = texts.get(name) ?? files.get(servedAs(name))?.body.toString('utf8') ?? '';
      texts.set(name, text);
      return text;
    },
  };
}

/** Builds what is missing or out of date, then loads it. */
export async function prepareAssets(places: AssetPlaces): Promise<Assets> {
  await buildAssets(places);
  return loadAssets(places.distDir);
}

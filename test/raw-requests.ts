import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { contentsOf } from './permissions/contents.ts';
import type { World } from './world.ts';

/** Sends what no client of ours would, and looks closely at what comes back and at what was left behind. */
export function rawRequests(world: World) {
  const { baseUrl: origin, dataDir } = world.installation.settings;
  const keptFiles = () => filesBelow(join(dataDir, 'files'));
  const send = (path: string, init: RawInit = {}): Promise<Response> =>
    fetch(`${world.url}${path}`, { ...init, headers: { origin, ...init.headers } });
  return {
    send,
    sendJson: (body: string, headers: Record<string, string> = {}, path = '/api/c/here/reports') =>
      send(path, { method: 'POST', body, headers: { ...json, ...headers } }),
    /** Does something after which database, files and the folder of uploads are as they were. */
    async assertNothingWritten(work: () => Promise<void>): Promise<void> {
      const [before, files] = [await contentsOf(world), await keptFiles()];
      await work();
      assert.deepEqual(await contentsOf(world), before);
      assert.deepEqual((await keptFiles()).sort(), files.sort());
      assert.deepEqual(await filesBelow(world.temporaryDir), []);
    },
  };
}
export type RawRequests = ReturnType<typeof rawRequests>;

type RawInit = RequestInit & { headers?: Record<string, string> };
export const json = { 'content-type': 'application/json' };

export type Problem = { status: number; code: string; type: string; detail: string; title: string };

/** An answer that is a problem document: with a code and a text, and nothing of the server's inside. */
export async function problemIn(response: Response): Promise<Problem> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  assert.match(type, /^application\/problem\+json/, `${response.status} ${text.slice(0, 200)}`);
  assert.doesNotMatch(text, /\bat .+:\d+:\d+|node_modules|\/src\/|postgres|select |insert /i);
  const problem = JSON.parse(text) as Problem;
  assert.equal(problem.status, response.status);
  assert.equal(problem.type, `urn:sunshine:problem:${problem.code}`);
  assert.notEqual(problem.detail, '');
  return problem;
}

export async function assertProblem(response: Response, status: number, code: string): Promise<Problem> {
  const problem = await problemIn(response);
  assert.deepEqual([problem.status, problem.code], [status, code]);
  return problem;
}

/** The files somewhere below a folder; none where there is no folder yet. */
async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** A true photo, as small as can be. */
export async function tinyImage(seed: number): Promise<Uint8Array<ArrayBuffer>> {
  const background = { r: seed, g: 1, b: 2 };
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background } });
  return new Uint8Array(await image.png().toBuffer());
}

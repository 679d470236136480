import { describe } from 'node:test';
import { pathToFileURL } from 'node:url';
// These clear up at the end of the process: so they are met before the first file, and are nobody's.
import './database.ts';
import './http-receiver.ts';
import './mail-receiver.ts';

/**
 * Several test files in one process: read in together, run one after the other, each with its own hooks. Starting a
 * process and reading the product's modules in takes longer than most of them.
 */
export function runInTurn(files: readonly { name: string; path: string }[]): void {
  for (const { name, path } of files) {
    describe(name, async () => {
      await import(pathToFileURL(path).href);
    });
  }
}

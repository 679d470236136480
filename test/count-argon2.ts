/**
 * Counts the library's calls: argon2 is by far the dearest thing a stranger can have done, and whether it is done tells
 * what is known. Import it before everything else (`import '../count-argon2.ts'` by itself, which no sorting moves): only what
 * is imported later takes the counting functions.
 */
import { createRequire } from 'node:module';

type Counted = Record<'hash' | 'verify', (...given: unknown[]) => unknown>;

const library = createRequire(import.meta.url)('@node-rs/argon2') as Counted;
let calls = 0;

for (const name of ['hash', 'verify'] as const) {
  const original = library[name];
  library[name] = (...given) => {
    calls += 1;
    return original(...given);
  };
}

/** How often a password was worked on since the last time somebody asked. */
export function argon2Calls(): number {
  const counted = calls;
  calls = 0;
  return counted;
}

#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

process.env.NODE_ENV ||= 'production';
// Started from any folder: by its own settings pages are compiled, not by those of where it was started.
register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
const { run } = await import('../src/app/cli/cli.ts');
process.exitCode = await run(process.argv.slice(2));

#!/usr/bin/env node
import { register } from 'tsx/esm/api';

process.env.NODE_ENV ||= 'production';
register();
const { run } = await import('../src/app/cli/cli.ts');
process.exitCode = await run(process.argv.slice(2));

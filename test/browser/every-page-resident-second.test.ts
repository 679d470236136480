import { inspectPages } from './inspection.ts';

inspectPages('resident', 'second');

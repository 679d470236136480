import { inspectPages } from './inspection.ts';

inspectPages('resident', 'first');

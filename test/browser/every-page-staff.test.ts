import { inspectPages } from './inspection.ts';

inspectPages('staff', 'first');

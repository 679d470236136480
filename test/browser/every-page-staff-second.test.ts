import { inspectPages } from './inspection.ts';

inspectPages('staff', 'second');

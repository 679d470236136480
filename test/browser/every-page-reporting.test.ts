import { inspectPages } from './inspection.ts';

inspectPages('reporting');

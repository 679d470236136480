import { inspectPages } from './inspection.ts';

inspectPages('desk');

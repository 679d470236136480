import { inspectPages, isStaffPage } from './inspection.ts';

inspectPages('every page of residents', (path) => !isStaffPage(path));

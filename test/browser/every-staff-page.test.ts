import { inspectPages, isStaffPage } from './inspection.ts';

inspectPages('every page of staff', isStaffPage);

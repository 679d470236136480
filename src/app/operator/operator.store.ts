import { z } from 'zod';
import { oneRow, type Tx } from '../../platform/database.ts';

const sizeRow = z.strictObject({ bytes: z.number() });

/** Of the whole database, all communities together: no table's rows are read for it. */
export function findDatabaseSize(tx: Tx): Promise<z.output<typeof sizeRow>> {
  return oneRow(sizeRow, tx`select pg_database_size(current_database())::double precision as bytes`);
}

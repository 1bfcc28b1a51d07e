import type { z } from 'zod';
import { ErrorBody } from './flow.ts';
import { RowsPage } from './schema.ts';

/** Rows of a dataset; `uncounted` says why the number of all rows cannot be known: of files that can only be read so far. */
export const DatasetRows = RowsPage.extend({ uncounted: ErrorBody.optional() });
export type DatasetRows = z.infer<typeof DatasetRows>;

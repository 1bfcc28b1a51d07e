import { z } from 'zod';

/** Where a project stands in its history: its revision, and what undo and redo would do, in words. */
export const HistoryState = z.object({
  revision: z.number(),
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});

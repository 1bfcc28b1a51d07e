import { z } from 'zod';

/** Where a node tells what it is doing; the desktop shell asks there before it quits. */
export const runningPath = '/api/running';

/** Something long that a node is doing: it would be cut off, or go on later, if the node ended now. */
export const RunningWork = z.object({
  kind: z.enum(['build', 'scenario', 'deployment']),
  label: z.string(),
  /** Id of the project; null for a deployment. */
  project: z.string().nullable(),
  startedAt: z.string(),
});
export type RunningWork = z.infer<typeof RunningWork>;

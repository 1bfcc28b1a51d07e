import { z } from 'zod';
import { ErrorBody } from './flow.ts';

/** The sample project that a Design node makes at its first start: it listens meanwhile. */
export const SampleState = z.discriminatedUnion('state', [
  /** There is nothing to wait for: it was made, is not wanted, or this is no first start. */
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('preparing'), name: z.string() }),
  z.object({ state: z.literal('failed'), name: z.string(), error: ErrorBody }),
]);
export type SampleState = z.infer<typeof SampleState>;

import { z } from 'zod';
import { Sample } from '../sample.ts';
import { Id } from './ids.ts';

/** One card of a worksheet: what is computed of which columns. Its kind validates the settings. */
export const StatisticsCard = z.object({
  id: Id,
  kind: z.string(),
  /** Absent: named after its kind and columns. */
  title: z.string().max(200).optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Of a matrix: cells nearer to zero are dimmed. Part of the picture, not of the question. */
  threshold: z.number().min(0).max(1).optional(),
});
export type StatisticsCard = z.infer<typeof StatisticsCard>;

/** A bounded sample that is fair to every part of the dataset; a smaller dataset is taken whole. */
const usualSample = { kind: 'random', rows: 100_000, seed: 1 } as const;

/** `statistics/<dataset id>.json`: the statistics of one dataset. */
export const Worksheet = z.object({
  id: Id,
  sample: Sample.default(usualSample),
  /** Formula; rows for which it is true. */
  filter: z.string().optional(),
  /** How small a p-value has to be to be called significant; intervals cover the rest. */
  level: z.number().min(0.0001).max(0.5).default(0.05),
  cards: z.array(StatisticsCard).default([]),
});
export type Worksheet = z.infer<typeof Worksheet>;

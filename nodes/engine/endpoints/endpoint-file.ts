import { z } from 'zod';

/** `golden.json` of an endpoint: raw records with the batch predictions of the same rows. */
export const GoldenRecords = z.object({
  version: z.literal(1),
  records: z.array(z.record(z.string(), z.unknown())),
  /** By record: the predicted class or number, and the probability of each class. */
  expected: z.array(
    z.object({ prediction: z.union([z.string(), z.number()]), probas: z.record(z.string(), z.number()).optional() }),
  ),
  tolerance: z.number(),
});
export type GoldenRecords = z.infer<typeof GoldenRecords>;

/** Names of an endpoint's files in its folder of a package. */
export const endpointFiles = {
  program: 'program.json',
  golden: 'golden.json',
  table: (name: string) => `tables/${name}.json`,
  model: (name: string) => `model/${name}`,
} as const;

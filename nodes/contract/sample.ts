import { z } from 'zod';

/** Most rows of a sample; more is better read as a whole. */
export const mostSampleRows = 1_000_000;
export const usualSampleRows = 10_000;

const rows = z.number().int().min(1).max(mostSampleRows).default(usualSampleRows);
/** Another seed draws other rows; the same one always the same. */
const seed = z.number().int().min(0).max(2_147_483_647).default(1);

/** Which rows of a dataset are looked at. */
export const Sample = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('head'), rows }),
  z.object({ kind: z.literal('random'), rows, seed }),
  /** By chance within each value of a column: every value keeps its share, rare ones at least a row. */
  z.object({ kind: z.literal('stratified'), column: z.string().min(1), rows, seed }),
]);
export type Sample = z.infer<typeof Sample>;
export type SampleKind = Sample['kind'];

/** As requests give it: the kind alone stands for the usual number of rows. */
export const SampleChoice = z.union([z.enum(['head', 'random', 'all']), Sample]);
export type SampleChoice = z.infer<typeof SampleChoice>;

/** The sample with everything that was left out filled in. */
export const sampleOf = (choice: SampleChoice): Sample =>
  Sample.parse(typeof choice === 'string' ? { kind: choice } : choice);

const many = (value: number) => `${value.toLocaleString('en')} ${value === 1 ? 'row' : 'rows'}`;

/** How the rows were chosen, for the reader: `first 10,000 rows`. */
export function sampleWords(sample: Sample): string {
  if (sample.kind === 'all') return 'all rows';
  if (sample.kind === 'head') return `first ${many(sample.rows)}`;
  const draw = sample.seed === 1 ? '' : `, draw ${sample.seed}`;
  if (sample.kind === 'random') return `random ${many(sample.rows)}${draw}`;
  return `random ${many(sample.rows)} stratified by “${sample.column}”${draw}`;
}

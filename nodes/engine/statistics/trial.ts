import type { Schema } from '../../contract/schema.ts';

/** A small trial, with empty cells, that the examples of the cards are computed of; their results were computed with scipy 1.17, statsmodels 0.15, pandas 3 and scikit-learn 1.9. */
export const trialSchema: Schema = [
  { name: 'g2', type: 'string' },
  { name: 'g3', type: 'string' },
  { name: 'x', type: 'double' },
  { name: 'y', type: 'double' },
  { name: 'w', type: 'double' },
  { name: 'k', type: 'int' },
];

export const trialRows: readonly (readonly unknown[])[] = [
  ['control', 'a', 60.41, 48.42, 2.105, 3],
  ['treated', 'b', 48.15, 49.85, 8.981, 3],
  ['control', 'c', 50.62, 44.56, 1.064, 6],
  ['treated', 'b', null, 47.29, 1.064, 5],
  ['control', 'a', 56.42, 53.83, 3.341, 1],
  ['treated', 'c', 62.51, 52.57, null, 3],
  ['control', 'c', 60.34, 44.12, 2.983, 3],
  ['treated', 'b', 57.28, 50.97, 1.236, 1],
  ['control', 'a', 35.22, null, 0.993, 3],
  ['treated', 'a', 54.41, 41.12, 2.668, 2],
  ['control', 'c', 52.19, 36.18, 2.198, 4],
  ['treated', 'b', 46.57, 45.65, 7.091, 2],
  ['control', 'b', 53.02, 29.57, 3.741, 6],
  ['treated', 'c', 62.17, 44.82, 4.38, 4],
  ['control', 'a', 57.7, 51.4, 0.384, 3],
  ['treated', 'c', 52.98, 36.91, 5.094, 3],
  ['control', 'b', 56.52, 44.65, 4.831, 2],
  ['treated', 'a', null, null, 3.1, 4],
  ['control', 'a', 41.08, 28.96, 3.552, 6],
  ['treated', 'b', 59.68, 45.63, 17.253, 1],
  ['control', 'c', 51.25, 41.95, 3.042, 4],
  ['treated', 'a', 54.4, 45.18, 3.049, 1],
  ['control', 'c', 57.25, 39.65, 0.937, 3],
  ['treated', 'b', 53.72, 44.15, 3.178, 5],
  ['control', 'c', 48, 50.7, 1.174, 1],
  ['treated', 'a', 50.96, null, 2.145, 3],
  ['control', 'b', 47.78, 45.82, 2.159, 1],
  ['treated', 'c', 55.43, 36.79, 0.714, 6],
  ['control', 'a', 53.01, 35.45, 2.819, 5],
  [null, 'b', 40.07, 26.01, 6.125, 6],
];

export const trial = { schema: trialSchema, rows: trialRows };

import { createRegistry } from '../../base/registry.ts';
import { columnStatistic } from './rules/column-statistic.ts';
import { formulaHolds } from './rules/formula-holds.ts';
import { notEmpty } from './rules/not-empty.ts';
import { pattern } from './rules/pattern.ts';
import { recordCount } from './rules/record-count.ts';
import { schemaEquals } from './rules/schema-equals.ts';
import { typicalRange } from './rules/typical-range.ts';
import { uniqueCount } from './rules/unique-count.ts';
import { validForMeaning } from './rules/valid-for-meaning.ts';
import { valuesInRange } from './rules/values-in-range.ts';
import { valuesInSet } from './rules/values-in-set.ts';

/** Every kind of quality rule. */
export const ruleKinds = createRegistry('rule', [
  recordCount,
  schemaEquals,
  uniqueCount,
  columnStatistic,
  typicalRange,
  notEmpty,
  valuesInSet,
  valuesInRange,
  pattern,
  validForMeaning,
  formulaHolds,
]);

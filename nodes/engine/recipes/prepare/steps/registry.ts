import { createRegistry } from '../../../../base/registry.ts';
import type { StepKind } from '../step-kind.ts';
import { emailParts, urlParts } from './address-parts.ts';
import { bin } from './bin.ts';
import { clearInvalid } from './clear-invalid.ts';
import { clip } from './clip.ts';
import { concatenate } from './concatenate.ts';
import { convertType } from './convert-type.ts';
import { copyColumn } from './copy-column.ts';
import { cyclicTime } from './cyclic-time.ts';
import { age, dateDifference, dateShift, dateTruncate, unixTime } from './date-math.ts';
import { dateParts } from './date-parts.ts';
import { extractNumber } from './extract-number.ts';
import { extractPattern } from './extract-pattern.ts';
import { fillEmpty } from './fill-empty.ts';
import { filterEmpty } from './filter-empty.ts';
import { filterFormula } from './filter-formula.ts';
import { filterMeaning } from './filter-meaning.ts';
import { filterValues } from './filter-values.ts';
import { findReplace } from './find-replace.ts';
import { flagRows } from './flag-rows.ts';
import { formula } from './formula.ts';
import { geoDistance } from './geo-distance.ts';
import { ifThenElse } from './if-then-else.ts';
import { deleteColumns, keepColumns } from './keep-delete.ts';
import { normaliseText } from './normalise-text.ts';
import { parseDate } from './parse-date.ts';
import { hash, mask } from './privacy.ts';
import { recode } from './recode.ts';
import { rename } from './rename.ts';
import { renamePattern } from './rename-pattern.ts';
import { round } from './round.ts';
import { rowStatistics } from './row-statistics.ts';
import { splitColumn } from './split.ts';
import { transformNumber } from './transform-number.ts';

const kinds: readonly StepKind[] = [
  rename,
  renamePattern,
  deleteColumns,
  keepColumns,
  copyColumn,
  convertType,
  formula,
  ifThenElse,
  concatenate,
  fillEmpty,
  findReplace,
  recode,
  normaliseText,
  clearInvalid,
  filterValues,
  filterFormula,
  filterEmpty,
  filterMeaning,
  flagRows,
  splitColumn,
  extractPattern,
  extractNumber,
  urlParts,
  emailParts,
  parseDate,
  dateParts,
  dateDifference,
  dateTruncate,
  dateShift,
  age,
  unixTime,
  cyclicTime,
  round,
  clip,
  bin,
  transformNumber,
  rowStatistics,
  geoDistance,
  hash,
  mask,
];

/** Every processor of the prepare recipe. */
export const steps = createRegistry('prepare steps', kinds);

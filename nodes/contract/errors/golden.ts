import type { ErrorEntry } from './entry.ts';

export const goldenErrors = {
  GOLDEN_DATASET_UNKNOWN: {
    status: 400,
    message: 'The golden test “{test}” names the dataset “{dataset}”, which does not exist{suggestion}',
    hint: 'Choose a dataset of the project, or delete the test.',
  },
  GOLDEN_EXPECTS_NOTHING: {
    status: 400,
    message: 'The golden test “{test}” expects nothing',
    hint: 'Choose at least one dataset whose rows are compared.',
  },
  GOLDEN_NOT_MADE: {
    status: 400,
    message: 'The golden test “{test}” expects rows of “{dataset}”, which no recipe makes of its pinned inputs',
    hint: 'Expect a dataset that a recipe behind the pinned inputs writes to.',
  },
  GOLDEN_INPUT_MISSING: {
    status: 400,
    message: 'The golden test “{test}” needs rows of {datasets}, which it does not pin',
    hint: 'Pin rows of the named datasets too, or of datasets behind them.',
  },
  GOLDEN_RECIPE: {
    status: 400,
    message: 'The golden test “{test}” cannot run “{recipe}” on its pinned rows: {problem}',
    hint: 'Correct the recipe, or pin the input anew when its columns have changed.',
  },
  GOLDEN_TRAINS: {
    status: 400,
    message: 'The golden test “{test}” would have to train “{model}”',
    hint: 'Pin rows behind the training: tests use the active version of a model.',
  },
  GOLDEN_VALUE: {
    status: 400,
    message:
      'Golden test “{test}”: row {row} of “{dataset}” has “{value}” in the column “{column}”, which is no {type}',
    hint: 'Correct the value: numbers with a dot, dates as 2026-01-31, times as 2026-01-31T13:45:00, true or false.',
  },
  GOLDEN_ROW_LENGTH: {
    status: 400,
    message: 'Golden test “{test}”: row {row} of “{dataset}” has {found} values for {columns} columns',
    hint: 'Give each row one value a column; null where it is empty.',
  },
  GOLDEN_TOO_LARGE: {
    status: 400,
    message: 'The rows of “{dataset}” are {rows}; a golden test keeps at most {limit}',
    hint: 'Pin fewer input rows, or expect a dataset further on.',
  },
  GOLDEN_FAILED: {
    status: 409,
    message: '{count} of {total} golden tests do not hold: {tests}',
    hint: 'Look at the differences on the tests page; correct the flow, or accept the new rows as expected. To go on all the same, say so.',
  },
  LINEAGE_COLUMN_UNKNOWN: {
    status: 404,
    message: '“{node}” has no column “{column}”{suggestion}',
    hint: 'Choose one of its columns.',
  },
} as const satisfies Record<string, ErrorEntry>;

import type { ErrorEntry } from './entry.ts';

export const qualityErrors = {
  QUALITY_SETTINGS: {
    status: 400,
    message: 'The rule “{kind}” is not set up: {path}: {problem}',
    hint: 'Correct the named setting on the quality page.',
  },
  QUALITY_RULE_UNKNOWN: {
    status: 404,
    message: 'The dataset “{dataset}” has no rule “{rule}”',
    hint: 'Look at the rules on the quality page.',
  },
  QUALITY_MEANING_NONE: {
    status: 400,
    message: 'The column “{column}” has no meaning that its values could be valid for',
    hint: 'Choose a meaning in the rule, or say in the dataset what the column means.',
  },
  QUALITY_MEANING_UNKNOWN: {
    status: 400,
    message: 'This project has no meaning “{meaning}”, for which “{column}” should be valid',
    hint: 'Choose another meaning in the rule, or define this one again.',
  },
  QUALITY_NO_ROWS: {
    status: 400,
    message: 'The rule “{rule}” is about the dataset as a whole; it has no failing rows to show',
    hint: 'Look at its message instead.',
  },
  CHART_COLUMN_UNKNOWN: {
    status: 400,
    message: 'The dataset has no column “{column}”{suggestion}',
    hint: 'Choose another column in the settings of the chart.',
  },
  CHART_MEASURE_TYPE: {
    status: 400,
    message: '“{column}” is {type}: it has no {aggregate}',
    hint: 'Count its values, choose a number, or give the column another type (prepare step, or settings of the dataset).',
  },
  CHART_FIELD_TYPE: {
    status: 400,
    message: '“{column}” is {type}: “{well}” of a chart of the kind “{kind}” takes a number',
    hint: 'Put a number there, choose a kind of chart that counts the values, or give the column another type (prepare step, or settings of the dataset).',
  },
  CHART_INCOMPLETE: {
    status: 400,
    message: 'A chart of the kind “{kind}” needs {missing}',
    hint: 'Complete the settings of the chart.',
  },
} as const satisfies Record<string, ErrorEntry>;

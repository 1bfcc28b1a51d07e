import type { ErrorEntry } from './entry.ts';

export const statisticsErrors = {
  STATISTICS_CARD_UNKNOWN: {
    status: 400,
    message: 'There is no statistics card “{kind}”{suggestion}',
    hint: 'Choose one of the known cards.',
  },
  STATISTICS_SETTINGS: {
    status: 400,
    message: '{card}, {path}: {problem}',
    hint: 'Correct the named setting of the card.',
  },
  STATISTICS_INCOMPLETE: {
    status: 400,
    message: '{card} needs {missing}',
    hint: 'Choose it in the settings of the card.',
  },
  STATISTICS_COLUMN_TYPE: {
    status: 400,
    message: '“{column}” is {type}; here {wanted} is needed',
    hint: 'Choose another column, or give it another type (prepare step, or settings of the dataset).',
  },
  STATISTICS_TOO_FEW_ROWS: {
    status: 400,
    message: '{what} has {found} values; at least {needed} are needed',
    hint: 'Take a larger sample or all rows, or loosen the filter.',
  },
  STATISTICS_CONSTANT: {
    status: 400,
    message: '“{column}” has the same value everywhere{where}: there is no spread to compare with',
    hint: 'Choose another column, a larger sample, or a wider filter.',
  },
  STATISTICS_GROUPS: {
    status: 400,
    message: '“{column}” has {found} values here; this card compares {needed}',
    hint: 'Choose the values to compare in the settings of the card, or another column. Found: {values}.',
  },
  STATISTICS_GROUP_UNKNOWN: {
    status: 400,
    message: 'No row looked at has “{value}” in “{column}”{suggestion}',
    hint: 'Choose other values, or a larger sample. Found: {values}.',
  },
  STATISTICS_TOO_MANY_VALUES: {
    status: 400,
    message: '“{column}” has more than {most} different values: too many groups to compare',
    hint: 'Choose a column with fewer values, or put them into bins first.',
  },
  STATISTICS_OVERFLOW: {
    status: 400,
    message: 'The values of “{column}” are too large to be squared',
    hint: 'Divide them by a large number first (prepare step).',
  },
} as const satisfies Record<string, ErrorEntry>;

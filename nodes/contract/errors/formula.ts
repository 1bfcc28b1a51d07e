import type { ErrorEntry } from './entry.ts';

export const formulaErrors = {
  SQL_FAILED: {
    status: 400,
    message: 'The database engine refused the query: {reason}',
    hint: 'Check the columns and types that the named part uses.',
  },
  SQL_FORBIDDEN: {
    status: 403,
    message: 'The query touches a file outside the folders of the project and of the node’s connections: {reason}',
    hint: 'Add a connection for the folder where the file lies. A build that began before the connection was added does not see it yet.',
  },
  SQL_FILE_DAMAGED: {
    status: 500,
    message: 'A Parquet file is cut off or damaged: {reason}',
    hint: 'Build the dataset again; a file of a connection must be fetched again.',
  },
  SQL_VALUE_UNFIT: {
    status: 400,
    message: 'A value does not fit: {reason}',
    hint: 'Clean or filter such values first, or convert them with the option that leaves unfit values empty.',
  },
  SQL_OUT_OF_RANGE: {
    status: 400,
    message: 'A calculation left the range of its type: {reason}',
    hint: 'Use decimal numbers (to_number) for large values.',
  },
  SQL_OUT_OF_MEMORY: {
    status: 507,
    message: 'The query needs more memory than the node allows ({limit})',
    hint: 'Raise the memory limit of the node, or work on fewer rows or columns.',
  },
  SQL_DISK_FULL: {
    status: 507,
    message: 'The disk is full or not writable: {reason}',
    hint: 'Free some space in the data and temporary folders of the node.',
  },
  SQL_COLUMNS_CLASH: {
    status: 400,
    message: 'The columns “{first}” and “{second}” differ only by upper and lower case',
    hint: 'Rename one of them: names must differ in more than case.',
  },
  FORMULA_SYNTAX: {
    status: 400,
    message: 'Position {position}: {problem}',
    hint: 'Correct the formula there. Text stands in single quotes, column names in double quotes or bare.',
  },
  FORMULA_COLUMN_UNKNOWN: {
    status: 400,
    message: 'Position {position}: there is no column “{name}”{suggestion}',
    hint: 'Check the spelling; names are case-sensitive. Text stands in single quotes.',
  },
  FORMULA_FUNCTION_UNKNOWN: {
    status: 400,
    message: 'Position {position}: there is no function “{name}”{suggestion}',
    hint: 'Look it up in the function list.',
  },
  FORMULA_ARGUMENTS: {
    status: 400,
    message: 'Position {position}: {name} takes {expected}, not {found} arguments',
    hint: 'The signature is {signature}.',
  },
  FORMULA_TYPE: {
    status: 400,
    message: 'Position {position}: {name} needs {expected}, but gets {found}',
    hint: 'Convert the value first: to_number(…), to_text(…), to_date(…), to_timestamp(…) …',
  },
  FORMULA_LITERAL: {
    status: 400,
    message: 'Position {position}: {name}: {problem}',
    hint: 'Correct the fixed text given to the function.',
  },
  FORMULA_OVERFLOW: {
    status: 400,
    message: 'A calculation left the range of 64-bit whole numbers',
    hint: 'Use decimal numbers (to_number) for large values.',
  },
  VALUE_TYPE: {
    status: 400,
    message: 'Column “{column}” expects {expected}, but got {value}',
    hint: 'Send a value of that type, or null when it is unknown.',
  },
  VALUE_UNFIT: {
    status: 400,
    message: '“{value}” cannot be converted to {expected}',
    hint: 'Clean such values first, or let unfit values become empty.',
  },
  PLAN_NOT_SCALAR: {
    status: 400,
    message: 'The step “{operation}” looks at more than one row and cannot run on a single record',
    hint: 'Keep only row-by-row steps between the raw record and the model.',
  },
  PREPARE_STEP_UNKNOWN: {
    status: 400,
    message: 'Step {step}: there is no processor “{kind}”{suggestion}',
    hint: 'Choose a processor of the catalogue.',
  },
  PREPARE_SETTINGS: {
    status: 400,
    message: 'Step {step} ({label}): {problem}',
    hint: 'Open the step and correct the named setting.',
  },
  PREPARE_COLUMN_UNKNOWN: {
    status: 400,
    message: 'Step {step} ({label}): there is no column “{name}”{suggestion}',
    hint: 'Choose one of the columns that exist at this step.',
  },
  PREPARE_COLUMN_EXISTS: {
    status: 400,
    message: 'Step {step} ({label}): a column “{name}” exists already',
    hint: 'Choose another name for the new column.',
  },
  PREPARE_FORMULA: {
    status: 400,
    message: 'Step {step} ({label}): {problem}',
    hint: 'Correct the formula of the step.',
  },
  PREPARE_TYPE: {
    status: 400,
    message: 'Step {step} ({label}): column “{name}” is {found}, but the step needs {expected}',
    hint: 'Convert the column in an earlier step.',
  },
} as const satisfies Record<string, ErrorEntry>;

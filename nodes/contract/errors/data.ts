import type { ErrorEntry } from './entry.ts';

export const dataErrors = {
  DATA_ROW_BROKEN: {
    status: 400,
    message: '{file}, line {line}{column}: {reason}{value}',
    hint: 'Correct the row, or change the format settings of the dataset (delimiter, quote, type, “skip broken rows”).',
  },
  DATA_FORMAT_UNREADABLE: {
    status: 400,
    message: '{file} cannot be read as {format}: {reason}',
    hint: 'Check that the file is complete and that the format settings fit it.',
  },
  DATA_CELL_MISFIT: {
    status: 400,
    message: 'Column “{column}”: “{value}” is not a valid {type}',
    hint: 'Correct the cell, give the column another type, or let cells that do not fit become empty (settings of the dataset).',
  },
  DATA_ENCODING: {
    status: 400,
    message: '{file} holds characters that are neither UTF-8, UTF-16 nor Latin-1; it may be Windows-1252',
    hint: 'Choose its encoding in the settings of the dataset.',
  },
  DATA_FILE_FOREIGN: {
    status: 400,
    message: '{file} is {what}, which cannot be read as a table',
    hint: 'Tables are read from CSV, Excel, JSON, Parquet and fixed-width files. {advice}',
  },
  DATA_FILE_GONE: {
    status: 404,
    message: '{file} is not there any more',
    hint: 'It was moved or removed while it was read. Put it back, or change the path of the dataset.',
  },
  DATA_FILE_FORBIDDEN: {
    status: 400,
    message: '{file} may not be read by this node',
    hint: 'Give the account that runs the node the right to read the file.',
  },
  DATA_SHEET_MISSING: {
    status: 400,
    message: '{file} has no sheet “{sheet}” (it has: {found})',
    hint: 'Choose one of its sheets in the settings of the dataset.',
  },
  DATA_WORKBOOK_TOO_LARGE: {
    status: 400,
    message: '{file} cannot be opened as a workbook: {reason}',
    hint: 'Save the sheet as CSV, which may be of any size.',
  },
  DATA_FORMAT_UNKNOWN: {
    status: 400,
    message: 'There is no file format “{format}”{suggestion}',
    hint: 'Choose one of the known formats.',
  },
  DATA_FORMAT_SETTINGS: {
    status: 400,
    message: 'Format settings of “{dataset}”, {path}: {problem}',
    hint: 'Correct the named setting of the dataset.',
  },
  DATA_COLUMN_MISSING: {
    status: 400,
    message: '{file} has no column “{column}”, which the dataset declares (found: {found})',
    hint: 'Correct the file, or change the schema of the dataset.',
  },
  DATA_SCHEMA_NEW_COLUMN: {
    status: 400,
    message: '{file} has columns that the dataset does not declare: {columns}',
    hint: 'Add them to the schema of the dataset, or set its format setting “new columns” to ignore.',
  },
  DATA_FILES_MISSING: {
    status: 404,
    message: 'The dataset “{dataset}” has no file: nothing matches {path} in the connection “{connection}”',
    hint: 'Check the path and its variables, or wait until the file has arrived.',
  },
  DATA_CONNECTION_MISSING: {
    status: 400,
    message: 'This node has no connection “{connection}”, which the dataset “{dataset}” reads',
    hint: 'Create the connection on this node, or map it to another one when deploying.',
  },
  DATA_CONNECTION_FOLDER: {
    status: 404,
    message:
      'The connection “{connection}”, which the dataset “{dataset}” reads, cannot be reached: there is no folder {folder}',
    hint: 'Create or mount the folder on this node, or change the folder of the connection.',
  },
  DATA_NOT_BUILT: {
    status: 409,
    message: 'The dataset “{dataset}” has not been built yet',
    hint: 'Build it first.',
  },
  DATA_COLUMN_UNKNOWN: {
    status: 400,
    message: 'The dataset “{dataset}” has no column “{column}”{suggestion}',
    hint: 'Correct the column name.',
  },
} as const satisfies Record<string, ErrorEntry>;

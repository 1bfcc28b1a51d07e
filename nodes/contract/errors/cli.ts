import type { ErrorEntry } from './entry.ts';

export const cliErrors = {
  CLI_USAGE: {
    status: 400,
    message: '{command}: {problem}',
    hint: 'See “{command} --help”.',
  },
  CLI_FILE_KIND: {
    status: 400,
    message: '{file} is {found}; a dataset is imported from CSV, JSON or Parquet, plain or packed with gzip',
    hint: 'Save it as one of these, in a spreadsheet program for example with “Save as CSV”, and import that file.',
  },
  CLI_DATASET_EXISTS: {
    status: 409,
    message: 'The project has a dataset “{dataset}” already',
    hint: 'Choose another --name.',
  },
} as const satisfies Record<string, ErrorEntry>;

import type { ErrorEntry } from './entry.ts';

export const mlErrors = {
  ML_TARGET_MISSING: {
    status: 400,
    message: 'The target column “{target}” is not in the data (columns: {columns})',
    hint: 'Choose a column of the input dataset as target.',
  },
  ML_TARGET_UNFIT: {
    status: 400,
    message: 'The target “{target}” does not fit a {task} model: {reason}',
    hint: 'Choose another task or another target column.',
  },
  ML_TOO_FEW_ROWS: {
    status: 400,
    message: 'There are too few rows to train and test a model: {train} for training, {test} for testing',
    hint: 'Use more rows, or change the share of the test part.',
  },
  ML_NO_FEATURES: {
    status: 400,
    message: 'No usable input column is left{why}',
    hint: 'Choose at least one column that varies as input.',
  },
  ML_COLUMN_UNKNOWN: {
    status: 400,
    message: 'The settings name the column “{column}”, which is not in the data{suggestion}',
    hint: 'Correct the column name in the training settings.',
  },
  ML_SPLIT_UNFIT: {
    status: 400,
    message: 'The split cannot be made: {reason}',
    hint: 'Change the split in the training settings.',
  },
  ML_MONOTONE_UNFIT: {
    status: 400,
    message: 'The prediction cannot be held monotone in “{column}”: {reason}',
    hint: 'Correct the columns under increasing and decreasing in the training settings.',
  },
  ML_NO_PROGRESS: {
    status: 400,
    message: 'The training of {algorithm} did not give finite numbers: {reason}',
    hint: 'Look for extreme values in the inputs or lower the learning rate.',
  },
  ML_TOO_LARGE: {
    status: 400,
    message:
      '{rows} rows × {columns} columns need about {needMb} MB of training memory; at most {limitMb} MB can be used',
    hint: 'Train on a sample of the rows or reject some columns.',
  },
  ML_SELF_CHECK: {
    status: 500,
    message:
      'The saved model does not reproduce its own predictions (largest difference {worst} over {rows} rows); the version was refused',
    hint: 'Train again; if it stays, report it with the settings.',
  },
  ML_PORTABLE_CHECK: {
    status: 500,
    message:
      'The portable form of the model gives other predictions than the model itself (largest difference {worst} over {rows} rows); the version was refused',
    hint: 'Train again; if it stays, report it with the settings.',
  },
  ML_GOLDEN_MISMATCH: {
    status: 409,
    message: 'The model’s golden rows give other predictions here (largest difference {worst} over {rows} rows)',
    hint: 'Deploy the version again; if it stays, train a new version.',
  },
  ML_MODEL_UNREADABLE: {
    status: 400,
    message: 'The model file {file} cannot be read: {reason}',
    hint: 'Train the model again or restore this version from a bundle.',
  },
  ML_FEATURE_TYPE: {
    status: 400,
    message: 'The feature “{column}” must be {expected}, but got {value}',
    hint: 'Send a value of the named type, or null when it is unknown.',
  },
  ML_FEATURE_MISSING: {
    status: 400,
    message: 'The feature “{column}” is missing',
    hint: 'Send every feature; send null for one that is unknown.',
  },
  ML_INPUT_COLUMN_MISSING: {
    status: 400,
    message: 'The data to score have no column “{column}”, which the model needs{suggestion}',
    hint: 'Add or rename the column before scoring.',
  },
  ML_INPUT_COLUMN_KIND: {
    status: 400,
    message: 'The column “{column}” holds {found}, but the model was trained on {expected}',
    hint: 'Convert the column before scoring, or train the model again.',
  },
} as const satisfies Record<string, ErrorEntry>;

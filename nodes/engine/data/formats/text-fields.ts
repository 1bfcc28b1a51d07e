import type { FormField } from '../../../contract/catalog.ts';

/** Fields that the formats of text have in common. */
export const decimalField: FormField = {
  key: 'decimalSeparator',
  label: 'Decimal separator',
  widget: 'choice',
  choices: [
    { value: '.', label: 'Point 1.5' },
    { value: ',', label: 'Comma 1,5' },
  ],
};

export const misfitsField: FormField = {
  key: 'misfits',
  label: 'Cells that do not fit their type',
  widget: 'choice',
  choices: [
    { value: 'stop', label: 'Stop' },
    { value: 'empty', label: 'Make them empty' },
  ],
};

export const newColumnsField: FormField = {
  key: 'newColumns',
  label: 'New columns in the file',
  widget: 'choice',
  choices: [
    { value: 'error', label: 'Stop' },
    { value: 'ignore', label: 'Ignore them' },
  ],
};

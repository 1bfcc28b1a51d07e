import type { FormSection } from '../../../contract/catalog.ts';
import { decimalField, misfitsField, newColumnsField } from './text-fields.ts';

export const excelForm: readonly FormSection[] = [
  {
    title: 'Layout',
    fields: [
      {
        key: 'sheet',
        resets: ['range', 'skip', 'header', 'dateFormat', 'timestampFormat'],
        label: 'Sheet',
        widget: 'choice',
        placeholder: 'the first that holds something',
        choices: [],
        help: 'Of several files each must have a sheet of this name.',
      },
      {
        key: 'range',
        resets: ['skip', 'header', 'dateFormat', 'timestampFormat'],
        label: 'Range',
        widget: 'text',
        placeholder: 'the whole sheet',
        help: 'B3:F200, B:F, B3 (from there on), or a name that the workbook gives to a range.',
      },
      { key: 'header', label: 'First row names the columns', widget: 'switch' },
      {
        key: 'skip',
        label: 'Rows to skip',
        widget: 'number',
        help: 'Rows above the table, counted from the top of the sheet or range: titles, notes, blank rows.',
      },
      {
        key: 'fillMerged',
        label: 'Repeat the value of merged cells',
        widget: 'switch',
        help: 'Else it stands in the first of them and the others are empty.',
      },
    ],
  },
  {
    title: 'Values',
    fields: [
      {
        key: 'nulls',
        label: 'Texts that mean empty',
        widget: 'strings',
        help: 'n/a, -, … Errors of formulas are empty anyhow.',
      },
      {
        key: 'dateFormat',
        label: 'Date format',
        widget: 'text',
        placeholder: '%Y-%m-%d',
        help: 'Of dates that were typed as text. Cells with a date need none.',
      },
      { key: 'timestampFormat', label: 'Timestamp format', widget: 'text', placeholder: '%Y-%m-%d %H:%M:%S' },
      { ...decimalField, help: 'Of numbers that were typed as text.' },
    ],
  },
  { title: 'When something does not fit', fields: [misfitsField, newColumnsField] },
];

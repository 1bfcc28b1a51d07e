import type { RowsPage } from '../../../nodes/contract/schema.ts';
import { toText } from '../../charts/chart-data.ts';

const cell = (value: unknown): string => {
  const text = toText(value) ?? '';
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A reply as CSV: a line of names, then one a row; lines end as RFC 4180 has it. */
export function csvText({ schema, columns }: Pick<RowsPage, 'schema' | 'columns'>): string {
  const lines = [schema.map(({ name }) => cell(name)).join(',')];
  for (const row of columns[0]?.keys() ?? []) lines.push(columns.map((values) => cell(values[row])).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

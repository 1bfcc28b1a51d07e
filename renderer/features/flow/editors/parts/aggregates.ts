import { type DataType, type Schema, temporalTypes } from '../../../../../nodes/contract/schema.ts';
import { isNumber } from '../../../../ui/cell-text.ts';
import type { SortKey } from './OrderList.tsx';

/** An aggregate as the settings of group, pivot and window hold it. */
export interface AggregateSetting {
  fn: string;
  column?: string;
  name?: string;
  distinct?: boolean;
  parameter?: number | string;
  orderBy?: SortKey[];
}

interface FunctionWords {
  id: string;
  label: string;
  /** Columns it takes; absent: all. */
  takes?: (type: DataType) => boolean;
  /** It has a meaning without a column. */
  bare?: boolean;
}

const numbers = (type: DataType): boolean => isNumber(type) || type === 'boolean';
const ordered = (type: DataType): boolean => numbers(type) || type === 'string' || temporalTypes.includes(type);

/** Functions over the rows of a group, in the order they are offered. */
export const aggregateWords: readonly FunctionWords[] = [
  { id: 'count', label: 'Count', bare: true },
  { id: 'count-distinct', label: 'Distinct' },
  { id: 'sum', label: 'Sum', takes: numbers },
  { id: 'avg', label: 'Mean', takes: numbers },
  { id: 'min', label: 'Minimum', takes: ordered },
  { id: 'max', label: 'Maximum', takes: ordered },
  { id: 'median', label: 'Median', takes: numbers },
  { id: 'quantile', label: 'Quantile', takes: numbers },
  { id: 'stddev', label: 'Std deviation', takes: numbers },
  { id: 'first', label: 'First' },
  { id: 'last', label: 'Last' },
  { id: 'concat', label: 'Joined text' },
];

/** Functions by the place of a row among the others. */
export const placeWords: readonly FunctionWords[] = [
  { id: 'lag', label: 'Earlier value' },
  { id: 'lead', label: 'Later value' },
  { id: 'row-number', label: 'Row number', bare: true },
  { id: 'rank', label: 'Rank', bare: true },
  { id: 'dense-rank', label: 'Dense rank', bare: true },
  { id: 'ntile', label: 'Equal parts', bare: true },
];

/** The result name that the node gives when the settings give none. */
export function defaultName({ column, fn }: AggregateSetting): string {
  const name = fn.replaceAll('-', '_');
  return column ? `${column}_${name}` : name;
}

/** One aggregate for every column and function that go together, without those that are there. */
export function aggregatesFor(
  chosen: { columns: readonly string[]; functions: readonly string[] },
  schema: Schema,
  there: readonly AggregateSetting[],
): AggregateSetting[] {
  const known = new Set(there.map(({ column, fn }) => `${fn}\u0000${column ?? ''}`));
  const words = new Map([...aggregateWords, ...placeWords].map((one) => [one.id, one]));
  return chosen.columns.flatMap((column) => {
    const type = schema.find(({ name }) => name === column)?.type;
    return chosen.functions
      .filter((fn) => !known.has(`${fn}\u0000${column}`))
      .filter((fn) => type === undefined || (words.get(fn)?.takes?.(type) ?? true))
      .map((fn): AggregateSetting => ({ fn, column }));
  });
}

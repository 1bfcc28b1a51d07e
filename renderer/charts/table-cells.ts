import { type DataType, numericTypes } from '../../nodes/contract/schema.ts';
import { formatNumber } from '../ui/format.ts';
import { toNumber, toText } from './chart-data.ts';
import { type FigureFormat, formatFigure } from './figure-format.ts';

/** How the cells of one column are written. */
export type CellWriter = (cell: unknown) => string;

const MOST_DECIMALS = 4;
/** Of a number as it is written, before and after the point. */
const MOST_DIGITS = 9;
const grouped = new Intl.NumberFormat('en-US');
/** Numbers that name things are not written as amounts. */
const naming = /(^|_)(id|num|code|zip|year|hour)$/i;

function decimalsOf(cell: unknown): number {
  const number = toNumber(cell);
  if (number === null || Number.isInteger(number)) return 0;
  const text = String(Number(number.toPrecision(12)));
  return text.includes('e') ? MOST_DECIMALS + 1 : (text.split('.')[1]?.length ?? 0);
}

/** Digits before the point of the largest number. */
const wholeDigits = (cells: readonly unknown[]): number =>
  cells.reduce<number>((most, cell) => Math.max(most, Math.trunc(Math.abs(toNumber(cell) ?? 0)).toString().length), 1);

/** Numbers that a few decimals would leave as nothing. */
const hasTiny = (cells: readonly unknown[]): boolean =>
  cells.some((cell) => {
    const size = Math.abs(toNumber(cell) ?? 0);
    return size > 0 && size < 0.001;
  });

function plainWriter(cells: readonly unknown[], { name, type }: { name: string; type: DataType }): CellWriter {
  if (naming.test(name)) return (cell) => toText(cell) ?? '–';
  if (type === 'int' || type === 'bigint') return (cell) => grouped.format(BigInt(String(cell)));
  const wanted = cells.reduce<number>((most, cell) => Math.max(most, decimalsOf(cell)), 0);
  const whole = wholeDigits(cells);
  const room = wanted > MOST_DECIMALS && !hasTiny(cells) ? 5 - whole : MOST_DIGITS - whole;
  const decimals = Math.min(wanted, Math.max(2, room));
  return (cell) => {
    const number = toNumber(cell);
    if (number === null) return toText(cell) ?? '–';
    return decimals > MOST_DECIMALS ? formatNumber(number, 6) : formatFigure(number, { decimals });
  };
}

const isPlain = ({ format, decimals }: FigureFormat): boolean => !format && decimals === undefined;

/** Cells of a column as texts: numbers of one column have the same decimals, 64-bit integers all their digits. */
export function cellWriter(
  cells: readonly unknown[],
  column: { name: string; type: DataType },
  format: FigureFormat = {},
): CellWriter {
  const isNumber = numericTypes.includes(column.type);
  const plain = isNumber ? plainWriter(cells, column) : undefined;
  return (cell) => {
    if (cell === null || cell === undefined) return '–';
    if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
    if (plain) {
      if (isPlain(format)) return format.unit ? `${plain(cell)} ${format.unit}` : plain(cell);
      const number = toNumber(cell);
      return number === null ? String(cell) : formatFigure(number, format);
    }
    return (toText(cell) ?? '–').replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ').replace(/(\d)Z$/, '$1 UTC');
  };
}

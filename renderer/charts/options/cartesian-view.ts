import { numericTypes, temporalTypes } from '../../../nodes/contract/schema.ts';
import { type Ramp, rampOf } from '../colour-ramp.ts';
import type { FigureFormat } from '../figure-format.ts';
import { millis } from '../groups-between.ts';
import { categoriesOf, type Line, linesOf, sharesOf } from '../lines-of.ts';
import { plotRoom, type Size, seriesColours } from './frame.ts';
import type { OptionInput } from './option-input.ts';

type Stack = 'none' | 'stacked' | 'percent';

/** What the parts of a picture of groups and figures share. */
export interface CartesianView {
  categories: readonly (string | null)[];
  /** As they are in the data. */
  lines: readonly Line[];
  /** As they are drawn: shares of a whole, or the same. */
  drawn: readonly Line[];
  stack: Stack;
  format: FigureFormat;
  colours: readonly string[];
  /** Colours of the marks by their figure. */
  ramp: Ramp | undefined;
  /** Of the plot within its axes. */
  room: Size;
  /** Groups lie along a scale of time or numbers at distances as they are. */
  scale: 'time' | 'value' | undefined;
}

export const isLine = (kind: string) => kind === 'lines' || kind === 'area';

function stackOf({ chart, data }: OptionInput): Stack {
  if (chart.kind === 'lines') return 'none';
  if (chart.stack) return chart.stack;
  return data.series ? 'stacked' : chart.kind === 'area' && data.figures.length > 1 ? 'stacked' : 'none';
}

/** Lines through single times or numbers, which are not cut into bins, stand where they are. */
function scaleOf({ chart, data }: OptionInput): CartesianView['scale'] {
  const { groupColumn, groupCut } = data;
  const isRaw = (groupCut.bin ?? 'none') === 'none' && groupCut.width === undefined;
  if (!isLine(chart.kind) || !isRaw || !groupColumn || chart.order?.by === 'figure') return undefined;
  if (temporalTypes.includes(groupColumn.type)) return 'time';
  return numericTypes.includes(groupColumn.type) ? 'value' : undefined;
}

/** Where a group lies along its scale. */
export const placeOf = (group: string | null, scale: CartesianView['scale']): number =>
  group === null ? Number.NaN : scale === 'time' ? millis(group) : Number(group);

/** Reads what is drawn; `room` is what legend and margins take. */
export function viewOf(input: OptionInput, room: { top: number; right: number }): CartesianView {
  const { chart, data, palette, size } = input;
  const categories = categoriesOf(data);
  const lines = linesOf(data, categories);
  const stack = lines.length > 1 ? stackOf(input) : 'none';
  const isByValue = palette.byValue === true && lines.length === 1 && !isLine(chart.kind);
  return {
    categories,
    lines,
    drawn: stack === 'percent' ? sharesOf(lines) : lines,
    stack,
    format: stack === 'percent' ? { format: 'percent' } : (lines[0]?.format ?? {}),
    colours: seriesColours(
      lines.map(({ name }) => name),
      palette,
    ),
    ramp: isByValue ? rampOf(lines[0]?.values ?? [], palette) : undefined,
    room: plotRoom(size, room),
    scale: scaleOf(input),
  };
}

import type { Chart, Reference } from '../../../nodes/contract/project/index.ts';
import { type FigureFormat, formatFigure } from '../figure-format.ts';
import type { Palette } from '../palette.ts';

const names = { mean: 'Mean', median: 'Median', min: 'Smallest', max: 'Largest', value: '' } as const;
const ROW = 14;

function heightOf({ kind, value }: Reference, sorted: readonly number[]): number | undefined {
  if (kind === 'value') return value;
  if (sorted.length === 0) return undefined;
  if (kind === 'min') return sorted[0];
  if (kind === 'max') return sorted.at(-1);
  if (kind === 'mean') return sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

interface Wanted {
  palette: Palette;
  format: FigureFormat;
  /** What mean, median and ends are of: the marks as they are drawn, stacks as wholes. */
  values: readonly (number | null)[];
  /** The axis of figures runs from left to right. */
  lying?: boolean;
}

/** Lines across the plot with their words, and the room they need above it. */
export function referenceLines({ references = [] }: Pick<Chart, 'references'>, wanted: Wanted) {
  const { palette, format, values, lying = false } = wanted;
  const sorted = values.filter((value): value is number => value !== null).sort((a, b) => a - b);
  const lines = references.flatMap((reference) => {
    const at = heightOf(reference, sorted);
    const shown = at === undefined || reference.kind === 'value' ? at : Number(at.toPrecision(4));
    const words = [reference.label ?? names[reference.kind], formatFigure(shown, format)].filter(Boolean).join(' ');
    return at === undefined ? [] : [{ at, words }];
  });
  if (lines.length === 0) return { markLine: undefined, above: 0 };
  return {
    above: lying ? ROW * lines.length : 0,
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: palette.alert, type: 'dashed', width: 1.25 },
      data: lines.map(({ at, words }, index) => ({
        [lying ? 'xAxis' : 'yAxis']: at,
        label: {
          formatter: words,
          color: palette.text,
          fontSize: 11,
          ...(lying ? {} : { backgroundColor: `${palette.surface}cc`, padding: [1, 3], borderRadius: 2 }),
          // Lines near one another keep their words apart: in rows above bars that lie, in turn at both ends otherwise.
          position: lying ? 'start' : index % 2 === 0 ? 'insideEndTop' : 'insideStartTop',
          distance: lying ? [0, 2 + ROW * (lines.length - 1 - index)] : 2,
        },
      })),
    },
  };
}

/** The values that axes must have room for so that every line is seen. */
export const referenceValues = ({ references = [] }: Pick<Chart, 'references'>): number[] =>
  references.flatMap(({ kind, value }) => (kind === 'value' && value !== undefined ? [value] : []));

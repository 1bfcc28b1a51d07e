import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { totalsOf } from '../lines-of.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { type CartesianView, isLine } from './cartesian-view.ts';
import type { OptionInput } from './option-input.ts';

interface AxisItem {
  dataIndex: number;
  seriesIndex: number;
  color: string;
}

/** The tooltip of a whole group: each series with its figure, its share when shares are drawn, and their sum when they are stacked. */
export function groupTooltip({ data, palette, chart }: OptionInput, { lines, categories, stack }: CartesianView) {
  const totals = stack === 'none' ? [] : totalsOf(lines);
  return {
    ...tooltipStyle(palette),
    trigger: 'axis',
    axisPointer: {
      type: isLine(chart.kind) ? 'line' : 'shadow',
      lineStyle: { color: palette.line },
      shadowStyle: { color: fade(palette.dim, 0.08) },
    },
    formatter: (items: AxisItem[]) => {
      const index = items[0]?.dataIndex ?? 0;
      const whole = lines.reduce((sum, { values }) => sum + Math.abs(values[index] ?? 0), 0);
      const facts = items.flatMap(({ seriesIndex, color }) => {
        const line = lines[seriesIndex];
        const value = line?.values[index] ?? null;
        if (!line || value === null) return [];
        const share = stack === 'percent' && whole > 0 ? ` (${formatFigure(value / whole, 'percent')})` : '';
        const colour = lines.length > 1 ? color : undefined;
        return [{ name: line.name, value: `${formatFigure(value, line.format)}${share}`, colour }];
      });
      if (totals.length > 0 && facts.length > 1) {
        facts.push({ name: 'Together', value: formatFigure(totals[index], lines[0]?.format), colour: undefined });
      }
      return tooltipContent(groupLabel(categories[index] ?? null, data.groupColumn, data.groupCut), facts);
    },
  };
}

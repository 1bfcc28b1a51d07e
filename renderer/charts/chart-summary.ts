import type { ChartData } from './chart-data.ts';
import { formatFigure } from './figure-format.ts';
import { groupLabel } from './group-label.ts';

/** What a chart of groups shows, in a sentence for those who do not see it: its figures with their largest and smallest groups. */
export function chartSummary(data: ChartData): string {
  return data.figures
    .map(({ name, values, format }) => {
      const rows = [...values.keys()].filter((row) => values[row] !== null && data.groups[row] !== undefined);
      if (rows.length === 0) return '';
      const by = (row: number) => values[row] ?? 0;
      const highest = rows.reduce((best, row) => (by(row) > by(best) ? row : best));
      const lowest = rows.reduce((best, row) => (by(row) < by(best) ? row : best));
      const words = (row: number) => `${markName(data, row)} with ${formatFigure(values[row], format)}`;
      return highest === lowest
        ? `${name}: ${words(highest)}.`
        : `${name}: most for ${words(highest)}, least for ${words(lowest)}.`;
    })
    .filter(Boolean)
    .join(' ');
}

function markName({ groups, groupColumn, groupCut, series, seriesColumn, seriesCut }: ChartData, row: number): string {
  const group = groupLabel(groups[row] ?? null, groupColumn, groupCut);
  return series ? `${group}, ${groupLabel(series[row] ?? null, seriesColumn, seriesCut)}` : group;
}

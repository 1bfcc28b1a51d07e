import { fail } from '../../contract/errors/index.ts';
import type { Chart } from '../../contract/project/index.ts';

/** The columns of places. CHART_INCOMPLETE. */
export function places(chart: Chart): [latitude: string, longitude: string] {
  if (!chart.latitude || !chart.longitude) {
    throw fail('CHART_INCOMPLETE', { kind: chart.kind, missing: 'columns of latitude and longitude' });
  }
  return [chart.latitude, chart.longitude];
}

import type { Tile } from '../../../nodes/contract/project/index.ts';

/** The sign of each sort of tile. */
export const tileIcons: Record<Tile['content']['kind'], string> = {
  chart: 'chart-bar',
  text: 'align-left',
  image: 'photo',
  quality: 'shield-check',
  metric: 'ruler-measure',
  scenario: 'calendar-time',
  model: 'brain',
};

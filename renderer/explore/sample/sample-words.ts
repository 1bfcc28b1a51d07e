import type { Sample } from '../../../nodes/contract/sample.ts';
import { formatCount } from '../../ui/format.ts';

/** The sample on its button: `First 10,000`. */
export function shortWords(sample: Sample): string {
  if (sample.kind === 'all') return 'All rows';
  const rows = formatCount(sample.rows);
  if (sample.kind === 'head') return `First ${rows}`;
  const draw = sample.seed === 1 ? '' : `, draw ${sample.seed}`;
  return sample.kind === 'random' ? `Random ${rows}${draw}` : `${rows} by ${sample.column}${draw}`;
}

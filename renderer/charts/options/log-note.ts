import { formatCount } from '../../ui/format.ts';
import type { OptionInput } from './option-input.ts';

/** Says how many figures a logarithmic axis cannot show because they are not above zero. */
export function notOnLog({ chart, data }: OptionInput): string | undefined {
  if (!chart.axis?.log) return undefined;
  const count = data.figures.flatMap(({ values }) => values).filter((value) => value !== null && value <= 0).length;
  return count > 0
    ? `${formatCount(count)} of the figures are not above zero, where a logarithm has no place`
    : undefined;
}

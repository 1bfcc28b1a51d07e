/** Background of a cell of a confusion matrix: green on the diagonal, red beside it, by its share of the row. */
export function cellShade(value: number, of: number, good: boolean): { background: string } {
  const strength = of > 0 ? Math.round((value / of) * 22) : 0;
  return {
    background: `color-mix(in srgb, var(--mr-${good ? 'done' : 'failed'}) ${strength}%, var(--mr-sunken))`,
  };
}

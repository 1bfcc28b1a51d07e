/** Name of an aggregate's result column when the settings give none: `<column>_<fn>`. */
export function aggregateName(aggregate: { column?: string; fn: string; name?: string }): string {
  const fn = aggregate.fn.replaceAll('-', '_');
  return aggregate.name || (aggregate.column ? `${aggregate.column}_${fn}` : fn);
}

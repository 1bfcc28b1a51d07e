/** A column of numbers: NaN is missing. Dates arrive as numbers. */
export interface NumberColumn {
  kind: 'number';
  values: Float64Array;
}

/** A column of categories: code −1 is missing, else an index into the dictionary. */
export interface CategoryColumn {
  kind: 'category';
  codes: Int32Array;
  dictionary: readonly string[];
}

export type FrameColumn = NumberColumn | CategoryColumn;

/** A table in memory, by column. All arrays have `rows` elements. */
export interface Frame {
  rows: number;
  columns: ReadonlyMap<string, FrameColumn>;
}

/** The given rows of a frame, in that order. */
export function takeRows(frame: Frame, rows: Uint32Array): Frame {
  const columns = new Map<string, FrameColumn>();
  for (const [name, column] of frame.columns) columns.set(name, takeColumn(column, rows));
  return { rows: rows.length, columns };
}

function takeColumn(column: FrameColumn, rows: Uint32Array): FrameColumn {
  if (column.kind === 'number') {
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!;
    return { kind: 'number', values };
  }
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!;
  return { kind: 'category', codes, dictionary: column.dictionary };
}

/** What the thread that reads workbooks is asked, and what it answers. */
export interface WorkbookTask {
  file: string;
  /** Where the rows go: texts, comma-separated, quoted. */
  csv: string;
  /** Name of a sheet; undefined: the first that is shown and holds something. */
  sheet?: string | undefined;
  /** `B3:F200`, `B:F`, `B3`, or a name that the workbook gives to a range. */
  range?: string | undefined;
  /** Rows above the table; undefined: found. */
  skip?: number | undefined;
  /** Whether the first row names the columns; undefined: found. */
  header?: boolean | undefined;
  /** Repeats the value of merged cells in all of them. */
  fillMerged: boolean;
}

/** What a sheet holds, as it was found. */
export interface SheetFacts {
  sheets: { name: string; isHidden: boolean }[];
  /** Names of ranges. */
  ranges: string[];
  sheet: string;
  skip: number;
  header: boolean;
  names: string[];
  rows: number;
  /** Cells with an error of a formula; they are empty. */
  errors: number;
  /** Characters of the longest row. */
  longest: number;
}

export type WorkbookAnswer =
  | { ok: true; facts: SheetFacts }
  | { ok: false; problem: 'protected' | 'damaged' | 'empty' | 'range'; reason: string }
  | { ok: false; problem: 'sheet'; found: string[] };

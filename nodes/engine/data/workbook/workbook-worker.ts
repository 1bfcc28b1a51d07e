import { read, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { readBytes, writeStream } from '../../../platform/files.ts';
import { serveTask } from '../../../platform/worker-task.ts';
import { nameCells } from '../formats/column-names.ts';
import { findTable, type SheetRow } from './find-table.ts';
import { type CellRange, parseRange } from './sheet-range.ts';
import { rowsOfSheet } from './sheet-rows.ts';
import type { SheetFacts, WorkbookAnswer, WorkbookTask } from './workbook-task.ts';

set_cptable(codePages);
serveTask((data) => convert(data as WorkbookTask));

const options = { dense: true, cellNF: true, cellText: false, cellHTML: false, cellFormula: false, raw: true } as const;

async function convert(task: WorkbookTask): Promise<WorkbookAnswer> {
  const bytes = await readBytes(task.file);
  try {
    const outline = read(bytes, { ...options, sheets: [] });
    const named = namedRanges(outline);
    const target = task.range === undefined ? undefined : parseRange(task.range, named);
    if (task.range !== undefined && !target) return { ok: false, problem: 'range', reason: task.range };
    const sheets = outline.SheetNames.map((name, at) => ({
      name,
      isHidden: (outline.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0,
    }));
    const wanted = target?.sheet ?? task.sheet;
    if (wanted !== undefined && !outline.SheetNames.includes(wanted))
      return { ok: false, problem: 'sheet', found: outline.SheetNames };
    const shown = sheets.filter(({ isHidden }) => !isHidden).map(({ name }) => name);
    for (const name of wanted === undefined ? shown : [wanted]) {
      const book = read(bytes, { ...options, sheets: name });
      const sheet = book.Sheets[name];
      const rows = sheet ? rowsOf(sheet, { book, task, cells: target?.cells }) : [];
      const table = findTable(rows, task);
      if (!table) continue;
      const written = await writeTable(rows, { ...table, csv: task.csv });
      const facts = {
        sheets,
        ranges: [...named.keys()],
        sheet: name,
        skip: table.row,
        header: table.header,
        ...written,
      };
      return { ok: true, facts };
    }
    return { ok: false, problem: 'empty', reason: wanted ?? '' };
  } catch (error) {
    // What the reader stumbled over inside itself says nothing to a person.
    const isInner = error instanceof TypeError || error instanceof RangeError;
    const reason = isInner || !(error instanceof Error) ? 'its parts do not fit together' : error.message;
    return { ok: false, problem: /password|encrypt/i.test(reason) ? 'protected' : 'damaged', reason };
  }
}

function namedRanges(book: WorkBook): Map<string, string> {
  const names = book.Workbook?.Names ?? [];
  return new Map(
    names
      .filter(({ Name, Ref }) => typeof Ref === 'string' && Ref.includes('!') && !Name.startsWith('_xlnm'))
      .map(({ Name, Ref }) => [Name, Ref]),
  );
}

function rowsOf(
  sheet: WorkSheet,
  { book, task, cells }: { book: WorkBook; task: WorkbookTask; cells: CellRange | undefined },
): (SheetRow | undefined)[] {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  return rowsOfSheet(sheet, { date1904, fillMerged: task.fillMerged, cells });
}

type Written = Pick<SheetFacts, 'names' | 'rows' | 'errors' | 'longest'>;

/** Rows that hold something, as texts between quotes: an empty cell is nothing at all. */
async function writeTable(
  rows: readonly (SheetRow | undefined)[],
  { row, first, last, header, csv }: { row: number; first: number; last: number; header: boolean; csv: string },
): Promise<Written> {
  const width = last - first + 1;
  const places = Array.from({ length: width }, (_, at) => first + at);
  const names = nameCells(places.map((at) => (header ? (rows[row]?.[at]?.text ?? '').replaceAll(/\s+/g, ' ') : '')));
  const stream = writeStream(csv);
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  let [count, errors, longest] = [0, 0, 0];
  for (let at = row + (header ? 1 : 0); at < rows.length; at += 1) {
    const cells = rows[at];
    if (!cells?.some((cell, place) => place >= first && place <= last && cell && cell.kind !== 'error')) continue;
    errors += cells.filter((cell) => cell?.kind === 'error').length;
    const line = places.map((place) => quoted(cells[place]?.text)).join(',');
    longest = Math.max(longest, line.length);
    count += 1;
    if (!stream.write(`${line}\n`))
      await Promise.race([new Promise<void>((resolve) => stream.once('drain', () => resolve())), failed]);
  }
  await Promise.race([new Promise<void>((resolve) => stream.end(() => resolve())), failed]);
  return { names, rows: count, errors, longest };
}

const quoted = (text: string | undefined) => (text ? `"${text.replaceAll('"', '""')}"` : '');

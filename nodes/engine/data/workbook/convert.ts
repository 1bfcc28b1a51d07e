import { fail } from '../../../contract/errors/index.ts';
import { temporaryName } from '../../../platform/atomic-write.ts';
import { fileInfo, removePath } from '../../../platform/files.ts';
import { availableMemory } from '../../../platform/memory.ts';
import { runWorkerTask, TaskMemoryError } from '../../../platform/worker-task.ts';
import { quoteIdentifier, quoteText } from '../../sql/quote.ts';
import type { Session } from '../../sql/session.ts';
import { startOf } from '../file-signature.ts';
import { columnTypes, fileList, fileName, readOptions } from '../file-sql.ts';
import { packingProblem } from './unpacked-size.ts';
import type { SheetFacts, WorkbookAnswer, WorkbookTask } from './workbook-task.ts';

export type SheetChoice = Omit<WorkbookTask, 'file' | 'csv'>;

/** Changes when the same workbook would be read to other rows. */
const version = 1;
/** Part of the machine's memory that reading a workbook may take, and bounds of it. */
const memoryShare = 0.4;
const [leastBytes, mostBytes] = [512 * 2 ** 20, 4 * 2 ** 30];
/** DuckDB's own limit of the length of a row. */
const usualRow = 1_900_000;

/** A sheet as a Parquet file of texts, and what was found on the way. */
export interface ConvertedSheet {
  file: string;
  facts: SheetFacts;
}

/**
 * A sheet of a workbook (xlsx, xlsm, xlsb, xls, ods) as texts; made once for each state of the file, in a thread of its own.
 * DATA_FORMAT_UNREADABLE, DATA_SHEET_MISSING, DATA_WORKBOOK_TOO_LARGE.
 */
export async function convertSheet(
  session: Session,
  workbook: string,
  { choice, signal }: { choice: SheetChoice; signal?: AbortSignal | undefined },
): Promise<ConvertedSheet> {
  const info = await fileInfo(workbook);
  if (!info) throw fail('FILE_MISSING', { path: fileName(workbook) });
  const key = JSON.stringify(['workbook', version, workbook, info.size, info.changed, choice]);
  const make = (path: string, stop: AbortSignal) => convert(session, { file: workbook, path, choice, signal: stop });
  const file = await session.cache.get(key, make, { signal });
  return { file, facts: await factsOf(session, file) };
}

async function convert(
  session: Session,
  { file, path, choice, signal }: { file: string; path: string; choice: SheetChoice; signal: AbortSignal },
): Promise<void> {
  await checkPacking(file, signal);
  const csv = temporaryName(path);
  try {
    const facts = await askWorker({ file, csv, ...choice }, signal);
    const texts = facts.names.map((name) => ({ name, type: 'string' as const }));
    const options = readOptions({
      auto_detect: 'false',
      delim: quoteText(','),
      quote: quoteText('"'),
      escape: quoteText('"'),
      header: 'false',
      parallel: 'false',
      columns: columnTypes(texts),
      ...(facts.longest > usualRow && {
        max_line_size: String(facts.longest * 4),
        buffer_size: String(facts.longest * 8),
      }),
    });
    const rows = facts.rows === 0 ? emptyRows(facts.names) : `SELECT * FROM read_csv(${fileList([csv])}${options})`;
    const kept = `KV_METADATA {millrace: ${quoteText(JSON.stringify(facts))}}`;
    await session.run(`COPY (${rows}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd, ${kept})`, { signal });
  } finally {
    await removePath(csv);
  }
}

const emptyRows = (names: readonly string[]) =>
  `SELECT ${names.map((name) => `NULL::VARCHAR AS ${quoteIdentifier(name)}`).join(', ')} WHERE false`;

async function factsOf(session: Session, file: string): Promise<SheetFacts> {
  const sql = `SELECT decode(value) FROM parquet_kv_metadata(${fileList([file])}) WHERE decode(key) = 'millrace'`;
  const { columns } = await session.query(sql);
  return JSON.parse(String(columns[0]?.[0])) as SheetFacts;
}

async function checkPacking(file: string, signal: AbortSignal): Promise<void> {
  if (!(await startOf(file)).startsWith('504b')) return;
  let problem: string | undefined;
  try {
    problem = await packingProblem(file, signal);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw fail('DATA_FORMAT_UNREADABLE', { file: fileName(file), format: 'a workbook', reason }, { cause });
  }
  if (signal.aborted) throw fail('ABORTED');
  if (problem) throw fail('DATA_WORKBOOK_TOO_LARGE', { file: fileName(file), reason: problem });
}

async function askWorker(task: WorkbookTask, signal: AbortSignal): Promise<SheetFacts> {
  const file = fileName(task.file);
  const heapBytes = Math.min(mostBytes, Math.max(leastBytes, availableMemory() * memoryShare));
  const module = new URL('./workbook-worker.ts', import.meta.url);
  const answer = (await runWorkerTask(module, task, { heapBytes, signal }).catch((error: unknown) => {
    if (!(error instanceof TaskMemoryError)) throw error;
    const reason = 'it needs more memory than there is for it';
    throw fail('DATA_WORKBOOK_TOO_LARGE', { file, reason }, { cause: error });
  })) as WorkbookAnswer;
  if (answer.ok) return answer.facts;
  if (answer.problem === 'sheet')
    throw fail('DATA_SHEET_MISSING', { file, sheet: task.sheet ?? task.range, found: answer.found });
  throw fail('DATA_FORMAT_UNREADABLE', { file, format: 'a workbook', reason: reasonOf(answer) });
}

function reasonOf({ problem, reason }: { problem: string; reason: string }): string {
  if (problem === 'protected') return 'it is protected by a password';
  if (problem === 'empty') return reason ? `its sheet “${reason}” is empty` : 'its sheets are empty';
  if (problem === 'range') return `“${reason}” is neither a range such as B3:F200 nor a name in it`;
  return `it is damaged (${reason.replace(/\.$/, '')})`;
}

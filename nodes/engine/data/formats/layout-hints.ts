import type { Problem } from '../../../base/problem.ts';
import type { FilesSource, ReadOptions } from '../source.ts';
import { layoutOf } from './csv-layout.ts';
import { csvSettings, readLines } from './csv-settings.ts';
import { readableText } from './encodings.ts';
import { looksFixed } from './fixed-columns.ts';

const lookedAt = 1000;

/** What a reader should know of a text file beyond its columns: rows that are cut or filled up, another format that suits better. */
export async function layoutHints(source: FilesSource, { session }: ReadOptions): Promise<Problem[]> {
  const { kind, ...given } = source.format;
  if (kind !== 'csv' || source.files.length === 0) return [];
  const input = { session, files: source.files.slice(0, 1), settings: csvSettings.parse(given) };
  const { files, settings } = await readableText(input);
  const file = files[0]!;
  const lines = await readLines(session, file, { settings, limit: lookedAt });
  const layout = layoutOf(lines, settings);
  const problems: Problem[] = [];
  const width = settings.header ? layout?.rows[0]?.cells.length : layout?.width;
  if (layout && width !== undefined && settings.ragged === 'fit') {
    const long = layout.rows.filter(({ cells }) => cells.length > width).length;
    const short = layout.rows.filter(({ cells }) => cells.length < width).length;
    const parts = [
      ...(short > 0 ? [`${short} with fewer cells than columns are filled up`] : []),
      ...(long > 0 ? [`${long} with more are cut after the last column`] : []),
    ];
    if (parts.length > 0) problems.push(hint('warning', `Of the first ${layout.rows.length} rows ${parts.join(', ')}`));
  }
  if (settings.repeatedHeader) problems.push(hint('info', 'Rows that repeat the header are left out'));
  const isSingle = !lines.some((line) => line.includes(settings.delimiter ?? ','));
  if (isSingle && looksFixed(lines))
    problems.push(hint('info', 'The columns seem to stand at fixed places: choose the format Fixed width'));
  return problems;
}

const hint = (severity: Problem['severity'], message: string): Problem => ({ code: 'DATA_LAYOUT', severity, message });

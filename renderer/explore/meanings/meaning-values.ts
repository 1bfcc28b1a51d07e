import { mostMeaningValues } from '../../../nodes/contract/project/index.ts';
import { parseTabs } from '../import/pasted-table.ts';

/** Values as typed or pasted, one a line: the first cell of each, each of them once. */
export function valuesOfText(text: string): string[] {
  const cells = text.includes('\t') ? parseTabs(text).map(([first = '']) => first) : text.split(/\r?\n/);
  return [...new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== ''))];
}

/** The first column of a text file; quotes around its cells go. */
export function valuesOfFile(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const first = lines.map(
    (line) => /^"((?:[^"]|"")*)"/.exec(line)?.[1]?.replaceAll('""', '"') ?? line.split(/[,;\t]/)[0] ?? '',
  );
  return valuesOfText(first.join('\n'));
}

/** What is wrong with a list of values, in words. */
export function listProblem(values: readonly string[]): string | null {
  if (values.length > mostMeaningValues) return `More than ${mostMeaningValues.toLocaleString('en')} values`;
  const long = values.find((value) => value.length > 500);
  return long ? `“${long.slice(0, 40)}…” is longer than 500 characters` : null;
}

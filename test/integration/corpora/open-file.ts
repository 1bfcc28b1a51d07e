import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { isAppError } from '../../../nodes/base/app-error.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { explainReadError } from '../../../nodes/engine/data/read-error.ts';
import { readFiles } from '../../../nodes/engine/data/source.ts';
import type { Session } from '../../../nodes/engine/sql/session.ts';
import { detectSource } from '../../../nodes/services/workspace/source-detection.ts';

/** Files of other projects that are kept beside this one. */
export const corpora = resolve(import.meta.dirname, '../../../../shared/data');
export const has = (...path: string[]): boolean => existsSync(join(corpora, ...path));

/** What a file was found to be, and how many rows of it there are. */
export interface Opened {
  kind: string;
  schema: Schema;
  rows: unknown[][];
  count: number;
}

const mostRows = 2000;

/** Opens a file as it is opened when it is dropped on the canvas: detected, then read to its end. */
export async function openFile(session: Session, root: string, path: string): Promise<Opened> {
  const found = await detectSource({ connection: 'corpus', path }, { session, folderOf: () => root }, undefined);
  const { format, schema } = found;
  try {
    const { sql } = await readFiles({ dataset: path, files: [join(root, path)], format, schema }, { session });
    const { columns } = await session.query(`SELECT * FROM ${sql} LIMIT ${mostRows}`);
    const filled = schema.map(({ name }) => `count("${name.replaceAll('"', '""')}")`);
    const counted = await session.query(`SELECT count(*), ${filled.join(', ')} FROM ${sql}`);
    const rows = (columns[0] ?? []).map((_, row) => columns.map((column) => column[row]));
    return { kind: format.kind, schema, rows, count: Number(counted.columns[0]?.[0]) };
  } catch (error) {
    throw explainReadError(error);
  }
}

/** The same, or the code it is refused with; what is no error of the catalogue about data is thrown. */
export async function openOrCode(session: Session, root: string, path: string): Promise<Opened | string> {
  try {
    return await openFile(session, root, path);
  } catch (error) {
    if (!isAppError(error) || !error.code.startsWith('DATA_')) throw error;
    if (error.message.includes(root)) throw new Error(`the message tells where the file lies: ${error.message}`);
    return error.code;
  }
}

/** Files below a folder by their path in it, without what tells of them. */
export function filesIn(root: string): string[] {
  const found = (folder: string): string[] =>
    readdirSync(folder)
      .sort()
      .flatMap((name) => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? found(path) : [path];
      });
  return found(root)
    .map((path) => relative(root, path))
    .filter((path) => !/(^|\/)(SOURCE\.txt|README[^/]*|[^/]*\.(md|py|sql))$/.test(path));
}

/** Cells of a CSV as texts: for what is expected, independent of the reader that is tested. */
export function cellsOf(file: string): string[][] {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1 || row[0]);
}

const pad = (text: string) => text.replace(/^(\d):/, '0$1:');

/** A cell as it is compared: numbers by their value, yes and no, times without the letter between day and hour. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value).trim();
  if (text !== '' && Number.isFinite(Number(text))) return String(Number(text));
  if (/^(true|false)$/i.test(text)) return text.toLowerCase();
  return pad(text.replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ').replace(/^(\d{4}-\d{2}-\d{2}) 00:00:00$/, '$1'));
}

import { isAppError } from '../../base/app-error.ts';
import type { Problem } from '../../base/problem.ts';
import { fail } from '../../contract/errors/index.ts';
import { guessMeaning } from '../../contract/meanings.ts';
import type { RowsPage, Schema } from '../../contract/schema.ts';
import { checkTypes } from '../../engine/data/check-types.ts';
import { formatOfStart } from '../../engine/data/file-signature.ts';
import { layoutHints } from '../../engine/data/formats/layout-hints.ts';
import { formatOfName } from '../../engine/data/formats/registry.ts';
import { unreadable } from '../../engine/data/read-error.ts';
import { readPage } from '../../engine/data/rows.ts';
import { detectFiles, type FilesSource, formatOf, readFiles, readFrom } from '../../engine/data/source.ts';
import type { SourceFile } from '../../engine/flow/ports.ts';
import type { Session } from '../../engine/sql/session.ts';
import { findSourceFiles } from './source-files.ts';
import type { DetectRequest, DetectResult, TypesCheck, Workspace } from './types.ts';

interface Ports {
  session: Session;
  folderOf(connection: string): string | undefined;
}

/** Rows shown; meanings are guessed from as many. */
const detectedRows = 500;
const shownNames = 20;

async function filesOf(
  { connection, path }: { connection: string; path: string },
  ports: Ports,
): Promise<SourceFile[]> {
  const found = await findSourceFiles({ connection, path, dataset: path }, ports.folderOf);
  if (found.length === 0) throw fail('DATA_FILES_MISSING', { dataset: path, path, connection });
  return found;
}

/**
 * Format, columns with their likely meanings, and first rows of files. Rows that cannot be read are left out and told of in
 * `problems`. DATA_FILES_MISSING, DATA_FILE_FOREIGN, DATA_FORMAT_*.
 */
export async function detectSource(
  request: DetectRequest,
  ports: Ports,
  signal: AbortSignal | undefined,
): Promise<DetectResult> {
  const found = await filesOf(request, ports);
  const names = found.map((file) => file.name);
  const givenKind = typeof request.format?.kind === 'string' ? request.format.kind : undefined;
  const given: FilesSource = {
    dataset: request.path,
    ...readFrom(found),
    format: { ...request.format, kind: givenKind ?? (await kindOf(found[0]!)) },
  };
  const reading = { session: ports.session, ...(signal && { signal }) };
  const detected = await detectFiles(given, reading);
  const declared = request.schema?.length ? request.schema : undefined;
  const source = { ...given, format: detected.format, schema: declared ?? detected.schema };
  const { page, problems } = await firstRows(source, ports.session, signal);
  const schema = declared ?? withMeanings(detected.schema, page);
  const hints = await layoutHints(source, reading);
  return {
    format: detected.format,
    schema,
    page: { ...page, schema },
    problems: [...problems, ...(detected.problems ?? []), ...hints],
    ...(detected.choices && { choices: detected.choices }),
    files: {
      count: found.length,
      bytes: found.reduce((sum, { size }) => sum + size, 0),
      names: names.slice(0, shownNames),
    },
  };
}

async function kindOf({ path, name }: SourceFile): Promise<string> {
  const named = formatOfName(name);
  return (await formatOfStart(path, named)) ?? named;
}

function withMeanings(schema: Schema, page: RowsPage): Schema {
  return schema.map((column, index) => {
    const meaning = guessMeaning(column, page.columns[index] ?? []);
    return meaning ? { ...column, meaning } : column;
  });
}

type Source = FilesSource & { schema: Schema };

async function pageOf(source: Source, session: Session, signal: AbortSignal | undefined): Promise<RowsPage> {
  const { sql, schema } = await readFiles(source, { session, ...(signal && { signal }) });
  const first = { offset: 0, limit: detectedRows, sort: [], sample: 'head' as const, ...(signal && { signal }) };
  return readPage(session, { dataset: source.dataset, sql, schema, total: null }, first);
}

/** The first rows; when one of them cannot be read, those that can, and what is wrong with the other. */
async function firstRows(
  source: Source,
  session: Session,
  signal: AbortSignal | undefined,
): Promise<{ page: RowsPage; problems: Problem[] }> {
  try {
    return { page: await pageOf(source, session, signal), problems: [] };
  } catch (error) {
    const isRow = isAppError(error) && (error.code === 'DATA_ROW_BROKEN' || error.code === 'DATA_CELL_MISFIT');
    const isText = ['csv', 'fixed', 'excel'].includes(source.format.kind);
    if (!isRow || !isText) throw unreadable(error, source.files[0] ?? '', formatOf(source).kind.label);
    const { code, message, data } = error;
    const lenient = { ...source.format, misfits: 'empty', ...(source.format.kind === 'csv' && { skipBroken: true }) };
    const page = await pageOf({ ...source, format: lenient }, session, signal);
    return { page, problems: [{ code, severity: 'error', message, data }] };
  }
}

/** Tries the types of a schema on all rows of files. DATA_FILES_MISSING, DATA_COLUMN_MISSING. */
export async function checkSource(
  request: Parameters<Workspace['checkTypes']>[0],
  ports: Ports,
  signal: AbortSignal | undefined,
): Promise<TypesCheck> {
  const files = readFrom(await filesOf(request, ports));
  const { format, schema, path } = request;
  return checkTypes({ dataset: path, ...files, format, schema }, { session: ports.session, ...(signal && { signal }) });
}

import { z } from 'zod';
import { closest } from '../../base/closest.ts';
import type { CatalogKind } from '../../contract/catalog.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { Session } from '../sql/session.ts';
import { fileName } from './file-sql.ts';
import type { Detected, FileRelation, FormatKind } from './format-kind.ts';
import { formats } from './formats/registry.ts';

/** A dataset of files, its paths resolved. `format` = `{kind, …settings}` as in the project. */
export interface FilesSource {
  /** Name for messages. */
  dataset: string;
  files: readonly string[];
  /** The folder that the dataset reads from; see `FilesInput`. */
  folder?: string | undefined;
  format: { kind: string } & Record<string, unknown>;
}

/** The files of a dataset and its own folder; `name` is the path of a file in that. */
export function readFrom(files: readonly { path: string; name: string }[]): Pick<FilesSource, 'files' | 'folder'> {
  const [first] = files;
  const folder = first?.path.slice(0, first.path.length - first.name.length);
  return { files: files.map(({ path }) => path), folder };
}

export interface ReadOptions {
  session: Session;
  signal?: AbortSignal;
}

/** The kind of a format and its parsed settings. DATA_FORMAT_UNKNOWN, DATA_FORMAT_SETTINGS. */
export function formatOf(source: FilesSource): { kind: FormatKind; settings: Record<string, unknown> } {
  const { kind: id, ...given } = source.format;
  const kind = formats.find(id);
  if (!kind) {
    const near = closest(id, formats.ids);
    throw fail('DATA_FORMAT_UNKNOWN', { format: id, suggestion: near ? `; did you mean “${near}”?` : '' });
  }
  const parsed = kind.settings.safeParse(given);
  if (parsed.success) return { kind, settings: parsed.data };
  const issue = parsed.error.issues[0];
  throw fail('DATA_FORMAT_SETTINGS', {
    dataset: source.dataset,
    path: issue?.path.join('.') || 'as a whole',
    problem: issue?.message ?? 'not as expected',
  });
}

/** Checks the format settings of a dataset without touching its files. DATA_FORMAT_UNKNOWN, DATA_FORMAT_SETTINGS. */
export function checkFormat(source: FilesSource): void {
  formatOf(source);
}

/** Looks into the files: complete format settings and columns. */
export async function detectFiles(
  source: FilesSource,
  options: ReadOptions,
): Promise<Detected & { format: FilesSource['format'] }> {
  const { kind, settings } = formatOf(source);
  const found = await kind.detect({ ...options, files: source.files, folder: source.folder, settings });
  return { ...found, format: { kind: kind.id, ...found.settings } };
}

/**
 * How to read the rows. With a declared `schema` columns and types are as declared and every declared column must be there;
 * without, they are detected. Columns that are not declared: DATA_SCHEMA_NEW_COLUMN, or with `newColumns` or the format's
 * own setting `ignore` they are reported in `extra` only.
 */
export async function readFiles(
  source: FilesSource & { schema?: Schema; newColumns?: 'error' | 'report' },
  options: ReadOptions,
): Promise<FileRelation> {
  const { kind, settings } = formatOf(source);
  const input = { ...options, files: source.files, folder: source.folder, settings };
  if (source.schema === undefined) {
    const found = await kind.detect(input);
    return kind.relation({ ...input, settings: kind.settings.parse(found.settings) }, found.schema);
  }
  const relation = await kind.relation(input, source.schema);
  const isRefused = source.newColumns !== 'report' && settings.newColumns !== 'ignore';
  if (relation.extra.length > 0 && isRefused)
    throw fail('DATA_SCHEMA_NEW_COLUMN', {
      dataset: source.dataset,
      file: fileName(source.files[0] ?? ''),
      columns: relation.extra.map((column) => column.name),
    });
  return relation;
}

/** Formats as published to the workbench. */
export function formatCatalog(): CatalogKind[] {
  return formats.list.map((kind) => ({
    id: kind.id,
    label: kind.label,
    category: kind.category,
    icon: kind.icon,
    keywords: kind.keywords,
    help: kind.help,
    version: kind.version,
    form: kind.form,
    defaults: kind.settings.parse({}),
    settings: z.toJSONSchema(kind.settings, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
  }));
}

import type { z } from 'zod';
import type { Problem } from '../../base/problem.ts';
import type { FormSection, KindIdentity } from '../../contract/catalog.ts';
import type { DataType, Schema } from '../../contract/schema.ts';
import type { Session } from '../sql/session.ts';
import { tryCast } from './cast-text.ts';

/** What reading needs: the files of a dataset, in order, as DuckDB can open them. */
export interface FilesInput<S = Record<string, unknown>> {
  session: Session;
  files: readonly string[];
  /** The dataset's own folder, with the separator at its end: folders in it may be columns, those above it never. Absent: any may. */
  folder?: string | undefined;
  settings: S;
  signal?: AbortSignal;
}

/** Rows of files as SQL after FROM. */
export interface FileRelation {
  sql: string;
  schema: Schema;
  /** Columns of the files that `schema` does not name; they are not in `sql`. */
  extra: Schema;
  /** Copies in the session's cache that `sql` reads. */
  derived?: readonly string[];
}

/** Settings complete enough to read every row the same way again, and the columns found. */
export interface Detected {
  settings: Record<string, unknown>;
  schema: Schema;
  /** Choices that the files offer, by the key of the form's field. */
  choices?: Record<string, { value: string; label: string }[]>;
  /** What the reader should know. */
  problems?: readonly Problem[];
}

export interface FormatCase {
  title: string;
  /** Content of the files, by name. */
  files: Readonly<Record<string, string>>;
  settings: Record<string, unknown>;
  schema?: Schema;
  expect: { rows: readonly (readonly unknown[])[]; schema?: Schema } | { error: string };
}

/** What the file of a format declares. */
export interface FormatDefinition<S extends z.ZodObject> extends KindIdentity {
  readonly version: number;
  /** Endings of file names, without compression: `csv`. */
  readonly extensions: readonly string[];
  readonly settings: S;
  readonly form: readonly FormSection[];
  readonly cases: readonly FormatCase[];
  /** Looks into the files; given settings are kept. DATA_FORMAT_UNREADABLE. */
  detect(input: FilesInput<z.output<S>>): Promise<Detected>;
  /** How to read the files with columns and types as `schema` says. DATA_COLUMN_MISSING, DATA_FORMAT_UNREADABLE. */
  relation(input: FilesInput<z.output<S>>, schema: Schema): Promise<FileRelation>;
  /** SQL that reads a text of the file as a type, null where it does not fit. Absent: the database's own cast. */
  cast?(settings: z.output<S>, text: string, type: DataType): string;
}

export interface FormatKind extends Omit<FormatDefinition<z.ZodObject>, 'detect' | 'relation' | 'cast'> {
  detect(input: FilesInput): Promise<Detected>;
  relation(input: FilesInput, schema: Schema): Promise<FileRelation>;
  cast(settings: Record<string, unknown>, text: string, type: DataType): string;
}

/** Makes a kind of a definition; settings are parsed by the caller (`formatSettings`). */
export function defineFormat<S extends z.ZodObject>(definition: FormatDefinition<S>): FormatKind {
  const typed = (input: FilesInput) => ({ ...input, settings: definition.settings.parse(input.settings) });
  return {
    ...definition,
    detect: (input) => definition.detect(typed(input)),
    relation: (input, schema) => definition.relation(typed(input), schema),
    cast: (settings, text, type) =>
      definition.cast?.(definition.settings.parse(settings), text, type) ?? tryCast(text, type),
  };
}

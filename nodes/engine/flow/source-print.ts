import type { Source } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { contentKey } from './keys.ts';
import type { SourceFile } from './ports.ts';

/** What files were read, and how: kept with a build, so that it can be said which of them changed. */
export interface SourcePrint {
  connection: string;
  /** As written, variables not filled in. */
  path: string;
  variables: Record<string, string>;
  /** Hashes. */
  format: string;
  schema: string;
  /** Name, size and time of change of each file; of more than `namedFiles` only their number. */
  files: readonly [name: string, size: number, changed: number][] | null;
  count: number;
}

/** More files are not told by name. */
const namedFiles = 500;

export function sourcePrint(
  source: Extract<Source, { kind: 'files' }>,
  found: { variables: Record<string, string>; schema: Schema | undefined; files: readonly SourceFile[] },
): SourcePrint {
  const { connection, path, format } = source;
  const { variables, schema, files } = found;
  const named = files.map(({ name, size, changed }): [string, number, number] => [name, size, Math.round(changed)]);
  return {
    ...{ connection, path, variables },
    ...{ format: contentKey(format), schema: contentKey(schema ?? null) },
    ...{ files: files.length > namedFiles ? null : named, count: files.length },
  };
}

/** What is different about the files of a dataset, in words. */
export function sourceReasons(name: string, before: SourcePrint, after: SourcePrint): string[] {
  const reasons: string[] = [];
  for (const [variable, value] of Object.entries(after.variables)) {
    const old = before.variables[variable];
    if (old !== undefined && old !== value)
      reasons.push(`the variable “${variable}” changed from “${old}” to “${value}”`);
  }
  if (before.connection !== after.connection) reasons.push(`“${name}” reads from another connection`);
  if (before.path !== after.path) reasons.push(`the path of “${name}” changed`);
  if (before.format !== after.format) reasons.push(`the format settings of “${name}” changed`);
  if (before.schema !== after.schema) reasons.push(`the declared columns of “${name}” changed`);
  return reasons.length > 0 ? reasons : fileReasons(name, before, after);
}

function fileReasons(name: string, before: SourcePrint, after: SourcePrint): string[] {
  if (!before.files || !after.files) {
    const more = after.count - before.count;
    if (more === 0) return [`the files of “${name}” changed`];
    return [more > 0 ? `“${name}” has ${files(more, 'more ')}` : `“${name}” has ${files(-more, 'less ')}`];
  }
  const old = new Map(before.files.map(([file, size, changed]) => [file, `${size} ${changed}`]));
  const now = new Map(after.files.map(([file, size, changed]) => [file, `${size} ${changed}`]));
  const added = [...now.keys()].filter((file) => !old.has(file));
  const gone = [...old.keys()].filter((file) => !now.has(file));
  const changed = [...now].filter(([file, print]) => old.has(file) && old.get(file) !== print).map(([file]) => file);
  return [
    ...(added.length > 0 ? [`“${name}” has ${named(added, 'new ')}`] : []),
    ...(changed.length > 0 ? [`${named(changed, '')} of “${name}” changed`] : []),
    ...(gone.length > 0 ? [`${named(gone, '')} of “${name}” ${gone.length === 1 ? 'is' : 'are'} gone`] : []),
  ];
}

const files = (count: number, which: string) => (count === 1 ? `1 ${which}file` : `${count} ${which}files`);
const named = (names: readonly string[], which: string) =>
  names.length === 1
    ? `the ${which}file ${names[0]}`
    : `${files(names.length, which)} (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''})`;

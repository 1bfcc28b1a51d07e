import { fail } from '../contract/errors/index.ts';

/** All files of a project by path (`recipes/join.json`), parsed but not yet checked. */
export type RawProject = Map<string, unknown>;

/** Brings the files from format `to - 1` to format `to`, in place. */
export interface ProjectMigration {
  readonly to: number;
  migrate(files: RawProject): void;
}

/** In order, one for every format after the first. */
export const projectMigrations: readonly ProjectMigration[] = [];

/** The format this version writes: `format` in `millrace.json`. */
export const projectFormat = projectMigrations.length + 1;

/**
 * Runs the migrations a project still needs and sets its format. True when something ran. PROJECT_TOO_NEW. A project whose format is no
 * whole number is left to the check of `millrace.json`.
 */
export function migrateProject(
  files: RawProject,
  folder: string,
  migrations: readonly ProjectMigration[] = projectMigrations,
): boolean {
  const info = files.get('millrace.json') as { format?: unknown } | null | undefined;
  const known = migrations.length + 1;
  const found = info?.format;
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) return false;
  if (found > known) throw fail('PROJECT_TOO_NEW', { folder, found, known });
  const needed = migrations.filter((migration) => migration.to > found);
  for (const migration of needed) {
    migration.migrate(files);
    files.set('millrace.json', { ...(files.get('millrace.json') as object), format: migration.to });
  }
  return needed.length > 0;
}

import { z } from 'zod';
import { Dashboard } from './dashboards.ts';
import { type Family, familyNames } from './families.ts';
import { GoldenTest } from './golden-test.ts';
import { Id } from './ids.ts';
import { OwnMeaning } from './meanings.ts';
import { Dataset, Layout, Model, ProjectInfo, QualityRules, Recipe, Scenario, Service, Variables } from './objects.ts';
import { Worksheet } from './statistics.ts';

export * from './canvas-colours.ts';
export * from './chart-fields.ts';
export * from './charts.ts';
export * from './dashboards.ts';
export * from './families.ts';
export * from './golden-test.ts';
export * from './ids.ts';
export * from './meanings.ts';
export * from './objects.ts';
export * from './statistics.ts';
export * from './variable-uses.ts';

/** The schema of each family. */
export const families = {
  datasets: Dataset,
  recipes: Recipe,
  models: Model,
  quality: QualityRules,
  statistics: Worksheet,
  scenarios: Scenario,
  dashboards: Dashboard,
  services: Service,
  tests: GoldenTest,
  meanings: OwnMeaning,
} as const satisfies Record<Family, z.ZodType>;

/** A whole project in memory: what the folder on disk holds, without data. */
export const Project = z.object({
  info: ProjectInfo,
  variables: Variables,
  layout: Layout,
  datasets: z.record(Id, Dataset),
  recipes: z.record(Id, Recipe),
  models: z.record(Id, Model),
  quality: z.record(Id, QualityRules),
  statistics: z.record(Id, Worksheet).default({}),
  scenarios: z.record(Id, Scenario),
  dashboards: z.record(Id, Dashboard),
  services: z.record(Id, Service),
  tests: z.record(Id, GoldenTest).default({}),
  meanings: z.record(Id, OwnMeaning).default({}),
});
export type Project = z.infer<typeof Project>;

/**
 * One change of a project file: the object's new value, or null to delete it. `info`, `variables` and `layout` are single files (id `-`).
 * A list of edits is applied as one: all or none. Each is undone by its inverse.
 */
export const Edit = z.object({
  family: z.enum(['info', 'variables', 'layout', ...familyNames]),
  id: z.string(),
  value: z.unknown().nullable(),
});
export type Edit = z.infer<typeof Edit>;

import type { Project, Tile } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { numericTypes } from '../../../nodes/contract/schema.ts';
import { freePlace } from './place-tiles.ts';

/** An id that is not taken: `tile-1`, `tile-2`, … */
export function freeId(prefix: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  let n = 1;
  while (used.has(`${prefix}-${n}`)) n += 1;
  return `${prefix}-${n}`;
}

/** A project id from a name: `Fraud of the day` → `fraud-of-the-day`. */
export function idFromName(name: string, taken: Iterable<string>): string {
  const base = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const used = new Set(taken);
  return base && !used.has(base) ? base : freeId(base || 'dashboard', used);
}

const sizes: Record<Tile['content']['kind'], [w: number, h: number]> = {
  chart: [6, 4],
  text: [4, 3],
  quality: [4, 3],
  scenario: [4, 2],
};

/** A new tile at the first free place, with a content that can be drawn at once; null when the project has none. */
export function newTile(
  kind: Tile['content']['kind'],
  tiles: readonly Tile[],
  { project, schemas }: { project: Project; schemas: ReadonlyMap<string, Schema> },
): Tile | null {
  const content = newContent(kind, project, schemas);
  if (!content) return null;
  const [w, h] = sizes[kind];
  const title = { chart: 'New chart', text: '', quality: 'Data quality', scenario: 'Scenario' }[kind];
  return {
    id: freeId(
      'tile',
      tiles.map(({ id }) => id),
    ),
    title,
    ...freePlace(tiles, w, h),
    content,
  };
}

function newContent(
  kind: Tile['content']['kind'],
  project: Project,
  schemas: ReadonlyMap<string, Schema>,
): Tile['content'] | null {
  if (kind === 'text') return { kind, markdown: '## Heading\n\nWrite what readers should know.' };
  if (kind === 'scenario') {
    const [scenario] = Object.keys(project.scenarios);
    return scenario ? { kind, scenario } : null;
  }
  if (kind === 'quality') {
    const dataset = Object.keys(project.quality)[0] ?? Object.keys(project.datasets)[0];
    return dataset ? { kind, dataset } : null;
  }
  const built = [...schemas].filter(([, schema]) => schema.length > 0);
  const [dataset, schema] = built.at(-1) ?? [];
  if (!dataset || !schema) return null;
  const group =
    schema.find(({ type, meaning }) => meaning === 'category' || type === 'boolean') ??
    schema.find(({ name, type }) => type === 'string' && !name.endsWith('id')) ??
    schema.find(({ type }) => !numericTypes.includes(type)) ??
    schema[0];
  return {
    kind: 'chart',
    chart: {
      kind: 'columns',
      dataset,
      dimension: group ? { column: group.name, bin: 'none' } : undefined,
      measures: [{ aggregate: 'count', label: 'Rows' }],
      limit: 20,
    },
  };
}

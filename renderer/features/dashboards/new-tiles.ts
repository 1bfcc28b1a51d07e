import type { Project, Tile } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { freeId } from '../../explore/chart-builder/ids.ts';
import { freePlace } from '../../explore/chart-builder/place-tiles.ts';

type TileKind = Tile['content']['kind'];

const sizes: Record<TileKind, [w: number, h: number]> = {
  chart: [6, 4],
  text: [4, 3],
  quality: [4, 3],
  metric: [3, 2],
  scenario: [4, 2],
  model: [4, 4],
  image: [3, 3],
};

const titles: Record<TileKind, string> = {
  chart: 'New chart',
  text: '',
  quality: 'Data quality',
  metric: 'Measured',
  scenario: 'Scenario',
  model: 'Model',
  image: '',
};

interface Surroundings {
  project: Project;
  schemas: ReadonlyMap<string, Schema>;
}

/** A new tile at the first free place, with a content that can be drawn at once; null when the project has none. */
export function newTile(kind: TileKind, tiles: readonly Tile[], { project, schemas }: Surroundings): Tile | null {
  const content = newContent(kind, project, schemas);
  return content ? placedTile(content, tiles, titles[kind]) : null;
}

/** A tile with that content at the first free place. */
export function placedTile(content: Tile['content'], tiles: readonly Tile[], title: string): Tile {
  const [w, h] = sizes[content.kind];
  const id = freeId(
    'tile',
    tiles.map((tile) => tile.id),
  );
  return { id, title, ...freePlace(tiles, w, h), content };
}

function newContent(kind: TileKind, project: Project, schemas: Surroundings['schemas']): Tile['content'] | null {
  if (kind === 'text') return { kind, markdown: '## Heading\n\nWrite what readers should know.' };
  if (kind === 'image') return { kind, source: '', alt: '', fit: 'contain' };
  if (kind === 'scenario') {
    const [scenario] = Object.keys(project.scenarios);
    return scenario ? { kind, scenario } : null;
  }
  if (kind === 'model') {
    const [model] = Object.keys(project.models);
    return model ? { kind, model } : null;
  }
  if (kind === 'metric') {
    const [rules] = Object.values(project.quality).filter((one) => one.rules.length > 0);
    const [rule] = rules?.rules ?? [];
    return rules && rule ? { kind, dataset: rules.id, rule: rule.id } : null;
  }
  if (kind === 'quality') {
    const dataset = Object.keys(project.quality)[0] ?? Object.keys(project.datasets)[0];
    return dataset ? { kind, dataset } : null;
  }
  const [dataset] = [...schemas].filter(([, schema]) => schema.length > 0).at(-1) ?? Object.keys(project.datasets);
  return dataset ? { kind, chart: { kind: 'columns', dataset, measures: [] } } : null;
}

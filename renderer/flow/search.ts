import type { CatalogKind } from '../../nodes/contract/catalog.ts';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import { typeNames } from '../ui/cell-text.ts';
import { stateLooks } from './node-state.ts';
import { noteNodeId, zoneNodeId } from './zones.ts';

export const searchGroups = ['Nodes', 'Columns', 'Settings', 'Notes and tags'] as const;
export type SearchGroup = (typeof searchGroups)[number];

/** One thing that can be found. */
export interface Finding {
  key: string;
  group: SearchGroup;
  /** The node, zone or note to go to, as the canvas names it. */
  target: string;
  title: string;
  /** Where it is, or more of it. */
  detail: string;
  /** All that is searched, in lower case. */
  text: string;
  /** What it is, for its picture. */
  kind: 'dataset' | 'recipe' | 'model' | 'zone' | 'note';
  icon?: string;
}

type Entry = Omit<Finding, 'key' | 'text'> & { also?: string };

interface Source {
  project: Project;
  flow: ReadonlyMap<string, FlowNode>;
  kinds: ReadonlyMap<string, CatalogKind>;
}

/** Everything of the flow that can be found: nodes, columns, settings, notes and tags. */
export function searchIndex(source: Source): Finding[] {
  const entries = [...nodeEntries(source), ...columnEntries(source), ...settingEntries(source), ...noteEntries(source)];
  return entries.map(({ also = '', ...entry }, index) => ({
    ...entry,
    key: `${index}`,
    text: `${entry.title} ${entry.detail} ${also}`.toLowerCase(),
  }));
}

function* nodeEntries({ project, flow, kinds }: Source): Generator<Entry> {
  const state = (id: string) => stateLooks[flow.get(id)?.state ?? 'ready'].label;
  for (const { id, name, source } of Object.values(project.datasets)) {
    const what = source.kind === 'files' ? `Dataset from ${source.path}` : 'Dataset';
    yield { group: 'Nodes', target: id, title: name, detail: `${what} · ${state(id)}`, also: id, kind: 'dataset' };
  }
  for (const recipe of Object.values(project.recipes)) {
    const kind = kinds.get(recipe.kind);
    const detail = `${kind?.label ?? recipe.kind} · ${recipe.bypassed ? 'Bypassed' : state(recipe.id)}`;
    const entry: Entry = {
      group: 'Nodes',
      target: recipe.id,
      title: recipe.name,
      detail,
      also: recipe.id,
      kind: 'recipe',
    };
    yield kind ? { ...entry, icon: kind.icon } : entry;
  }
  for (const { id, name } of Object.values(project.models))
    yield { group: 'Nodes', target: id, title: name, detail: `Model · ${state(id)}`, also: id, kind: 'model' };
  for (const { id, name, nodes } of Object.values(project.layout.zones ?? {}))
    yield { group: 'Nodes', target: zoneNodeId(id), title: name, detail: `Zone of ${nodes.length}`, kind: 'zone' };
}

function* columnEntries({ project, flow }: Source): Generator<Entry> {
  for (const dataset of Object.values(project.datasets)) {
    const schema = flow.get(dataset.id)?.schema ?? dataset.schema ?? [];
    for (const { name, type } of schema)
      yield {
        group: 'Columns',
        target: dataset.id,
        title: name,
        detail: `${typeNames[type]} in ${dataset.name}`,
        kind: 'dataset',
      };
  }
}

/** Texts of settings; one that a recipe has in several places is one finding. */
function* settingEntries({ project, kinds }: Source): Generator<Entry> {
  for (const recipe of Object.values(project.recipes)) {
    const icon = kinds.get(recipe.kind)?.icon;
    const places = new Map<string, string[]>();
    for (const { path, value } of texts(recipe.settings, []))
      places.set(value, [...(places.get(value) ?? []), path.join(' · ')]);
    for (const [title, [first, ...more]] of places) {
      const where = more.length > 0 ? `${first} and ${more.length} more` : first;
      const detail = `${recipe.name}: ${where}`;
      const entry: Entry = {
        group: 'Settings',
        target: recipe.id,
        title,
        detail,
        also: more.join(' '),
        kind: 'recipe',
      };
      yield icon ? { ...entry, icon } : entry;
    }
  }
}

/** Texts and numbers within settings, with the way to them in words: `step 3 · formula`. */
function* texts(value: unknown, path: string[]): Generator<{ path: string[]; value: string }> {
  if (typeof value === 'string' || typeof value === 'number') {
    if (`${value}`.trim()) yield { path, value: `${value}` };
  } else if (Array.isArray(value)) {
    const plain = value.every((one) => typeof one === 'string');
    if (plain && value.length > 0) yield { path, value: value.join(', ') };
    else for (const [index, one] of value.entries()) yield* texts(one, [...path.slice(0, -1), numbered(path, index)]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value))
      if (key !== 'id') yield* texts(one, key === 'settings' ? path : [...path, words(key)]);
  }
}

const words = (key: string) => key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
const numbered = (path: readonly string[], index: number) =>
  `${(path.at(-1) ?? '').replace(/s$/, '')} ${index + 1}`.trim();

function* noteEntries({ project, kinds }: Source): Generator<Entry> {
  const families = [
    ['dataset', project.datasets],
    ['recipe', project.recipes],
    ['model', project.models],
  ] as const;
  for (const [kind, things] of families)
    for (const { id, name, notes, tags = [] } of Object.values(things)) {
      const recipe = project.recipes[id];
      const icon = recipe ? kinds.get(recipe.kind)?.icon : undefined;
      const common = { group: 'Notes and tags' as const, target: id, kind, ...(icon && { icon }) };
      if (notes) yield { ...common, title: firstLine(notes), detail: `Note on ${name}`, also: notes };
      for (const tag of tags) yield { ...common, title: tag, detail: `Tag of ${name}` };
    }
  for (const { id, text } of Object.values(project.layout.notes ?? {}))
    yield {
      group: 'Notes and tags',
      target: noteNodeId(id),
      title: firstLine(text),
      detail: 'Note on the canvas',
      also: text,
      kind: 'note',
    };
}

const firstLine = (text: string) => (text.split('\n').find((line) => line.trim()) ?? '').replace(/^[#>*\-\s]+/, '');

export interface FoundGroup {
  group: SearchGroup;
  found: Finding[];
  /** How many more there are. */
  more: number;
}

/** What holds all words of a query, by group; where the title starts with it comes first. */
export function findInFlow(index: readonly Finding[], query: string, limit: number): FoundGroup[] {
  const wanted = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const whole = wanted.join(' ');
  const rank = ({ title }: Finding) => {
    const name = title.toLowerCase();
    if (name === whole) return 0;
    if (name.startsWith(whole)) return 1;
    return name.includes(whole) ? 2 : 3;
  };
  const hits = index.filter(({ text }) => wanted.every((word) => text.includes(word)));
  return searchGroups.flatMap((group) => {
    const all = hits.filter((one) => one.group === group).sort((a, b) => rank(a) - rank(b));
    return all.length > 0 ? [{ group, found: all.slice(0, limit), more: Math.max(0, all.length - limit) }] : [];
  });
}

import { mapTexts, renameRefs, variableRefs } from '../../base/variable-refs.ts';
import { mapChartTexts } from './chart-texts.ts';
import type { Edit, Family, Project } from './index.ts';

/** `reads`: a `${name}` in a setting. `sets`: a scenario gives it another value for its run. `pins`: a golden test fixes it. */
export type VariableHow = 'reads' | 'sets' | 'pins';

/** One place of a project where a variable is used. */
export interface VariableUse {
  variable: string;
  how: VariableHow;
  family: Family;
  /** Id of the object; of rules that of their dataset. */
  id: string;
  /** Name of the object, as a person knows it. */
  name: string;
  /** Where in the object: keys and places in lists. */
  path: readonly string[];
  /** The setting as it stands there. */
  text: string;
}

/** A part of an object whose texts are filled with variables. */
interface FilledPart {
  path: readonly string[];
  value: unknown;
  /** Goes through those of its texts that are filled; all of them when absent. */
  map?: typeof mapTexts;
}

type Thing = { id: string } & Record<string, unknown>;

/** Which texts of an object are filled with variables; everything else of it is left as it is written. */
const filledParts: Partial<Record<Family, (thing: Thing) => FilledPart[]>> = {
  datasets: ({ source }) => [{ path: ['source'], value: source }],
  recipes: ({ settings }) => [{ path: ['settings'], value: settings }],
  quality: ({ rules }) => settingsOf('rules', rules),
  scenarios: ({ steps, reporters }) => [...settingsOf('steps', steps), ...settingsOf('reporters', reporters)],
  dashboards: ({ pages }) =>
    listOf(pages).flatMap(({ tiles }, page) =>
      listOf(tiles).flatMap(({ content }, tile) => {
        const chart = (content as { chart?: unknown } | undefined)?.chart;
        return chart === undefined
          ? []
          : [{ path: ['pages', `${page}`, 'tiles', `${tile}`, 'content', 'chart'], value: chart, map: mapChartTexts }];
      }),
    ),
};

const listOf = (value: unknown) => (Array.isArray(value) ? value : []) as Record<string, unknown>[];
const settingsOf = (key: string, items: unknown): FilledPart[] =>
  listOf(items).map(({ settings }, index) => ({ path: [key, `${index}`, 'settings'], value: settings }));

const families = ['datasets', 'recipes', 'quality', 'scenarios', 'dashboards', 'tests'] as const;

/** Every use of every variable, in the order of the project's families. */
export function variableUses(project: Project): VariableUse[] {
  return families.flatMap((family) =>
    Object.values(project[family]).flatMap((thing) => {
      const name = nameOf(project, family, thing);
      const place = { family, id: thing.id, name };
      return [...reads(family, thing), ...givenValues(family, thing)].map((use) => ({ ...use, ...place }));
    }),
  );
}

type Found = Pick<VariableUse, 'variable' | 'how' | 'path' | 'text'>;

function reads(family: Family, thing: Thing): Found[] {
  const found: Found[] = [];
  for (const { value, path: place, map = mapTexts } of filledParts[family]?.(thing) ?? [])
    map(
      value,
      (text, path) => {
        for (const variable of new Set(variableRefs(text).map(({ name }) => name)))
          found.push({ variable, how: 'reads', path, text });
        return text;
      },
      place,
    );
  return found;
}

/** Where a variable is given a value by its name. */
function givenValues(family: Family, thing: Thing): Found[] {
  const found = (how: VariableHow, path: readonly string[], values: unknown): Found[] =>
    Object.entries((values ?? {}) as Record<string, unknown>).map(([variable, text]) => ({
      ...{ variable, how, path: [...path, variable] },
      text: String(text),
    }));
  if (family === 'tests') return found('pins', ['variables'], thing.variables);
  if (family !== 'scenarios') return [];
  return listOf(thing.steps).flatMap(({ kind, settings }, index) =>
    kind === 'set-variables'
      ? found('sets', ['steps', `${index}`, 'settings', 'variables'], (settings as Record<string, unknown>).variables)
      : [],
  );
}

function nameOf(project: Project, family: Family, thing: Thing): string {
  const named = family === 'quality' ? project.datasets[thing.id] : thing;
  return typeof named?.name === 'string' ? named.name : thing.id;
}

/** Gives a variable another name, wherever it is used; as one list of edits it is undone as one. */
export function renameVariable(project: Project, from: string, to: string): Edit[] {
  const edits: Edit[] = [];
  if (Object.hasOwn(project.variables, from))
    edits.push({ family: 'variables', id: '-', value: renameKey(project.variables, from, to) });
  const { variables: notes, ...info } = project.info;
  if (notes && Object.hasOwn(notes, from))
    edits.push({ family: 'info', id: '-', value: { ...info, variables: renameKey(notes, from, to) } });
  const used = new Map<string, { family: Family; id: string }>();
  for (const { variable, family, id } of variableUses(project))
    if (variable === from) used.set(`${family}/${id}`, { family, id });
  for (const { family, id } of used.values()) {
    const thing = project[family][id];
    if (thing) edits.push({ family, id, value: renamedIn(family, thing, { from, to }) });
  }
  return edits;
}

function renamedIn(family: Family, thing: Thing, { from, to }: { from: string; to: string }): unknown {
  let value: unknown = thing;
  for (const { value: filled, path, map = mapTexts } of filledParts[family]?.(thing) ?? [])
    value = withPart(value, path, () => map(filled, (text) => renameRefs(text, from, to)));
  for (const { variable, path } of givenValues(family, thing))
    if (variable === from)
      value = withPart(value, path.slice(0, -1), (values) => renameKey(values as object, from, to));
  return value;
}

/** Keeps the place of the key among the others. */
function renameKey(values: object, from: string, to: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key === from ? to : key, value]));
}

function withPart(value: unknown, path: readonly string[], change: (part: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.with(Number(key), withPart(value[Number(key)], rest, change));
  const fields = value as Record<string, unknown>;
  return { ...fields, [key]: withPart(fields[key], rest, change) };
}

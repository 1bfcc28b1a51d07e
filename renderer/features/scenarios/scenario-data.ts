import type { CatalogKind, FormField, FormSection } from '../../../nodes/contract/catalog.ts';
import type { ScenarioRun } from '../../../nodes/contract/flow.ts';
import type { Project, Scenario, ScenarioStep } from '../../../nodes/contract/project/index.ts';
import type { DurationBar } from '../../ui/DurationBars.tsx';
import { outcomes } from '../../ui/run-tones.ts';

export type Trigger = Scenario['triggers'][number];
export type RunStep = ScenarioRun['steps'][number];

/** Milliseconds that a run or step took; until `now` while it goes on; null before its start. */
export function durationOf(
  { startedAt, endedAt }: { startedAt: string | null; endedAt: string | null },
  now = Date.now(),
): number | null {
  if (!startedAt) return null;
  return Math.max(0, (endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt));
}

/** The last runs as bars, oldest first. */
export const runBars = (runs: readonly ScenarioRun[], most = 40): DurationBar[] =>
  runs
    .slice(0, most)
    .reverse()
    .map((run) => ({
      id: run.id,
      startedAt: run.startedAt,
      ms: durationOf(run) ?? 0,
      ...outcomes[run.outcome],
    }));

/** What started a run, in words: a person, another scenario, or one of its triggers by the name of its kind. */
export function causeOf(run: ScenarioRun, triggers: readonly Trigger[], kinds: readonly CatalogKind[]): string {
  if (run.trigger === 'manual') return 'by hand';
  if (run.trigger === 'scenario') return 'another scenario';
  const kind = triggers.find(({ id }) => id === run.trigger)?.kind;
  return kinds.find(({ id }) => id === kind)?.label ?? 'a former trigger';
}

/** An id that none of the list has: `s1`, `s2`, … */
export function nextId(prefix: string, list: readonly { id: string }[]): string {
  const taken = new Set(list.map(({ id }) => id));
  let n = list.length + 1;
  while (taken.has(`${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
}

export const newStep = (kind: CatalogKind, steps: readonly ScenarioStep[]): ScenarioStep => ({
  id: nextId('s', steps),
  kind: kind.id,
  settings: kind.defaults,
  runIf: 'no-failure',
  retries: 0,
  ignoreFailure: false,
});

export const newTrigger = (kind: CatalogKind, triggers: readonly Trigger[]): Trigger => ({
  id: nextId('t', triggers),
  kind: kind.id,
  enabled: true,
  settings: kind.defaults,
});

/** A list with one item moved by some places. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(Math.min(next.length, Math.max(0, from + by)), 0, item);
  return next;
}

/** Fields that choose several datasets: their setting is an array in the schema of the kind. */
export function datasetLists({ form, settings }: CatalogKind): FormField[] {
  const properties = (settings.properties ?? {}) as Record<string, { type?: unknown }>;
  return form.flatMap(({ fields }) =>
    fields.filter(({ widget, key }) => widget === 'dataset' && properties[key]?.type === 'array'),
  );
}

/** The form without some fields. */
export const formWithout = (form: readonly FormSection[], fields: readonly FormField[]): FormSection[] =>
  form
    .map((section) => ({ ...section, fields: section.fields.filter((field) => !fields.includes(field)) }))
    .filter((section) => section.fields.length > 0);

/** One line about what a step or trigger will do, from its settings. */
export function summary(settings: Record<string, unknown>, names: ReadonlyMap<string, string>): string {
  const words = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(words).join(', ');
    if (typeof value === 'string') return names.get(value) ?? value;
    if (typeof value === 'object' && value !== null) {
      return Object.entries(value)
        .map(([key, one]) => `${key} = ${words(one)}`)
        .join(', ');
    }
    return typeof value === 'number' ? String(value) : '';
  };
  return Object.values(settings).map(words).filter(Boolean).join(' · ');
}

/** What texts of a scenario know beside the variables of the project. */
const always = ['today', 'yesterday', 'tomorrow', 'now', 'scenario', 'outcome'];

/** Values that the steps of a scenario set, by name. */
export const setValues = ({ steps }: Scenario): [string, string][] =>
  steps.flatMap(({ kind, settings }) =>
    kind === 'set-variables' ? Object.entries((settings.variables ?? {}) as Record<string, string>) : [],
  );

/** Names that settings of its steps may use besides: what steps set, here or in scenarios that run this one, and dates. */
export function runNames(project: Project, scenario: Scenario): string[] {
  const callers = Object.values(project.scenarios).filter(({ steps }) =>
    steps.some(({ kind, settings }) => kind === 'run-scenario' && settings.scenario === scenario.id),
  );
  return [...new Set([...[scenario, ...callers].flatMap((one) => setValues(one).map(([name]) => name)), ...always])];
}

/** Names of datasets and models by id. */
export const namesOf = (project: Project) =>
  new Map([...Object.values(project.datasets), ...Object.values(project.models)].map(({ id, name }) => [id, name]));

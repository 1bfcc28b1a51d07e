import type { Problem } from '../../../../nodes/base/problem.ts';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';

/** A step of a prepare recipe as its settings hold it. */
export interface Step {
  id: string;
  kind: string;
  settings: Record<string, unknown>;
  disabled?: boolean;
  comment?: string;
  /** Name of the group; neighbours of one name are shown together. */
  group?: string;
}

type Steps = readonly Step[];

export const stepsOf = (settings: Record<string, unknown>): Step[] =>
  Array.isArray(settings.steps) ? (settings.steps as Step[]) : [];

function freeStepId(steps: Steps): string {
  let n = steps.length + 1;
  while (steps.some(({ id }) => id === `s${n}`)) n += 1;
  return `s${n}`;
}

const insert = (steps: Steps, at: number, step: Step): Step[] => [...steps.slice(0, at), step, ...steps.slice(at)];

/** A new step of a kind, at a place. */
export const withNewStep = (steps: Steps, at: number, kind: CatalogKind): Step[] =>
  insert(steps, at, { id: freeStepId(steps), kind: kind.id, settings: structuredClone(kind.defaults) });

/** A copy of the step at a place, right after it. */
export function withCopy(steps: Steps, at: number): Step[] {
  const step = steps[at];
  return step ? insert(steps, at + 1, { ...structuredClone(step), id: freeStepId(steps) }) : [...steps];
}

export function withMoved(steps: Steps, from: number, to: number): Step[] {
  const step = steps[from];
  return step ? insert(steps.toSpliced(from, 1), to, step) : [...steps];
}

/** The steps with a suggested one after the `shown` first ones (null: at the end), and its place. */
export function withSuggestion(
  settings: Record<string, unknown>,
  shown: number | null,
  { kind, settings: filled }: Pick<Step, 'kind' | 'settings'>,
): { steps: Step[]; at: number } {
  const steps = stepsOf(settings);
  const at = Math.min(shown ?? steps.length, steps.length);
  return { steps: insert(steps, at, { id: freeStepId(steps), kind, settings: structuredClone(filled) }), at };
}

/** Neighbouring steps of one group, or a step alone, with the place of the first. */
export interface StepBlock {
  group: string | undefined;
  from: number;
  steps: Step[];
}

/** The steps as they are shown: groups of neighbours, and single steps. */
export function blocksOf(steps: Steps): StepBlock[] {
  const blocks: StepBlock[] = [];
  for (const [at, step] of steps.entries()) {
    const last = blocks.at(-1);
    if (last && step.group !== undefined && last.group === step.group) last.steps.push(step);
    else blocks.push({ group: step.group, from: at, steps: [step] });
  }
  return blocks;
}

/** A name for a group that no other has. */
export function freeGroupName(steps: Steps): string {
  const taken = new Set(steps.map(({ group }) => group));
  let n = 1;
  while (taken.has(`Group ${n}`)) n += 1;
  return `Group ${n}`;
}

/** The chosen steps put together where the first of them stands, in a group; undefined takes them out of theirs. */
export function withGroup(steps: Steps, chosen: readonly string[], group: string | undefined): Step[] {
  const marked = (step: Step): Step => {
    const { group: _, ...rest } = step;
    return group === undefined ? rest : { ...rest, group };
  };
  if (group === undefined) return steps.map((step) => (chosen.includes(step.id) ? marked(step) : step));
  const first = steps.findIndex(({ id }) => chosen.includes(id));
  const members = steps.filter(({ id }) => chosen.includes(id)).map(marked);
  const others = steps.filter(({ id }) => !chosen.includes(id));
  const at = steps.slice(0, Math.max(0, first)).filter(({ id }) => !chosen.includes(id)).length;
  return [...others.slice(0, at), ...members, ...others.slice(at)];
}

/** Steps as text, for the clipboard. */
export const stepsText = (steps: Steps): string => JSON.stringify({ millrace: 'steps', steps }, null, 2);

/** The steps of a text that `stepsText` made; null when it is something else. */
export function stepsFromText(text: string): Step[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('steps' in parsed)) return null;
    if ((parsed as { millrace?: unknown }).millrace !== 'steps' || !Array.isArray(parsed.steps)) return null;
    const steps = (parsed.steps as unknown[]).flatMap((step) => (isStep(step) ? [step] : []));
    return steps.length > 0 ? steps : null;
  } catch {
    return null;
  }
}

const isStep = (value: unknown): value is Step =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Step).id === 'string' &&
  typeof (value as Step).kind === 'string' &&
  typeof (value as Step).settings === 'object';

/** The steps with others put in at a place, each under an id of its own. */
export function withPasted(steps: Steps, at: number, pasted: Steps): Step[] {
  return pasted.reduce<Step[]>(
    (all, step, index) => insert(all, at + index, { ...structuredClone(step), id: freeStepId(all) }),
    [...steps],
  );
}

/** The problems of the step at a place, their paths inside the settings of the step; none for the step as a whole. */
export function problemsOfStep(problems: readonly Problem[], at: number): Problem[] {
  const own = `steps.${at}`;
  return problems.flatMap(({ path, message, ...problem }) => {
    if (path !== own && !path?.startsWith(`${own}.`)) return [];
    const within = path.slice(own.length + 1).replace(/^settings\./, '');
    // The message names the step, which is plain where it stands.
    return [{ ...problem, message: message.replace(/^Step \d+ \(.*?\): /, ''), ...(within && { path: within }) }];
  });
}

/** The same with what is wrong at its field: a setting that the message names, or the formula of a kind that has one only. */
export function atFields(problems: readonly Problem[], kind: CatalogKind | undefined): Problem[] {
  const fields = kind?.form.flatMap((group) => group.fields) ?? [];
  const formulas = fields.filter(({ widget }) => widget === 'formula');
  return problems.map((problem) => {
    if (problem.path) return problem;
    const [formula] = formulas;
    if (problem.code === 'PREPARE_FORMULA' && formula && formulas.length === 1)
      return { ...problem, path: formula.key };
    const [, key = '', rest = ''] = /^(\w+): (.+)$/.exec(problem.message) ?? [];
    const isField = problem.code === 'PREPARE_SETTINGS' && fields.some((field) => field.key === key);
    return isField ? { ...problem, path: key, message: rest.charAt(0).toUpperCase() + rest.slice(1) } : problem;
  });
}

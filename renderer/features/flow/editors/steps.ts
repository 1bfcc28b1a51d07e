import type { Problem } from '../../../../nodes/base/problem.ts';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';

/** A step of a prepare recipe as its settings hold it. */
export interface Step {
  id: string;
  kind: string;
  settings: Record<string, unknown>;
  disabled?: boolean;
  comment?: string;
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

/** The problems of the step at a place, their paths inside the settings of the step. */
export function problemsOfStep(problems: readonly Problem[], at: number): Problem[] {
  const prefix = `steps.${at}.`;
  return problems.flatMap((problem) =>
    problem.path?.startsWith(prefix)
      ? [{ ...problem, path: problem.path.slice(prefix.length).replace(/^settings\./, '') }]
      : [],
  );
}

import type { BuildPlan, Job, LastRun } from '../../../../nodes/contract/flow.ts';
import { formatCount, formatDuration, formatMany } from '../../../ui/format.ts';

type Mode = Job['mode'];

interface ModeWords {
  mode: Mode;
  label: string;
  help: string;
}

const ofSome: readonly ModeWords[] = [
  { mode: 'required', label: 'What is out of date', help: 'These and what they need, as far as it is not up to date' },
  { mode: 'only', label: 'Only these', help: 'Just these, on what their inputs hold now' },
  { mode: 'upstream', label: 'These and everything before', help: 'All anew, also what is up to date' },
  { mode: 'downstream', label: 'Everything after', help: 'What follows these, as far as it is not up to date' },
];

const ofAll: readonly ModeWords[] = [
  { mode: 'required', label: 'What is out of date', help: 'The whole flow, as far as it is not up to date' },
  { mode: 'upstream', label: 'Everything again', help: 'The whole flow anew, also what is up to date' },
];

/** Ways to run, for some targets or the whole flow. */
export const modesFor = (targets: readonly string[]): readonly ModeWords[] => (targets.length === 0 ? ofAll : ofSome);

/** How many recipes of a plan can run: the others are not set up, or come after such. */
export function runnable({ activities }: BuildPlan): number {
  const stuck = new Set<string>();
  for (const { recipe, after, problem } of activities.toSorted((a, b) => a.step - b.step))
    if (problem !== null || after.some((one) => stuck.has(one))) stuck.add(recipe);
  return activities.length - stuck.size;
}

/** What the plan comes to, in one line. */
export function planSummary(plan: BuildPlan): string {
  const { activities, skipped, estimateMs } = plan;
  const count = activities.length;
  if (count === 0) return '';
  const able = runnable(plan);
  if (able < count) return `${able === 0 ? 'None' : formatCount(able)} of ${formatMany(count, 'recipe')} can run`;
  const steps = Math.max(...activities.map(({ step }) => step));
  return [
    count === 1 ? '1 recipe runs' : `${count} recipes run`,
    steps > 1 ? `in ${steps} steps` : '',
    skipped.length === 1 ? '· 1 stays as it is' : '',
    skipped.length > 1 ? `· ${skipped.length} stay as they are` : '',
    estimateMs === null ? '' : `· about ${formatDuration(estimateMs)}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** What the last run took: `165,020 rows in 1.2 s`. */
export function lastWords(last: LastRun | null): string {
  if (!last) return 'never run';
  const rows = last.rows === null ? '' : `${formatCount(last.rows)} ${last.rows === 1 ? 'row' : 'rows'} in `;
  return `${rows}${formatDuration(last.ms)}`;
}

export interface PlanStep {
  step: number;
  runs: BuildPlan['activities'];
}

/** Recipes by the step that they run in. */
export function stepsOf({ activities }: BuildPlan): PlanStep[] {
  const groups = Map.groupBy(activities, ({ step }) => step);
  return [...groups].sort(([a], [b]) => a - b).map(([step, runs]) => ({ step, runs }));
}

/** A reason as a sentence of its own. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

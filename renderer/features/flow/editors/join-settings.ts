import { type Column, type DataType, type Schema, temporalTypes } from '../../../../nodes/contract/schema.ts';
import { isNumber } from '../../../ui/cell-text.ts';

export interface Condition {
  left: string;
  leftInput?: number;
  right: string;
  compare?: string;
}

export interface JoinStep {
  kind?: string;
  on?: Condition[];
  columns?: string[];
  prefix?: string;
}

export interface Side {
  id: string;
  name: string;
  schema: Schema;
}

/** Kinds of joins with what they keep: the rows of the left circle, of both, of the right one. */
export const joinKinds = [
  {
    value: 'left',
    label: 'Left join',
    keeps: ['left', 'both'],
    help: 'All left rows, with the match where there is one',
  },
  { value: 'inner', label: 'Inner join', keeps: ['both'], help: 'Only rows that match' },
  {
    value: 'right',
    label: 'Right join',
    keeps: ['both', 'right'],
    help: 'All right rows, with the match where there is one',
  },
  { value: 'full', label: 'Full join', keeps: ['left', 'both', 'right'], help: 'All rows of both sides' },
  { value: 'left-anti', label: 'Left without match', keeps: ['left'], help: 'Left rows that match nothing' },
  { value: 'right-anti', label: 'Right without match', keeps: ['right'], help: 'Right rows that match nothing' },
  {
    value: 'cross',
    label: 'Cross join',
    keeps: ['left', 'both', 'right'],
    help: 'Every left row with every right row',
  },
  {
    value: 'asof',
    label: 'As-of join',
    keeps: ['left', 'both'],
    help: 'The latest right row that is not after the left one',
  },
] as const;

export const comparisons = [
  { value: 'eq', label: '=' },
  { value: 'ne', label: '≠' },
  { value: 'lt', label: '<' },
  { value: 'le', label: '≤' },
  { value: 'gt', label: '>' },
  { value: 'ge', label: '≥' },
] as const;

/** The join steps of the settings, one for each input after the first. */
export function joinSteps(settings: Record<string, unknown>, inputs: number): JoinStep[] {
  const given = Array.isArray(settings.joins) ? (settings.joins as JoinStep[]) : [];
  return Array.from({ length: Math.max(0, inputs - 1) }, (_, index) => given[index] ?? { kind: 'left', on: [] });
}

const family = (type: DataType): string => (isNumber(type) ? 'number' : temporalTypes.includes(type) ? 'time' : type);

export const comparable = (left: Column, right: Column): boolean => family(left.type) === family(right.type);

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');
const singular = (name: string): string => plain(name).replace(/ies$/, 'y').replace(/s$/, '');
const looksLikeKey = (name: string): boolean =>
  /(^|_|-|\s)(id|num|no|nr|key|code|number)$/i.test(name) || /[a-z]Id$/.test(name);

/** How likely two columns are the key of a join, 0 to 1: by their names, keys of whole numbers or texts before measures. */
export function likeness(left: Column, right: Column, rightInput: string): number {
  if (!comparable(left, right)) return 0;
  const [a, b] = [plain(left.name), plain(right.name)];
  const isKey = looksLikeKey(left.name) || looksLikeKey(right.name);
  const measure = left.type === 'double' || left.type === 'decimal' || left.type === 'boolean';
  const factor = measure || family(left.type) === 'time' ? 0.3 : isKey ? 1 : 0.7;
  if (a === b) return factor;
  const table = singular(rightInput);
  if (a === `${table}${b}` || b === `${table}${a}`) return 0.9 * factor;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.endsWith(short)) return 0.6 * factor;
  return short.length >= 4 && long.includes(short) ? 0.4 * factor : 0;
}

/** The likely keys of a join with the next input, best first, each right column once. */
export function likelyKeys(before: readonly Side[], right: Side): (Condition & { score: number })[] {
  const found = before.flatMap(({ schema }, leftInput) =>
    schema.flatMap((left) =>
      right.schema.map((column) => ({
        left: left.name,
        leftInput,
        right: column.name,
        compare: 'eq',
        score: likeness(left, column, right.name) - leftInput * 0.01,
      })),
    ),
  );
  const taken = new Set<string>();
  return found
    .filter(({ score }) => score >= 0.2)
    .sort((a, b) => b.score - a.score)
    .filter((one) => {
      const used = taken.has(`l${one.leftInput}:${one.left}`) || taken.has(`r${one.right}`);
      taken.add(`l${one.leftInput}:${one.left}`).add(`r${one.right}`);
      return !used;
    });
}

/** Names of the next input's columns that are there already; without a prefix they would stand twice in the result. */
export function clashes(names: readonly string[], right: Side, step: JoinStep): string[] {
  if (step.kind === 'left-anti' || step.kind === 'right-anti') return [];
  const keys = new Set((step.on ?? []).filter(({ compare = 'eq' }) => compare === 'eq').map((on) => on.right));
  const chosen = step.columns ?? right.schema.map(({ name }) => name).filter((name) => step.prefix || !keys.has(name));
  const known = new Set(names.map((name) => name.toLowerCase()));
  return chosen.filter((name) => known.has(`${step.prefix ?? ''}${name}`.toLowerCase()));
}

/** The names of the result before the join at a place, for finding clashes. */
export function namesBefore(
  settings: Record<string, unknown>,
  sides: readonly Side[],
  steps: readonly JoinStep[],
  at: number,
): string[] {
  const own = Array.isArray(settings.columns) ? (settings.columns as string[]) : undefined;
  const first = own ?? sides[0]?.schema.map(({ name }) => name) ?? [];
  return steps.slice(0, at).reduce<string[]>((all, step, index) => {
    const right = sides[index + 1];
    if (!right || step.kind === 'left-anti') return all;
    const keys = new Set((step.on ?? []).map((on) => on.right));
    const chosen =
      step.columns ?? right.schema.map(({ name }) => name).filter((name) => step.prefix || !keys.has(name));
    return [...(step.kind === 'right-anti' ? [] : all), ...chosen.map((name) => `${step.prefix ?? ''}${name}`)];
  }, first);
}

/** The step with another kind; an as-of join gets its comparison of times, a cross join loses its conditions. */
export function withKind(step: JoinStep, kind: string, before: readonly Side[], right: Side): JoinStep {
  if (kind === 'cross') return { ...step, kind, on: [] };
  const on = step.on ?? [];
  if (kind !== 'asof' || on.some(({ compare }) => compare && compare !== 'eq')) return { ...step, kind };
  const left = before[0]?.schema.find(({ type }) => temporalTypes.includes(type));
  const time = right.schema.find(({ type }) => temporalTypes.includes(type));
  if (!left || !time) return { ...step, kind };
  return { ...step, kind, on: [...on, { left: left.name, leftInput: 0, right: time.name, compare: 'ge' }] };
}

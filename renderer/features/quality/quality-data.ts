import type { RuleResult } from '../../../nodes/contract/flow.ts';
import { ruleOfMeaning } from '../../../nodes/contract/meanings.ts';
import type { OwnMeanings, Project, QualityRules } from '../../../nodes/contract/project/index.ts';
import type { Column, Schema } from '../../../nodes/contract/schema.ts';
import { worstStatus } from '../../ui/run-tones.ts';

export type Rule = QualityRules['rules'][number];

/** One dataset on the quality page: its rules with what was found last. */
export interface DatasetQuality {
  id: string;
  name: string;
  rules: readonly { rule: Rule; result: RuleResult | undefined }[];
  status: RuleResult['status'];
  /** When the latest result was found; null when none was. */
  checkedAt: string | null;
  counts: Readonly<Record<'OK' | 'WARNING' | 'ERROR', number>>;
}

/** Datasets that have rules, the worst first, then the others by name. */
export function datasetQualities(project: Project, results: readonly RuleResult[]): DatasetQuality[] {
  const found = new Map(results.map((result) => [`${result.dataset}/${result.rule}`, result]));
  const list = Object.values(project.datasets).map(({ id, name }): DatasetQuality => {
    const rules = (project.quality[id]?.rules ?? []).map((rule) => ({ rule, result: found.get(`${id}/${rule.id}`) }));
    const known = rules.flatMap(({ rule, result }) => (result && rule.enabled ? [result] : []));
    const count = (status: RuleResult['status']) => known.filter((result) => result.status === status).length;
    return {
      id,
      name,
      rules,
      status: worstStatus(known),
      checkedAt: known.reduce<string | null>(
        (last, { computedAt }) => (last && last > computedAt ? last : computedAt),
        null,
      ),
      counts: { OK: count('OK'), WARNING: count('WARNING'), ERROR: count('ERROR') },
    };
  });
  const rank = ({ status, rules }: DatasetQuality) =>
    rules.length === 0 ? 9 : ['ERROR', 'WARNING', 'EMPTY', 'OK', 'NOT_COMPUTED'].indexOf(status);
  return list.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, undefined, { numeric: true }));
}

/** Limits of a rule as its settings hold them. */
export interface Limits {
  hard: { min?: number; max?: number };
  soft: { min?: number; max?: number };
}

const bounds = (value: unknown): { min?: number; max?: number } => {
  const { min, max } = (value ?? {}) as { min?: unknown; max?: unknown };
  return { ...(typeof min === 'number' ? { min } : {}), ...(typeof max === 'number' ? { max } : {}) };
};

export const limitsOf = ({ settings }: Rule): Limits => ({ hard: bounds(settings.hard), soft: bounds(settings.soft) });

/** `50 … 400`, `≥ 50`, `≤ 400`; undefined without a limit. */
export function rangeWords(
  { min, max }: { min?: number; max?: number },
  format: (value: number) => string,
): string | undefined {
  if (min !== undefined && max !== undefined) return `${format(min)} … ${format(max)}`;
  if (min !== undefined) return `≥ ${format(min)}`;
  return max === undefined ? undefined : `≤ ${format(max)}`;
}

/** Rules with one added, changed or taken out; null when none is left. */
export function withRules(old: QualityRules | undefined, dataset: string, rules: Rule[]): QualityRules {
  return { id: dataset, autoRun: old?.autoRun ?? true, failBuild: old?.failBuild ?? true, rules };
}

/** An id for a new rule of a kind that is not taken. */
export function ruleId(kind: string, rules: readonly Rule[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  let n = 1;
  while (taken.has(n === 1 ? kind : `${kind}-${n}`)) n += 1;
  return n === 1 ? kind : `${kind}-${n}`;
}

/** Columns whose values can be checked for what they mean, and that no rule checks for it yet. */
export function uncheckedMeanings(
  schema: Schema,
  { declared, rules, own }: { declared: Schema | undefined; rules: readonly Rule[]; own: OwnMeanings },
): string[] {
  const checked = new Set(rules.flatMap(({ kind, settings }) => (kind === MEANING_RULE ? settings.column : [])));
  const said = new Map(declared?.map(({ name, meaning }) => [name, meaning]));
  const canFail = ({ type, ...column }: Column) => {
    const meaning = said.get(column.name) ?? column.meaning;
    const rule = meaning && ruleOfMeaning(meaning, own);
    if (!rule?.types.includes(type)) return false;
    const isTold = rule.pattern !== undefined || rule.values !== undefined;
    return (
      (type === 'string' && isTold) || rule.range !== undefined || meaning?.startsWith('own:') || meaning === 'integer'
    );
  };
  return schema.filter((column) => !checked.has(column.name) && canFail(column)).map(({ name }) => name);
}

const MEANING_RULE = 'valid-for-meaning';

/** A new rule for what a column means, with the settings of the catalogue. */
export const meaningRuleFor = (column: string, rules: readonly Rule[]): Rule => ({
  id: ruleId(MEANING_RULE, rules),
  kind: MEANING_RULE,
  enabled: true,
  settings: { column, meaning: '', errorAbove: 0, warnAbove: 0 },
});

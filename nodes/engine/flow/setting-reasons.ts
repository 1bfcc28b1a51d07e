import { canonicalJson } from '../../base/canonical-json.ts';
import { settingWords } from '../../base/setting-words.ts';
import type { FormField } from '../../contract/catalog.ts';
import { steps } from '../recipes/prepare/steps/registry.ts';
import type { RecipeKind } from '../recipes/recipe-kind.ts';

type Settings = Record<string, unknown>;
interface Item extends Settings {
  id: string;
}

const isSame = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null);
const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isItems = (value: unknown): value is Item[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isSettings(one) && typeof one.id === 'string');

/** Which settings of a recipe changed, named as its form names them. */
export function settingReasons(kind: RecipeKind | undefined, before: Settings, after: Settings): string[] {
  const fields = kind?.form.flatMap((section) => section.fields) ?? [];
  return changes(before, after, []).map((change) =>
    typeof change === 'string' ? change : `the setting “${labelOf(fields, change)}” changed`,
  );
}

/** Paths of settings that differ, or words about items of a list. */
function changes(before: Settings, after: Settings, path: readonly string[]): (readonly string[] | string)[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const [old, now] = [before[key], after[key]];
    if (isSame(old, now)) return [];
    if (isSettings(old) && isSettings(now)) return changes(old, now, [...path, key]);
    if (isItems(old) || isItems(now)) {
      const [olds, nows] = [old ?? [], now ?? []];
      if ((isItems(olds) || isEmpty(olds)) && (isItems(nows) || isEmpty(nows)))
        return itemReasons(key, olds as Item[], nows as Item[]);
    }
    return [[...path, key]];
  });
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

/** `steps` is a list of steps. */
function itemReasons(key: string, before: readonly Item[], after: readonly Item[]): string[] {
  const one = key.replace(/s$/, '');
  const old = new Map(before.map((item) => [item.id, item]));
  const ids = new Set(after.map(({ id }) => id));
  const reasons = after.flatMap((item, index) => {
    const known = old.get(item.id);
    if (!known) return [`${one} ${index + 1}${nameOf(item)} is new`];
    return isSame(known, item) ? [] : [`${one} ${index + 1}${nameOf(item)} changed`];
  });
  const gone = before.filter(({ id }) => !ids.has(id));
  reasons.push(...gone.map((item) => `a ${one}${nameOf(item)} was taken out`));
  return reasons.length > 0 ? reasons : [`the order of the ${key} changed`];
}

function nameOf({ kind }: Item): string {
  const label = typeof kind === 'string' ? (steps.find(kind)?.label ?? kind) : undefined;
  return label === undefined ? '' : ` (${label})`;
}

function labelOf(fields: readonly FormField[], path: readonly string[]): string {
  const at = path.join('.');
  const field = fields.find(({ key }) => key === at) ?? fields.find(({ key }) => key === path[0]);
  return field?.label ?? settingWords(path);
}

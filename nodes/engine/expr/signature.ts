import type { CatalogKind } from '../../contract/catalog.ts';
import { type FunctionCategory, type FunctionKind, isMacro } from './functions/function-kind.ts';
import { functions } from './functions/registry.ts';
import { describeType } from './types.ts';

/** How a function is called: `round(x, [digits])`. */
export function signatureOf(kind: FunctionKind): string {
  const names = kind.params.map((param) => (param.optional ? `[${param.name}]` : param.name));
  return `${kind.id}(${[...names, ...(kind.rest ? ['…'] : [])].join(', ')})`;
}

const ICONS: Record<FunctionCategory, string> = {
  operators: 'plus-minus',
  text: 'letter-case',
  numbers: 'math-function',
  dates: 'calendar',
  logic: 'arrows-split-2',
  conversion: 'transform',
  geography: 'map-pin',
  privacy: 'lock',
  lists: 'list-numbers',
};

/** All functions as the catalogue publishes them. */
export function functionCatalog(): CatalogKind[] {
  return functions.list.map((kind) => ({
    id: kind.id,
    label: kind.operator ?? kind.id,
    category: kind.category,
    icon: ICONS[kind.category],
    keywords: kind.keywords ?? [],
    help: kind.help,
    version: 1,
    form: [],
    defaults: {},
    settings: {},
    signature: `${kind.operator ?? signatureOf(kind)}${resultWords(kind)}`,
    examples: kind.cases.map(([formula, result]) => ({ formula, result: JSON.stringify(result) })),
  }));
}

function resultWords(kind: FunctionKind): string {
  return !isMacro(kind) && typeof kind.result === 'string' ? ` → ${describeType(kind.result)}` : '';
}

import { expectedInputKey, fingerprintOf } from './evaluate.ts';
import { engineVersion, type Fingerprint } from './keys.ts';
import { settingReasons } from './setting-reasons.ts';
import { sourceReasons } from './source-print.ts';
import { type FlowStatus, isFresh, type NodeStatus, type RecipeStatus } from './status.ts';

/** Why a result is no longer what a build would make, in words. */
export function staleReasons(made: Fingerprint | undefined, node: NodeStatus, status: FlowStatus): string[] {
  const known = told.get(status) ?? new Map<Fingerprint, string[]>();
  told.set(status, known);
  const before = made && known.get(made);
  if (before) return before;
  const reasons = reasonsOf(made, node, status);
  if (made) known.set(made, reasons);
  return reasons;
}

/** Behind a changed file all nodes have the same cause: it is looked for once. */
const told = new WeakMap<FlowStatus, Map<Fingerprint, string[]>>();

function reasonsOf(made: Fingerprint | undefined, node: NodeStatus, status: FlowStatus): string[] {
  const producer = node.producer === undefined ? undefined : status.recipes.get(node.producer);
  if (!made || !producer) return ['made by an earlier version of the flow'];
  const now = fingerprintOf(producer, status, (id) => expectedInputKey(status, id) ?? '');
  const reasons = [
    ...recipeReasons(made, producer),
    ...meaningReasons(made, now, status),
    ...inputReasons(made, now, status),
  ];
  return reasons.length > 0 ? [...new Set(reasons)] : ['Millrace computes it in a newer way'];
}

function recipeReasons(made: Fingerprint, { recipe, kind, variables }: RecipeStatus): string[] {
  const reasons: string[] = [];
  if (made.engine !== engineVersion) reasons.push(`Millrace computes results in a newer way (engine ${engineVersion})`);
  if (made.recipe.kind !== recipe.kind) reasons.push('another kind of recipe makes it now');
  else if (made.recipe.id !== recipe.id) reasons.push(`the recipe “${recipe.name}” makes it now`);
  else if (kind && made.recipe.version !== kind.version)
    reasons.push(`recipes of the kind “${kind.label}” compute in a newer way`);
  if ((made.bypassed ?? false) !== (recipe.bypassed ?? false))
    reasons.push(`the recipe “${recipe.name}” is ${recipe.bypassed ? 'bypassed now' : 'no longer bypassed'}`);
  else if (!recipe.bypassed) reasons.push(...settingReasons(kind, made.settings, recipe.settings));
  return [...reasons, ...variableReasons(made.variables, variables)];
}

function variableReasons(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.entries(after)
    .filter(([name, value]) => before[name] !== undefined && before[name] !== value)
    .map(([name, value]) => `the variable “${name}” changed from “${before[name]}” to “${value}”`);
}

/** A meaning that is followed only now is told as a change of the settings. */
function meaningReasons(made: Fingerprint, now: Fingerprint | null, { project }: FlowStatus): string[] {
  return Object.entries(now?.meanings ?? {})
    .filter(([id, print]) => made.meanings?.[id] !== undefined && made.meanings[id] !== print)
    .map(([id]) => `the meaning “${project.meanings[id]?.name ?? id}” changed`);
}

function inputReasons(made: Fingerprint, now: Fingerprint | null, status: FlowStatus): string[] {
  const before = Object.values(made.inputs).flat();
  const after = Object.values(now?.inputs ?? {}).flat();
  const reasons: string[] = [];
  for (const input of after) {
    const known = before.find((each) => each.node === input.node);
    const node = status.nodes.get(input.node);
    const name = node?.name ?? input.node;
    if (!known) reasons.push(`“${name}” is a new input`);
    else if (known.key !== input.key) reasons.push(...inputReason(name, known, { input, node, status }));
  }
  for (const input of before)
    if (!after.some((each) => each.node === input.node))
      reasons.push(`“${status.nodes.get(input.node)?.name ?? input.node}” is no longer an input`);
  return reasons;
}

type Input = Fingerprint['inputs'][string][number];

function inputReason(
  name: string,
  before: Input,
  { input, node, status }: { input: Input; node: NodeStatus | undefined; status: FlowStatus },
): string[] {
  if (node?.type === 'model') return [`the model “${name}” has another active version`];
  if (node?.source) {
    if (node.expected === null) return [`the files of “${name}” cannot be read`];
    if (before.source && input.source) return sourceReasons(name, before.source, input.source);
    return [`the files of “${name}” changed`];
  }
  if (node && isFresh(node)) return [`the input “${name}” was rebuilt`];
  return [`the input “${name}” is out of date${node ? causeOf(node, status) : ''}`];
}

/** Why an input is out of date, so that the first cause is told at every node behind it. */
function causeOf(node: NodeStatus, status: FlowStatus): string {
  if (!node.current) return `: ${node.waits || 'not built yet'}`;
  const [first, ...more] = staleReasons(node.current.fingerprint, node, status).map(
    (reason) => reason.split(/ is out of date: (?=.)/).at(-1) ?? reason,
  );
  return `: ${first}${more.length > 0 ? `, and ${more.length} more` : ''}`;
}

import { z } from 'zod';
import type { Catalog, CatalogKind, FormSection, KindIdentity } from '../../contract/catalog.ts';
import { chartKinds } from '../../engine/charts/registry.ts';
import { formats } from '../../engine/data/formats/registry.ts';
import { functionCatalog } from '../../engine/expr/signature.ts';
import { algorithms } from '../../engine/ml/algorithms/registry.ts';
import { ruleKinds } from '../../engine/quality/registry.ts';
import { publishStep } from '../../engine/recipes/prepare/step-kind.ts';
import { steps } from '../../engine/recipes/prepare/steps/registry.ts';
import { recipeKinds } from '../../engine/recipes/registry.ts';
import { reporterKinds } from '../../engine/scenarios/reporters/registry.ts';
import { stepKinds } from '../../engine/scenarios/steps/registry.ts';
import { triggerKinds } from '../../engine/scenarios/triggers/registry.ts';
import { cardKinds } from '../../engine/statistics/registry.ts';
import { withDefaults } from './field-defaults.ts';
import { withHints } from './field-hints.ts';

/** Everything this node knows, as the workbench draws it. */
export function buildCatalog(): Catalog {
  const catalog: Catalog = {
    recipes: recipeKinds.list.map((kind) => kind.catalog()),
    steps: steps.list.map(publishStep),
    functions: functionCatalog(),
    formats: formats.list.map(published),
    connections: [folderConnection],
    algorithms: algorithms.list.map(published),
    rules: ruleKinds.list.map((kind) => kind.catalog()),
    charts: chartKinds.list.map((kind) => ({ ...published(kind), wells: kind.wells, options: kind.options })),
    statistics: cardKinds.list.map((kind) => kind.catalog()),
    scenarioSteps: stepKinds.list.map((kind) => kind.catalog()),
    triggers: triggerKinds.list.map((kind) => kind.catalog()),
    reporters: reporterKinds.list.map((kind) => kind.catalog()),
  };
  return withHints(withDefaults(catalog));
}

const folderConnection = published({
  id: 'folder',
  label: 'Folder',
  category: 'Files',
  icon: 'folder',
  keywords: ['directory', 'disk', 'share'],
  help: 'A folder of the machine the node runs on, under a name that projects use. Each node says itself where it is.',
  settings: z.object({ path: z.string().min(1) }),
  form: [{ fields: [{ key: 'path', label: 'Folder', widget: 'text', placeholder: '/data/transactions' }] }],
});

interface Publishable extends KindIdentity {
  version?: number;
  form?: readonly FormSection[];
  settings?: z.ZodType;
}

function published(kind: Publishable): CatalogKind {
  const { id, label, category, icon, keywords, help, version = 1, form = [], settings = z.object({}) } = kind;
  const defaults = settings.safeParse({});
  return {
    ...{ id, label, category, icon, keywords, help, version, form },
    defaults: defaults.success ? (defaults.data as Record<string, unknown>) : {},
    settings: z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
  };
}

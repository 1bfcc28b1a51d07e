import { isAppError } from '../../base/app-error.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import { FeatureSpec } from '../../contract/model.ts';
import type { Recipe, Service } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import { type PackEntry, type PackedArchive, packArchive } from '../../engine/bundles/pack.ts';
import { softwareParts } from '../../engine/bundles/sbom.ts';
import { buildEndpoint, type ScoreColumns } from '../../engine/endpoints/build-endpoint.ts';
import { scoringFiles } from '../../engine/ml/model-files.ts';
import { productVersion } from '../nodes/identity.ts';
import type { ModelFiles, Workspace } from '../workspace/types.ts';
import type { PackLabel } from './pack-project.ts';

type Endpoint = Service['endpoints'][number];

/**
 * Packs an API service with all its endpoints need to answer alone: `service.json` and `endpoints/<id>/…`. Every endpoint is
 * replayed on golden records first. NOT_FOUND, MODEL_NOT_TRAINED, DATA_NOT_BUILT, SERVING_*.
 */
export async function packService(
  workspace: Workspace,
  { service, ...label }: PackLabel & { service: Service },
  outFile: string,
): Promise<PackedArchive> {
  await workspace.reload();
  const entries: PackEntry[] = [];
  const endpoints: { id: string; kind: string; model: string }[] = [];
  for (const endpoint of service.endpoints) {
    const built = await packEndpoint(workspace, endpoint, label.signal);
    endpoints.push({ id: endpoint.id, kind: endpoint.kind, model: built.version });
    for (const [path, bytes] of Object.entries(built.files))
      entries.push({ path: `endpoints/${endpoint.id}/${path}`, bytes });
  }
  const about = { version: 1, id: service.id, name: service.name, endpoints };
  entries.push({ path: 'service.json', bytes: `${canonicalJson(about)}\n` });
  return packArchive(
    {
      kind: 'api-service',
      id: service.id,
      name: service.name,
      ...label,
      entries,
      requires: { millrace: await productVersion(), connections: [] },
      goldenTests: service.endpoints.map(({ id }) => `endpoints/${id}/golden.json`),
      sbom: await softwareParts(),
    },
    outFile,
  );
}

async function packEndpoint(workspace: Workspace, endpoint: Endpoint, signal: AbortSignal | undefined) {
  const recipe = scoreRecipe(workspace, endpoint);
  const [target] = recipe.inputs.input ?? [];
  const [model] = recipe.inputs.model ?? [];
  const [scored] = recipe.outputs.output ?? [];
  if (!target || !model)
    throw fail('FLOW_PORTS', { recipe: recipe.name, role: 'Input', needed: 'a dataset and a model', found: 'less' });
  const { version, files } = await workspace.models.files(model);
  const spec = specOf(files);
  const { portable } = workspace;
  const plans = await portable.plans();
  const { relations, schemas } = await readRelations(workspace);
  const rawSchema = schemas[endpoint.raw] ?? (await portable.schemaOf(endpoint.raw));
  const targetSchema = schemas[target] ?? (await portable.schemaOf(target));
  if (!rawSchema || !targetSchema)
    throw fail('NOT_FOUND', { kind: 'dataset', id: rawSchema ? target : endpoint.raw, suggestion: '' });
  const scoredRows =
    scored && relations[scored]
      ? { sql: relations[scored], schema: schemas[scored] ?? [], columns: scoreColumns(recipe, spec) }
      : undefined;
  const built = await buildEndpoint({
    id: endpoint.id,
    raw: { id: endpoint.raw, schema: rawSchema },
    target: { id: target, schema: targetSchema },
    planOf: (dataset) => plans.get(dataset),
    spec,
    model: scoringFiles(files),
    source: { session: workspace.session, relations, signal },
    scored: scoredRows,
  });
  return { files: built.files, version };
}

function scoreRecipe(workspace: Workspace, endpoint: Endpoint): Recipe {
  const recipes = Object.values(workspace.project.recipes).filter((recipe) => recipe.kind === 'score');
  const found = recipes.find((recipe) => recipe.id === endpoint.recipe);
  if (found) return found;
  const near = closest(
    endpoint.recipe,
    recipes.map((recipe) => recipe.id),
  );
  throw fail('NOT_FOUND', {
    kind: 'score recipe',
    id: endpoint.recipe,
    suggestion: near ? `; did you mean “${near}”?` : '',
  });
}

function specOf(files: ModelFiles): FeatureSpec {
  const bytes = files['features.json'];
  if (!bytes) throw fail('ML_MODEL_UNREADABLE', { file: 'features.json', reason: 'it is missing' });
  return FeatureSpec.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** Names of the columns that the score recipe adds. */
function scoreColumns(recipe: Recipe, spec: FeatureSpec): ScoreColumns {
  const prefix = typeof recipe.settings.prefix === 'string' ? recipe.settings.prefix : '';
  const probabilities: Record<string, string> = {};
  if (spec.task === 'binary') probabilities[spec.classes[1] ?? ''] = `${prefix}probability`;
  if (spec.task === 'multiclass') for (const name of spec.classes) probabilities[name] = `${prefix}probability_${name}`;
  return { prediction: `${prefix}prediction`, probabilities };
}

/** Every dataset that can be read now. Those that are not built are left out; a table that needs one says so. */
async function readRelations(
  workspace: Workspace,
): Promise<{ relations: Record<string, string>; schemas: Record<string, Schema> }> {
  const relations: Record<string, string> = {};
  const schemas: Record<string, Schema> = {};
  for (const id of Object.keys(workspace.project.datasets)) {
    const found = await workspace.portable.relation(id).catch(notReadable);
    if (!found) continue;
    relations[id] = found.sql;
    schemas[id] = found.schema;
  }
  return { relations, schemas };
}

/** A dataset that is not built, or whose files are not there, is no table of the service. */
function notReadable(error: unknown): undefined {
  if (isAppError(error)) return undefined;
  throw error;
}

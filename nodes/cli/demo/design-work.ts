import { join } from 'node:path';
import type { RuleResult } from '../../contract/flow.ts';
import type { PackedArchive } from '../../engine/bundles/pack.ts';
import type { SigningKey } from '../../platform/keys.ts';
import { logWords } from '../../services/jobs/log-words.ts';
import { packProject } from '../../services/packing/pack-project.ts';
import { packService } from '../../services/packing/pack-service.ts';
import { openEditableProject } from '../../store/editable-project.ts';
import { throwUnlessDone } from '../commands/build.ts';
import { checkAll } from '../commands/check.ts';
import { interruptSignal } from '../interrupt.ts';
import { withProject } from '../local-project.ts';

export interface BuiltProject {
  /** Rows that the flow's recipes wrote, and rows of the features. */
  rows: number;
  activities: { recipe: string; rows: number | null; seconds: number }[];
  checks: RuleResult[];
  /** On the arrived days, whose truth training never saw. */
  evaluation: { rows: number; positives: number; auc: number; prAuc: number };
  modelVersion: string;
}

/** Builds the whole flow for a day, checks it, and evaluates the model on the days that came after its training data. */
export async function buildProject(dir: string, day: string, say: (line: string) => void): Promise<BuiltProject> {
  return withProject(dir, async (project) => {
    const { workspace } = project;
    const job = await workspace.build(
      { targets: [], mode: 'required', variables: { day } },
      { signal: interruptSignal(), onLog: (line) => say(logWords(line, workspace.project)) },
    );
    throwUnlessDone(job);
    const checks = await checkAll(project);
    const { schema, columns } = await workspace.rows('evaluation');
    const figure = (name: string) => Number(columns[schema.findIndex((column) => column.name === name)]?.[0]);
    return {
      rows: job.activities.find((activity) => activity.outputs.includes('features'))?.rows ?? 0,
      activities: job.activities.map(({ recipe, rows, startedAt, endedAt }) => ({
        recipe,
        rows,
        seconds: startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000 : 0,
      })),
      checks,
      evaluation: { rows: figure('rows'), positives: figure('positives'), auc: figure('auc'), prAuc: figure('pr_auc') },
      modelVersion: (await workspace.models.active('fraud_model')) ?? '',
    };
  });
}

export interface Packed {
  bundle: string;
  service: string;
  archives: PackedArchive[];
}

/** Packs the project and its API service as one version. */
export async function packBoth(
  dir: string,
  to: { folder: string; version: string; sign: SigningKey },
): Promise<Packed> {
  const { folder, version, sign } = to;
  const bundle = join(folder, `project-${version}.millrace`);
  const service = join(folder, `service-${version}.millrace`);
  const archives = await withProject(dir, async ({ workspace }) => {
    const label = { version, notes: `Demo version ${version}`, author: 'demo', sign };
    const fraud = workspace.project.services.fraud;
    if (!fraud) throw new Error('the sample project has no service');
    return [
      await packProject(workspace, label, bundle),
      await packService(workspace, { ...label, service: fraud }, service),
    ];
  });
  return { bundle, service, archives };
}

/** Changes the model as an analyst would – smaller and cautious – and trains its second version. */
export async function trainAgain(dir: string, day: string): Promise<void> {
  await withProject(dir, async ({ workspace, dir: folder }) => {
    const recipe = workspace.project.recipes.train_fraud;
    if (!recipe) throw new Error('the sample project has no training');
    const algorithm = { ...(recipe.settings.algorithm as object), trees: 120, learningRate: 0.1 };
    const editable = await openEditableProject(folder);
    try {
      const value = { ...recipe, settings: { ...recipe.settings, algorithm, seed: 2 } };
      await editable.edit({ label: 'Smaller model', edits: [{ family: 'recipes', id: recipe.id, value }] });
    } finally {
      await editable.close();
    }
    await workspace.reload();
    const build = async (targets: string[]) =>
      throwUnlessDone(
        await workspace.build({ targets, mode: 'required', variables: { day } }, { signal: interruptSignal() }),
      );
    await build(['fraud_model']);
    await build(['scored_day']);
  });
}

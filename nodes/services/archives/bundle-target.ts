import { join } from 'node:path';
import type { PreloadReport } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import { createScorer } from '../../engine/ml/scorer.ts';
import { listFolder, readBytes } from '../../platform/files.ts';
import { openProjectFiles } from '../../store/project-files.ts';
import type { Connections } from '../nodes/connections.ts';
import type { BundleProjects } from '../projects/bundle-projects.ts';
import type { ModelFiles } from '../workspace/types.ts';
import type { ArchiveTarget, PreloadContext } from './archives.ts';

type Check = PreloadReport['checks'][number];

/** What an Automation node does with a project bundle: connections must exist, models must reproduce their golden rows. */
export function createBundleTarget(options: { connections: Connections; projects: BundleProjects }): ArchiveTarget {
  const { connections, projects } = options;
  return {
    accepts: 'project-bundle',
    async preload({ folder }, context) {
      const checks = [await checkProject(folder), ...connectionChecks(connections, context)];
      for (const model of await bundledModels(folder)) checks.push(await checkModel(model));
      return { ok: checks.every((check) => check.ok), checks };
    },
    async activate({ item, folder }, settings, store) {
      await projects.activate({ id: item, folder, settings, models: await bundledModels(folder) }, store);
    },
  };
}

/** Connections by the names the project uses, mapped to those of this node. */
export function mappedConnection(settings: { connections: Record<string, string> }, id: string): string {
  return settings.connections[id] ?? id;
}

async function checkProject(folder: string): Promise<Check> {
  const project = await (await openProjectFiles(join(folder, 'project'), { readOnly: true })).load();
  const objects = Object.keys(project.datasets).length + Object.keys(project.recipes).length;
  return { name: 'project', ok: true, message: `${project.info.name}: ${objects} datasets and recipes` };
}

function connectionChecks(known: Connections, { settings, connections }: PreloadContext): Check[] {
  return connections.map(({ id }) => {
    const mapped = mappedConnection(settings, id);
    const name = `connection ${id}`;
    if (known.folder(mapped) !== undefined)
      return { name, ok: true, message: mapped === id ? 'is there' : `is ${mapped}` };
    return { name, ok: false, message: fail('ARCHIVE_CONNECTION_MISSING', { connection: id, mapped }).message };
  });
}

/** A model version carried by a bundle. */
export interface BundledModel {
  model: string;
  version: string;
  files: ModelFiles;
}

async function bundledModels(folder: string): Promise<BundledModel[]> {
  const models: BundledModel[] = [];
  for (const model of await listFolder(join(folder, 'models')))
    for (const version of await listFolder(join(folder, 'models', model))) {
      const place = join(folder, 'models', model, version);
      const names = await listFolder(place);
      const bytes = await Promise.all(
        names.map(async (name) => [name, new Uint8Array(await readBytes(join(place, name)))] as const),
      );
      models.push({ model, version, files: Object.fromEntries(bytes) });
    }
  return models;
}

async function checkModel({ model, version, files }: BundledModel): Promise<Check> {
  const name = `model ${model} ${version}`;
  const scorer = await createScorer(files);
  try {
    const { ok, worst, rows } = await scorer.checkGolden();
    const message = ok ? `${rows} golden rows reproduced` : fail('ML_GOLDEN_MISMATCH', { worst, rows }).message;
    return { name, ok, message };
  } finally {
    await scorer.dispose();
  }
}

import { join } from 'node:path';
import type { PreloadReport } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import { createScorer } from '../../engine/ml/scorer.ts';
import type { Log } from '../../platform/log.ts';
import { openProjectFiles } from '../../store/project-files.ts';
import type { Connections } from '../nodes/connections.ts';
import type { BundleProjects } from '../projects/bundle-projects.ts';
import type { ArchiveTarget, PreloadContext } from './archives.ts';
import { type BundledModel, bundledModels } from './bundled-models.ts';
import { goldenChecks } from './golden-checks.ts';

type Check = PreloadReport['checks'][number];

/**
 * What an Automation node does with a project bundle: connections must exist, models must reproduce their golden rows, the
 * flow must hold its golden tests. A version that held them is not tested again by this process.
 */
export function createBundleTarget(options: {
  connections: Connections;
  projects: BundleProjects;
  log: Log;
}): ArchiveTarget {
  const { connections, projects, log } = options;
  const held = new Map<string, Check[]>();
  return {
    accepts: 'project-bundle',
    async preload({ item, version, folder }, context) {
      const checks = [await checkProject(folder), ...connectionChecks(connections, context)];
      for (const model of await bundledModels(folder)) {
        const check = await checkModel(model);
        log.info({ item, version, model: model.model, ok: check.ok }, 'model replayed its golden rows');
        checks.push(check);
      }
      const key = `${item}/${version}`;
      const tests = held.get(key) ?? (await goldenChecks(folder, context.acceptedTests));
      log.info({ item, version, tests: tests.length, ok: tests.every((test) => test.ok) }, 'golden tests run');
      if (tests.every((test) => test.ok)) held.set(key, tests);
      checks.push(...tests);
      return { ok: checks.every((check) => check.ok), checks };
    },
    async forget({ item, version }) {
      held.delete(`${item}/${version}`);
    },
    async activate({ item, folder }, settings, store) {
      await projects.activate({ id: item, folder, settings }, store);
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

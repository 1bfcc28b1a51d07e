import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isAppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import type { GoldenResult } from '../../contract/golden.ts';
import { FeatureSpec } from '../../contract/model.ts';
import type { GoldenTable, GoldenTest, Project } from '../../contract/project/index.ts';
import { compareRows, diffWords } from '../../engine/flow/golden/compare.ts';
import { goldenPart } from '../../engine/flow/golden/part.ts';
import { type GoldenModels, runGolden } from '../../engine/flow/golden/run-golden.ts';
import { openSession, type Session } from '../../engine/sql/session.ts';
import { makeFolder, makeTemporaryFolder, removePath } from '../../platform/files.ts';
import { knownErrorBody } from '../error-body.ts';
import type { ModelFiles } from '../workspace/types.ts';

/** A project whose tests are run, wherever it lies: nothing of its data is read or written. */
export interface GoldenSubject {
  project: Project;
  /** The version of a model that scores; undefined while there is none. */
  model(id: string): Promise<{ version: string; files: ModelFiles } | undefined>;
}

/** Enough for tables of a few thousand rows, whatever the recipe. */
const memoryLimit = '512MiB';

/** Runs tests one after another in a folder of their own. What a person can mend is in the results, not thrown; ABORTED is. */
export async function runGoldenTests(
  subject: GoldenSubject,
  tests: readonly GoldenTest[],
  signal: AbortSignal,
): Promise<GoldenResult[]> {
  if (tests.length === 0) return [];
  return apart(async (place) => {
    const results: GoldenResult[] = [];
    for (const test of tests) results.push(await runOne(test, subject, { ...place, signal }));
    return results;
  });
}

/** The rows that the part of a test makes now. GOLDEN_*, and the errors of the recipes. */
export async function goldenRows(
  subject: GoldenSubject,
  test: GoldenTest,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, GoldenTable>> {
  return apart((place) => runApart(test, subject, { ...place, signal }));
}

interface Place {
  session: Session;
  folder: string;
}

/** A database and a folder that see nothing else of this machine. */
async function apart<T>(work: (place: Place) => Promise<T>): Promise<T> {
  const folder = await makeTemporaryFolder('millrace-tests-');
  try {
    const session = await openSession({
      ...{ memoryLimit, preserveOrder: true, tempDir: join(folder, 'spill'), allowedDirectories: [folder] },
    });
    try {
      return await work({ session, folder });
    } finally {
      session.close();
    }
  } finally {
    await removePath(folder);
  }
}

async function runApart(test: GoldenTest, subject: GoldenSubject, place: Place & { signal: AbortSignal }) {
  const folder = await makeFolder(join(place.folder, test.id));
  const threads = availableParallelism();
  return runGolden(test, subject.project, { ...place, folder, threads, models: modelsOf(subject) });
}

async function runOne(
  test: GoldenTest,
  subject: GoldenSubject,
  place: Place & { signal: AbortSignal },
): Promise<GoldenResult> {
  const started = performance.now();
  const inputs = Object.entries(test.inputs).map(([dataset, { rows }]) => ({ dataset, rows: rows.length }));
  const about = {
    ...{ test: test.id, name: test.name, ranAt: new Date().toISOString() },
    ...{ inputs, tolerance: test.tolerance },
  };
  const ms = () => Math.round(performance.now() - started);
  try {
    const actual = await runApart(test, subject, place);
    const outputs = Object.entries(test.outputs).map(([dataset, expected]) => {
      const rows = actual.get(dataset) ?? { schema: [], rows: [] };
      return compareRows(expected, rows, { dataset, tolerance: test.tolerance });
    });
    const broken = outputs.filter(({ ok }) => !ok);
    const nameOf = (id: string) => subject.project.datasets[id]?.name ?? id;
    const told = broken.length > 0 ? broken : outputs;
    const message = told.map((diff) => `${nameOf(diff.dataset)}: ${diffWords(diff)}`).join('; ');
    const status = broken.length > 0 ? 'failed' : 'passed';
    const { recipes } = goldenPart(test, subject.project);
    return { ...about, status, ms: ms(), message, outputs, recipes, error: null };
  } catch (error) {
    if (place.signal.aborted) throw fail('ABORTED');
    const body = knownErrorBody(error);
    if (!body) throw error;
    return { ...about, status: 'broken', ms: ms(), message: body.message, outputs: [], recipes: [], error: body };
  }
}

function modelsOf({ model }: GoldenSubject): GoldenModels {
  return {
    async active(id) {
      const found = await model(id);
      const features = found?.files['features.json'];
      if (!found || !features) return undefined;
      const spec = FeatureSpec.parse(JSON.parse(new TextDecoder().decode(features)));
      return { version: found.version, created: '', spec };
    },
    files: async (id) => (await model(id))?.files,
  };
}

/** GOLDEN_FAILED unless all hold. */
export function requireGolden(results: readonly GoldenResult[]): void {
  const failed = results.filter(({ status }) => status !== 'passed');
  if (failed.length === 0) return;
  const tests = failed.map(({ name, message }) => `“${name}” (${message})`);
  throw fail('GOLDEN_FAILED', {
    count: failed.length,
    total: results.length,
    tests: tests.join('; '),
    results: failed,
  });
}

/** The active version of a model of a workspace, for its tests. */
export function activeModelOf(models: {
  active(model: string): Promise<string | undefined>;
  files(model: string): Promise<{ version: string; files: ModelFiles }>;
}): GoldenSubject['model'] {
  return async (id) => {
    try {
      return (await models.active(id)) === undefined ? undefined : await models.files(id);
    } catch (error) {
      if (isAppError(error)) return undefined;
      throw error;
    }
  };
}

import { join } from 'node:path';
import { z } from 'zod';
import { isAppError } from '../../base/app-error.ts';
import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import { type CaptureRequest, GoldenResult, type GoldenState } from '../../contract/golden.ts';
import type { GoldenTest } from '../../contract/project/index.ts';
import { coveredNodes, type GoldenPart, goldenKey, goldenPart } from '../../engine/flow/golden/part.ts';
import { problemOf } from '../../engine/recipes/recipe-kind.ts';
import { writeFileAtomic } from '../../platform/atomic-write.ts';
import { exists, readJson } from '../../platform/files.ts';
import type { EventHub } from '../event-hub.ts';
import type { Workspace } from '../workspace/types.ts';
import { captureTest, expectNow } from './capture.ts';
import { activeModelOf, type GoldenSubject, runGoldenTests } from './golden-run.ts';

/** Golden tests of a node's projects: run, last results, and how new ones are made. */
export interface GoldenTests {
  list(workspace: Workspace): Promise<GoldenState[]>;
  /** Runs tests, all that are enabled by default, and keeps the results. NOT_FOUND, ABORTED. */
  run(
    workspace: Workspace,
    how?: { tests?: readonly string[] | undefined; signal?: AbortSignal },
  ): Promise<GoldenResult[]>;
  /** See `captureTest`. */
  capture(workspace: Workspace, request: CaptureRequest, signal: AbortSignal): Promise<GoldenTest>;
  /** See `expectNow`. */
  expect(workspace: Workspace, test: GoldenTest, signal: AbortSignal): Promise<GoldenTest>;
}

const Kept = z.record(z.string(), z.object({ key: z.string(), result: GoldenResult }));
type Kept = z.infer<typeof Kept>;

export function createGoldenTests(hub: EventHub): GoldenTests {
  const subjectOf = ({ project, models }: Workspace): GoldenSubject => ({ project, model: activeModelOf(models) });
  const keyOf = async (workspace: Workspace, test: GoldenTest, part: GoldenPart) => {
    const versions = part.models.map(async (id) => [id, (await workspace.models.active(id)) ?? ''] as const);
    return goldenKey(test, part, Object.fromEntries(await Promise.all(versions)));
  };
  return {
    async list(workspace) {
      const kept = await readKept(workspace);
      return Promise.all(
        Object.values(workspace.project.tests).map(async (test): Promise<GoldenState> => {
          const known = kept[test.id];
          const state = { test: test.id, covers: coveredWithout(test), problem: null, result: known?.result ?? null };
          try {
            const part = goldenPart(test, workspace.project);
            const stale = known !== undefined && known.key !== (await keyOf(workspace, test, part));
            return { ...state, covers: coveredNodes(part), stale };
          } catch (error) {
            if (!isAppError(error)) throw error;
            return { ...state, problem: problemOf(error), stale: known !== undefined };
          }
        }),
      );
    },
    async run(workspace, { tests, signal = new AbortController().signal } = {}) {
      const chosen = chosenTests(workspace, tests);
      const results = await runGoldenTests(subjectOf(workspace), chosen, signal);
      const kept = await readKept(workspace);
      for (const id of Object.keys(kept)) if (!workspace.project.tests[id]) delete kept[id];
      for (const [index, result] of results.entries()) {
        const test = chosen[index]!;
        kept[test.id] = { key: await keyOfResult(test), result };
      }
      await writeFileAtomic(fileOf(workspace), JSON.stringify(kept));
      hub.publish({ type: 'tests', project: workspace.project.info.id, results });
      return results;

      async function keyOfResult(test: GoldenTest): Promise<string> {
        try {
          return await keyOf(workspace, test, goldenPart(test, workspace.project));
        } catch (error) {
          if (!isAppError(error)) throw error;
          return '';
        }
      }
    },
    capture: (workspace, request, signal) => captureTest(workspace, request, { subject: subjectOf(workspace), signal }),
    expect: (workspace, test, signal) => expectNow(subjectOf(workspace), test, signal),
  };
}

const fileOf = ({ stateDir }: Workspace) => join(stateDir, 'tests.json');

/** Results are a convenience: a file of another version is as good as none. */
async function readKept(workspace: Workspace): Promise<Kept> {
  const file = fileOf(workspace);
  if (!(await exists(file))) return {};
  const found = Kept.safeParse(await readJson(file));
  return found.success ? found.data : {};
}

function coveredWithout(test: GoldenTest): string[] {
  return [...Object.keys(test.inputs), ...Object.keys(test.outputs)];
}

function chosenTests({ project }: Workspace, ids: readonly string[] | undefined): GoldenTest[] {
  if (!ids) return Object.values(project.tests).filter(({ enabled }) => enabled);
  return ids.map((id) => {
    const test = project.tests[id];
    if (test) return test;
    const near = closest(id, Object.keys(project.tests));
    throw fail('NOT_FOUND', { kind: 'golden test', id, suggestion: near ? `; did you mean “${near}”?` : '' });
  });
}

import { useEffect, useMemo, useRef } from 'react';
import type { GoldenState } from '../../nodes/contract/golden.ts';
import type { GoldenTest } from '../../nodes/contract/project/index.ts';
import { call } from '../client/call.ts';
import { useCall, useNodeInfo, useProject } from '../client/hooks.ts';
import { invalidate } from '../client/query-client.ts';
import { editProject } from '../state/edit-project.ts';
import { useGolden } from '../state/golden.ts';
import { withProgress } from '../state/long-work.ts';
import { tellError } from '../state/notify.ts';
import type { Tone } from '../ui/StatusBadge.tsx';

const RUN_AFTER_MS = 500;

/** Tests with their last results, by id. */
export function useTests(projectId: string) {
  const list = useCall('tests.list', { params: { project: projectId } });
  const states = useMemo(() => new Map((list.data ?? []).map((state) => [state.test, state])), [list.data]);
  return { list, states };
}

/**
 * Runs tests and shows their results; without ids all that are switched on. What a person asked for tells its progress and can
 * be stopped when it takes long; `quiet` is for what nobody asked for.
 */
export async function runTests(
  projectId: string,
  tests?: readonly string[],
  { quiet = false }: { quiet?: boolean } = {},
): Promise<void> {
  const run = (signal?: AbortSignal) =>
    call(
      'tests.run',
      { params: { project: projectId }, body: tests ? { tests: [...tests] } : {} },
      signal ? { signal } : {},
    );
  try {
    if (quiet) await run();
    else await withProgress('Running golden tests', ({ signal }) => run(signal));
  } catch (error) {
    tellError('The tests could not be run', error);
  } finally {
    invalidate(['tests.list'], { project: projectId });
  }
}

/**
 * Runs tests anew a moment after what they cover has changed: they are small, and red should show at once. For one place of a page.
 */
export function useLiveTests(projectId: string): void {
  const { list } = useTests(projectId);
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const revision = useProject(projectId).data?.history.revision ?? 0;
  const { running, set } = useGolden();
  const tried = useRef('');
  const due = (list.data ?? []).filter(({ stale, problem, result }) => !problem && (stale || !result));
  const wanted = due.map(({ test }) => test).join(' ');
  // What was tried on this project is not tried again: a test that stays stale would run for ever.
  const round = `${wanted} ${revision}`;
  useEffect(() => {
    if (readOnly || wanted === '' || running || tried.current === round) return;
    const timer = window.setTimeout(() => {
      tried.current = round;
      set({ running: true });
      void runTests(projectId, wanted.split(' '), { quiet: true }).finally(() => set({ running: false }));
    }, RUN_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [projectId, readOnly, wanted, round, running, set]);
}

/** Saves a test as one undo step; bursts of changes are one. */
export function saveTest(
  projectId: string,
  test: GoldenTest,
  label = `Change the test ${test.name}`,
): Promise<boolean> {
  return editProject(projectId, [{ family: 'tests', id: test.id, value: test }], { label, group: `test:${test.id}` });
}

export interface Verdict {
  tone: Tone;
  label: string;
  reason: string;
}

/** How a test stands, in tone and words. */
export function verdictOf(state: GoldenState | undefined): Verdict {
  if (state?.problem) return { tone: 'failed', label: 'Cannot run', reason: state.problem.message };
  const { result, stale } = state ?? {};
  if (!result) return { tone: 'none', label: 'Not run', reason: 'It was not run yet' };
  if (stale) return { tone: 'stale', label: 'Out of date', reason: 'The flow or the test changed since it was run' };
  if (result.status === 'passed') return { tone: 'done', label: 'Holds', reason: result.message };
  return { tone: 'failed', label: result.status === 'failed' ? 'Fails' : 'Cannot run', reason: result.message };
}

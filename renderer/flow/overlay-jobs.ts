import type { Activity, FlowNode, Job } from '../../nodes/contract/flow.ts';

type States = ReadonlyMap<string, FlowNode>;

/**
 * Node states with what running jobs tell on top: the recipe at work and its outputs run, with progress; finished ones are
 * done at once. The node's own states, sent when they are computed anew, stay underneath.
 */
export function overlayJobs(states: States, jobs: readonly Job[]): States {
  const running = jobs.filter(({ status }) => status === 'running');
  if (running.length === 0) return states;
  const next = new Map(states);
  const set = (id: string, change: Partial<FlowNode>) => {
    const node = next.get(id);
    if (node) next.set(id, { ...node, ...change });
  };
  for (const activity of running.flatMap((job) => job.activities)) {
    const change = changeOf(activity);
    if (!change) continue;
    set(activity.recipe, { ...change, rows: null });
    for (const output of activity.outputs) set(output, change);
  }
  return next;
}

function changeOf({ status, progress, rows, error, endedAt }: Activity): Partial<FlowNode> | null {
  if (status === 'running') return { state: 'running', reason: progress?.message || 'Running now', progress };
  if (status === 'failed') {
    return { state: 'failed', reason: error?.message ?? 'The run failed', progress: null, ...(error && { error }) };
  }
  if (status !== 'succeeded' && status !== 'warning') return null;
  return { state: 'done', reason: 'Built by the run that is going on', progress: null, rows, builtAt: endedAt };
}

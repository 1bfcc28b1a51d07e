import type { NodeEvent } from '../../nodes/contract/events.ts';
import type { FlowNode, Job, JobLogLine } from '../../nodes/contract/flow.ts';
import type { RouteInput, RouteReply } from '../../nodes/contract/routes/index.ts';
import type { SampleState } from '../../nodes/contract/sample-project.ts';
import { invalidate, keyOf, queryClient } from './query-client.ts';

const LOG_LINES_KEPT = 20_000;

/**
 * Brings the cache in line with what an event tells; resolves when it is. Changed projects are the editing's own matter
 * (`state/edit-project.ts`).
 */
export async function applyEvent(event: NodeEvent): Promise<void> {
  if (event.type === 'flow') onFlow(event.project, event.nodes);
  else if (event.type === 'job') onJob(event.project, event.job);
  else if (event.type === 'job-log') onJobLog(event.project, event.job, event.line);
  else if (event.type === 'variables') {
    invalidate(['variables.list', 'charts.query', 'flow.preview', 'quality.rows'], { project: event.project });
  } else if (event.type === 'sample') await onSample(event.sample);
  else if (event.type === 'quality') {
    invalidate(['quality.status', 'quality.history', 'quality.rows'], { project: event.project });
  } else if (event.type === 'tests') {
    invalidate(['tests.list'], { project: event.project });
  } else if (event.type === 'model') {
    invalidate(['models.versions', 'models.report'], { project: event.project, model: event.model });
    invalidate(['tests.list', 'lineage.column'], { project: event.project });
  } else if (event.type === 'scenario-run') {
    invalidate(['scenarios.runs', 'scenarios.get', 'scenarios.next'], { project: event.project });
  } else if (event.type === 'deploy-run') {
    queryClient.setQueryData(keyOf('deployments.run', { params: { run: event.run.id } }), event.run);
    invalidate(['deployments.list', 'deployments.history', 'published.list', 'infrastructures.list']);
  } else if (event.type === 'items') {
    invalidate(['archives.list', 'projects.list', 'deployments.list', 'published.list']);
  }
}

/** Merges changed nodes into the known ones; a node with new content makes its rows and statistics old. */
function onFlow(project: string, nodes: FlowNode[]): void {
  invalidate(['flow.plan'], { project });
  const key = keyOf('flow.get', { params: { project } });
  const cached = queryClient.getQueryData<RouteReply<'flow.get'>>(key);
  if (!cached) {
    invalidate(['flow.get'], { project });
    return;
  }
  const changed = new Map(nodes.map((node) => [node.id, node]));
  for (const old of cached.nodes) {
    const now = changed.get(old.id);
    if (now && now.type === 'dataset' && now.builtAt !== old.builtAt) onRebuilt(project, now);
  }
  const kept = cached.nodes.map((node) => changed.get(node.id) ?? node);
  const known = new Set(kept.map((node) => node.id));
  queryClient.setQueryData(key, { nodes: [...kept, ...nodes.filter((node) => !known.has(node.id))] });
}

/** The list has the sample before its placeholder goes: nothing flickers between them. */
async function onSample(sample: SampleState): Promise<void> {
  if (sample.state === 'none') await queryClient.refetchQueries({ queryKey: keyOf('projects.list', {}) });
  queryClient.setQueryData(keyOf('sample.get', {}), sample);
}

function onRebuilt(project: string, { id: dataset, schema }: FlowNode): void {
  const names = schema && new Set(schema.map(({ name }) => name));
  // A column that has gone has no figures any more, though they may still be on screen for a moment.
  invalidate(['datasets.stats'], { project, dataset }, ({ body }) => {
    const column = (body as RouteInput<'datasets.stats'>['body'] | undefined)?.column;
    return column === undefined || !names || names.has(column);
  });
  invalidate(['datasets.rows', 'statistics.query'], { project, dataset });
  invalidate(['charts.query', 'flow.preview'], { project });
}

function onJob(project: string, job: Job): void {
  for (const [key, jobs] of queryClient.getQueriesData<Job[]>({ queryKey: ['jobs.list'] })) {
    const input = key[1] as { params: { project: string } };
    if (!jobs || input.params.project !== project) continue;
    const rest = jobs.filter((other) => other.id !== job.id);
    queryClient.setQueryData(
      key,
      [job, ...rest].sort((a, b) => b.createdAt.localeCompare(a.createdAt)),
    );
  }
  const key = keyOf('jobs.get', { params: { project, job: job.id } });
  queryClient.setQueryData<RouteReply<'jobs.get'>>(key, (old) => (old ? { ...old, job } : old));
  if (isOver(job)) invalidate(['flow.get', 'quality.status'], { project });
}

function onJobLog(project: string, job: string, line: JobLogLine): void {
  queryClient.setQueryData<RouteReply<'jobs.get'>>(keyOf('jobs.get', { params: { project, job } }), (old) =>
    old ? { ...old, log: [...old.log.slice(-LOG_LINES_KEPT), line] } : old,
  );
}

export const isOver = (job: Job): boolean => job.status !== 'queued' && job.status !== 'running';

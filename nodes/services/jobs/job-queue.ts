import { randomBytes } from 'node:crypto';
import { fail } from '../../contract/errors/index.ts';
import type { BuildRequest, ErrorBody, Job, RuleResult } from '../../contract/flow.ts';
import type { Log } from '../../platform/log.ts';
import type { Jobs } from '../../store/jobs.ts';
import { errorBody } from '../error-body.ts';
import type { EventHub } from '../event-hub.ts';
import type { Workspace } from '../workspace/types.ts';

export interface JobQueueOptions {
  project: string;
  workspace: Workspace;
  store: Jobs;
  hub: EventHub;
  log: Log;
  /** Told of every rule result of a build. */
  onRules: (dataset: string, results: RuleResult[]) => void;
  /** When an activity begins or ends. */
  onStep: () => void;
  /** After a job has ended, before `ended` settles. */
  onEnd?: (job: Job) => void;
}

/** Jobs of a project that are remembered with their logs. */
const keptJobs = 500;
/** More than this many waiting means that a caller has lost count. */
const mostWaiting = 100;

export interface StartedJob {
  /** As it is when it was put into the queue. */
  job: Job;
  /** The job at its end; never rejects. */
  ended: Promise<Job>;
}

/** The builds of one project: one at a time, in order; each can be cancelled, waiting or running. */
export interface JobQueue {
  /** JOBS_TOO_MANY. */
  start(
    request: BuildRequest,
    how?: { label?: string; onLog?: (line: string) => void; signal?: AbortSignal },
  ): StartedJob;
  get(job: string): { job: Job; log: string[] };
  list(limit: number): Job[];
  /** NOT_FOUND. A job that has ended stays as it is. */
  cancel(job: string): void;
  /** Cancels everything and waits for it. */
  close(): Promise<void>;
}

export function createJobQueue(options: JobQueueOptions): JobQueue {
  const { project, workspace, store, hub, log } = options;
  const open = new Map<string, AbortController>();
  let last: Promise<unknown> = Promise.resolve();
  const publish = (job: Job) => {
    store.save(job);
    hub.publish({ type: 'job', project, job });
  };
  const run = async (
    queued: Job,
    request: BuildRequest,
    how: { signal: AbortSignal; onLog: (line: string) => void },
  ) => {
    if (how.signal.aborted) return { ...queued, status: 'aborted' as const, endedAt: new Date().toISOString() };
    const states = new Map<string, string>();
    return workspace.build(request, {
      id: queued.id,
      signal: how.signal,
      onJob: (job) => publish({ ...job, label: queued.label, createdAt: queued.createdAt }),
      onLog: how.onLog,
      onActivity: ({ recipe, status }) => {
        if (states.get(recipe) !== status) options.onStep();
        states.set(recipe, status);
      },
      onRules: options.onRules,
    });
  };
  return {
    start(request, how = {}) {
      if (open.size >= mostWaiting) throw fail('JOBS_TOO_MANY', { project, waiting: open.size });
      const controller = new AbortController();
      const signal = how.signal ? AbortSignal.any([controller.signal, how.signal]) : controller.signal;
      const queued = queuedJob(project, request, how.label);
      open.set(queued.id, controller);
      publish(queued);
      const onLog = (line: string) => {
        store.appendLog(queued.id, [line]);
        hub.publish({ type: 'job-log', project, job: queued.id, line });
        how.onLog?.(line);
      };
      const ended = last.then(async () => {
        const done = await run(queued, request, { signal, onLog }).catch((error: unknown) =>
          failedJob(queued, errorBody(error, log)),
        );
        const job: Job = { ...done, label: queued.label, createdAt: queued.createdAt };
        open.delete(queued.id);
        publish(job);
        store.prune(project, keptJobs);
        options.onEnd?.(job);
        return job;
      });
      last = ended.catch(() => undefined);
      return { job: queued, ended };
    },
    get(id) {
      const job = store.get(project, id);
      if (!job) throw fail('NOT_FOUND', { kind: 'job', id, suggestion: '' });
      return { job, log: store.log(id) };
    },
    list: (limit) => store.list(project, limit),
    cancel(id) {
      const controller = open.get(id);
      if (!controller && !store.get(project, id)) throw fail('NOT_FOUND', { kind: 'job', id, suggestion: '' });
      controller?.abort();
    },
    async close() {
      for (const controller of open.values()) controller.abort();
      await last;
    },
  };
}

function queuedJob(project: string, request: BuildRequest, label?: string): Job {
  const what = request.targets.length === 0 ? 'all outputs' : request.targets.join(', ');
  return {
    id: `job-${randomBytes(6).toString('hex')}`,
    project,
    label: label ?? `Build ${what}`,
    mode: request.mode,
    status: 'queued',
    createdAt: new Date().toISOString(),
    startedAt: null,
    endedAt: null,
    activities: [],
    error: null,
  };
}

function failedJob(job: Job, error: ErrorBody): Job {
  const now = new Date().toISOString();
  return { ...job, status: 'failed', startedAt: job.startedAt ?? now, endedAt: now, error };
}

import { randomBytes } from 'node:crypto';
import { fail } from '../../contract/errors/index.ts';
import type { BuildPlan, BuildRequest, ErrorBody, Job, JobLogLine, RuleResult } from '../../contract/flow.ts';
import { buildLabel, queuedJob } from '../../engine/flow/new-job.ts';
import type { Log } from '../../platform/log.ts';
import type { Jobs } from '../../store/jobs.ts';
import { errorBody } from '../error-body.ts';
import type { EventHub } from '../event-hub.ts';
import type { BuildInput, Workspace } from '../workspace/types.ts';
import { requestAgain } from './again.ts';
import { withLastRuns } from './estimate.ts';

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

export interface JobStart {
  /** Who starts it: a person, or a scenario. */
  startedBy?: string;
  again?: Job['again'];
  onLog?: (line: JobLogLine) => void;
  signal?: AbortSignal;
}

/** The builds of one project: one at a time, in order; each can be cancelled, waiting or running. */
export interface JobQueue {
  /** What a build would do, with what the recipes took when they last ran. NOT_FOUND, FLOW_SOURCE_TARGET, FLOW_NOT_MADE. */
  plan(request: BuildInput): Promise<BuildPlan>;
  /** JOBS_TOO_MANY. */
  start(request: BuildRequest, how?: JobStart): StartedJob;
  /** Does a job again, all of it or what is left. NOT_FOUND, FLOW_NOTHING_FAILED, JOBS_TOO_MANY. */
  again(job: string, from: 'start' | 'failed', startedBy: string): Promise<StartedJob>;
  get(job: string): { job: Job; log: JobLogLine[] };
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
  const known = (id: string): Job => {
    const job = store.get(project, id);
    if (!job) throw fail('NOT_FOUND', { kind: 'job', id, suggestion: '' });
    return job;
  };
  const run = async (
    queued: Job,
    request: BuildRequest,
    how: { signal: AbortSignal; onLog: (line: JobLogLine) => void },
  ) => {
    if (how.signal.aborted) return { ...queued, status: 'aborted' as const, endedAt: new Date().toISOString() };
    const { id, startedBy, again } = queued;
    const states = new Map<string, string>();
    return workspace.build(request, {
      ...{ id, startedBy, again, signal: how.signal, onLog: how.onLog, onRules: options.onRules },
      onJob: (job) => publish({ ...job, label: queued.label, createdAt: queued.createdAt }),
      onActivity: ({ recipe, status }) => {
        if (states.get(recipe) !== status) options.onStep();
        states.set(recipe, status);
      },
    });
  };
  const start: JobQueue['start'] = (request, how = {}) => {
    if (open.size >= mostWaiting) throw fail('JOBS_TOO_MANY', { project, waiting: open.size });
    const controller = new AbortController();
    const signal = how.signal ? AbortSignal.any([controller.signal, how.signal]) : controller.signal;
    const queued = newJob(workspace, request, how);
    open.set(queued.id, controller);
    publish(queued);
    const onLog = (line: JobLogLine) => {
      store.appendLog(queued.id, [line]);
      hub.publish({ type: 'job-log', project, job: queued.id, line });
      how.onLog?.(line);
    };
    const ended = turnOrAbort(last, signal).then(async () => {
      const done = await run(queued, request, { signal, onLog }).catch((error: unknown) =>
        failedJob(queued, errorBody(error, log)),
      );
      const job: Job = { ...done, label: queued.label, createdAt: queued.createdAt };
      open.delete(queued.id);
      publish(job);
      store.keepRuns(job);
      store.prune(project, keptJobs);
      options.onEnd?.(job);
      return job;
    });
    last = Promise.allSettled([last, ended]);
    return { job: queued, ended };
  };
  return {
    plan: async (request) => withLastRuns(await workspace.plan(request), store.lastRuns(project)),
    start,
    async again(id, from, startedBy) {
      const request = requestAgain(known(id), from, workspace.project);
      await workspace.plan(request);
      return start(request, { startedBy, again: { job: id, from } });
    },
    get: (id) => ({ job: known(id), log: store.log(id) }),
    list: (limit) => store.list(project, limit),
    cancel(id) {
      const controller = open.get(id);
      if (!controller) known(id);
      controller?.abort();
    },
    async close() {
      for (const controller of open.values()) controller.abort();
      await last;
    },
  };
}

/** Settles when those before have ended, or at once when the job is cancelled while it waits. */
function turnOrAbort(turn: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
    void turn.then(() => resolve());
  });
}

function newJob({ project }: Workspace, request: BuildRequest, { startedBy = '', again = null }: JobStart): Job {
  const id = `job-${randomBytes(6).toString('hex')}`;
  const label = buildLabel(request, project);
  return queuedJob({ id, label, request, startedBy, again, project: project.info.id, now: new Date().toISOString() });
}

function failedJob(job: Job, error: ErrorBody): Job {
  const now = new Date().toISOString();
  return { ...job, status: 'failed', startedAt: job.startedAt ?? now, endedAt: now, error };
}

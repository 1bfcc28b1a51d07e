import { randomUUID } from 'node:crypto';
import { isAppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Activity, BuildPlan, BuildRequest, ErrorBody, Job, RuleResult } from '../../contract/flow.ts';
import { hintOf } from '../recipes/recipe-kind.ts';
import { outputsOf } from './evaluate.ts';
import type { FlowPorts } from './ports.ts';
import { runRecipe } from './run-recipe.ts';
import { type FlowStatus, isFresh } from './status.ts';

export interface BuildHooks {
  signal: AbortSignal;
  /** After every change of the job. The object is the job as a whole. */
  onJob?(job: Job, activity: Activity): void;
  onLog?(line: string): void;
  onRules?(dataset: string, results: RuleResult[]): void;
  /** An error that is a bug: its text for the log, under the id that the user is told. */
  onBug?(error: unknown, logId: string): void;
}

export interface BuildInput {
  id: string;
  label: string;
  request: BuildRequest;
  plan: BuildPlan;
}

/** How many recipes run at the same time; each of them uses all cores. */
const parallel = 2;

/** Runs a plan: independent recipes at the same time, each on published inputs. Failures are in the job, never thrown. */
export async function runBuild(
  input: BuildInput,
  status: FlowStatus,
  { ports, hooks }: { ports: FlowPorts; hooks: BuildHooks },
): Promise<Job> {
  const run = new BuildRun(input, status, { ports, hooks });
  return run.start();
}

class BuildRun {
  readonly job: Job;
  private readonly input: BuildInput;
  private readonly status: FlowStatus;
  private readonly ports: FlowPorts;
  private readonly hooks: BuildHooks;
  private readonly waiting: Map<string, string[]>;
  private readonly ended = new Set<string>();

  constructor(input: BuildInput, status: FlowStatus, { ports, hooks }: { ports: FlowPorts; hooks: BuildHooks }) {
    this.input = input;
    this.status = status;
    this.ports = ports;
    this.hooks = hooks;
    this.waiting = new Map(input.plan.activities.map(({ recipe, after }) => [recipe, after]));
    const now = this.now();
    const activities = input.plan.activities.map(
      ({ recipe, outputs }): Activity => ({
        recipe,
        outputs,
        status: 'queued',
        progress: null,
        rows: null,
        startedAt: null,
        endedAt: null,
        error: null,
      }),
    );
    this.job = {
      id: input.id,
      project: status.project.info.id,
      label: input.label,
      mode: input.request.mode,
      status: 'running',
      createdAt: now,
      startedAt: now,
      endedAt: null,
      activities,
      error: null,
    };
  }

  async start(): Promise<Job> {
    const { activities } = this.job;
    this.log(activities.length === 0 ? 'Everything is up to date' : `${activities.length} recipes to run`);
    const going = new Map<string, Promise<void>>();
    while (this.ended.size < activities.length) {
      for (const activity of this.ready(going))
        going.set(
          activity.recipe,
          this.runOne(activity).then(() => void going.delete(activity.recipe)),
        );
      if (going.size === 0) break;
      await Promise.race(going.values());
    }
    return this.finish();
  }

  private ready(going: ReadonlyMap<string, unknown>): Activity[] {
    const free = parallel - going.size;
    return this.job.activities
      .filter(
        ({ recipe, status }) =>
          status === 'queued' && !going.has(recipe) && this.waiting.get(recipe)!.every((each) => this.ended.has(each)),
      )
      .slice(0, Math.max(0, free));
  }

  private async runOne(activity: Activity): Promise<void> {
    const { recipe } = activity;
    const name = this.status.project.recipes[recipe]?.name ?? recipe;
    const began = this.ports.now();
    activity.startedAt = began.toISOString();
    try {
      if (this.hooks.signal.aborted) throw fail('ABORTED');
      this.refuseAfterFailure(activity, name);
      if (this.isDoneAlready(recipe)) this.settle(activity, 'skipped', `${name}: up to date`);
      else {
        activity.status = 'running';
        this.tell(activity);
        const { rows, warnings } = await this.compute(activity, name);
        activity.rows = rows;
        for (const warning of warnings) this.log(`${name}: ${warning}`);
        const seconds = ((this.ports.now().getTime() - began.getTime()) / 1000).toFixed(1);
        const what = rows === null ? 'done' : `${rows} rows`;
        this.settle(activity, warnings.length > 0 ? 'warning' : 'succeeded', `${name}: ${what} in ${seconds} s`);
      }
    } catch (error) {
      await this.failActivity(activity, name, error);
    }
    this.ended.add(recipe);
  }

  private async compute(activity: Activity, name: string) {
    const result = this.status.recipes.get(activity.recipe)!;
    let last = 0;
    return runRecipe(result, this.status, {
      ports: this.ports,
      hooks: {
        signal: this.hooks.signal,
        log: (line) => this.log(`${name}: ${line}`),
        onRules: (dataset, results) => this.hooks.onRules?.(dataset, results),
        progress: (fraction, message, rows) => {
          activity.progress = {
            fraction: fraction === null ? null : Math.min(1, Math.max(0, fraction)),
            message,
            rows,
          };
          const now = this.ports.now().getTime();
          if (now - last < 100) return;
          last = now;
          this.tell(activity);
        },
      },
    });
  }

  private refuseAfterFailure(activity: Activity, name: string): void {
    const after = this.waiting.get(activity.recipe) ?? [];
    const failed = this.job.activities.filter(
      (each) => after.includes(each.recipe) && ['failed', 'aborted'].includes(each.status),
    );
    if (failed.length === 0) return;
    const names = failed.map((each) => `“${this.status.project.recipes[each.recipe]?.name ?? each.recipe}”`);
    throw fail('FLOW_INPUT_FAILED', { recipe: name, failed: names });
  }

  /** What another job has built meanwhile is not built again; models and forced builds are. */
  private isDoneAlready(recipe: string): boolean {
    if (this.input.request.mode !== 'required' && this.input.request.mode !== 'downstream') return false;
    const outputs = outputsOf(this.status.project.recipes[recipe]!, this.status);
    for (const node of outputs)
      node.current = this.ports.storage.builds(node.id).find((build) => build.key === node.expected) ?? node.current;
    return outputs.length > 0 && outputs.every((node) => node.type === 'dataset' && isFresh(node));
  }

  private async failActivity(activity: Activity, name: string, error: unknown): Promise<void> {
    const body = this.errorBody(error);
    activity.error = body;
    const aborted = body.code === 'ABORTED';
    if (!aborted && body.code !== 'FLOW_INPUT_FAILED')
      for (const node of outputsOf(this.status.project.recipes[activity.recipe]!, this.status))
        await this.ports.storage.setFailure(node.id, { key: node.expected ?? '', at: this.now(), error: body });
    this.settle(activity, aborted ? 'aborted' : 'failed', `${name}: ${body.message}`);
  }

  private errorBody(error: unknown): ErrorBody {
    if (isAppError(error)) {
      const hint = hintOf(error.code);
      return { code: error.code, message: error.message, data: error.data, ...(hint && { hint }) };
    }
    const logId = randomUUID().slice(0, 8);
    this.hooks.onBug?.(error, logId);
    const wrapped = fail('INTERNAL', { logId });
    return { code: wrapped.code, message: wrapped.message, logId };
  }

  private settle(activity: Activity, status: Activity['status'], line: string): void {
    activity.status = status;
    activity.progress = null;
    activity.endedAt = this.now();
    this.log(line);
    this.tell(activity);
  }

  private finish(): Job {
    const { job } = this;
    const has = (status: Activity['status']) => job.activities.find((activity) => activity.status === status);
    const first =
      job.activities.find((activity) => activity.status === 'failed' && activity.error?.code !== 'FLOW_INPUT_FAILED') ??
      has('failed');
    if (this.hooks.signal.aborted) job.status = 'aborted';
    else if (first) job.status = 'failed';
    else job.status = has('warning') ? 'warning' : 'succeeded';
    job.error = first?.error ?? has('aborted')?.error ?? null;
    job.endedAt = this.now();
    return job;
  }

  private tell(activity: Activity): void {
    this.hooks.onJob?.(this.job, activity);
  }

  private log(line: string): void {
    this.hooks.onLog?.(line);
  }

  private now(): string {
    return this.ports.now().toISOString();
  }
}

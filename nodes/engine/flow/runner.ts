import { randomUUID } from 'node:crypto';
import { isAppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Activity, BuildPlan, ErrorBody, Job, JobLogLine, RuleResult } from '../../contract/flow.ts';
import { hintOf } from '../recipes/recipe-kind.ts';
import { outputsOf } from './evaluate.ts';
import { failureKey } from './keys.ts';
import { type JobHead, plannedJob } from './new-job.ts';
import type { FlowPorts } from './ports.ts';
import { runRecipe } from './run-recipe.ts';
import { type FlowStatus, isFresh } from './status.ts';

export interface BuildHooks {
  signal: AbortSignal;
  /** After every change of the job. The object is the job as a whole. */
  onJob?(job: Job, activity: Activity): void;
  onLog?(line: JobLogLine): void;
  onRules?(dataset: string, results: RuleResult[]): void;
  /** An error that is a bug: its text for the log, under the id that the user is told. */
  onBug?(error: unknown, logId: string): void;
}

export interface BuildInput extends JobHead {
  plan: BuildPlan;
}

/** How many recipes run at the same time; each of them uses all cores. */
export const parallelRecipes = 2;

/** Runs a plan: independent recipes at the same time, each on published inputs. Failures are in the job, never thrown. */
export async function runBuild(
  input: BuildInput,
  status: FlowStatus,
  { ports, hooks }: { ports: FlowPorts; hooks: BuildHooks },
): Promise<Job> {
  const run = new BuildRun(input, status, { ports, hooks });
  return run.start();
}

type Said = Partial<JobLogLine> & Pick<JobLogLine, 'text'>;
/** What an activity that did not fail itself ends as. */
const unfinished: Record<string, Activity['status']> = { ABORTED: 'aborted', FLOW_INPUT_FAILED: 'skipped' };
const recipesWords = (count: number) => (count === 1 ? '1 recipe' : `${count} recipes`);

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
    this.job = plannedJob({ ...input, project: status.project.info.id, now: this.now() }, input.plan);
  }

  async start(): Promise<Job> {
    const { activities } = this.job;
    this.log({
      text: activities.length === 0 ? 'Everything is up to date' : `${recipesWords(activities.length)} to run`,
    });
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
    const free = parallelRecipes - going.size;
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
    try {
      if (this.hooks.signal.aborted) throw fail('ABORTED');
      this.refuseAfterFailure(activity, name);
      if (this.isDoneAlready(recipe)) this.settle(activity, 'skipped', { text: 'Up to date' });
      else {
        const began = this.ports.now();
        activity.startedAt = began.toISOString();
        activity.status = 'running';
        this.log({ recipe, text: activity.reason ? `Started: ${activity.reason}` : 'Started' });
        this.tell(activity);
        const { rows, warnings } = await this.compute(activity);
        activity.rows = rows;
        activity.warnings = warnings;
        for (const text of warnings) this.log({ recipe, level: 'warning', text });
        const seconds = ((this.ports.now().getTime() - began.getTime()) / 1000).toFixed(1);
        const what = rows === null ? 'Done' : `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;
        this.settle(activity, warnings.length > 0 ? 'warning' : 'succeeded', { text: `${what} in ${seconds} s` });
      }
    } catch (error) {
      await this.failActivity(activity, this.hooks.signal.aborted ? fail('ABORTED', {}, { cause: error }) : error);
    }
    this.ended.add(recipe);
  }

  private async compute(activity: Activity) {
    const { recipe } = activity;
    const result = this.status.recipes.get(activity.recipe)!;
    let last = 0;
    return runRecipe(result, this.status, {
      ports: this.ports,
      hooks: {
        signal: this.hooks.signal,
        log: (text) => this.log({ recipe, text }),
        onRules: (dataset, results) => {
          activity.rules.push(...results);
          this.hooks.onRules?.(dataset, results);
        },
        progress: (fraction, message, rows) => {
          if (activity.status !== 'running') return;
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
    const failed = this.job.activities.filter((each) => after.includes(each.recipe) && each.error !== null);
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

  private async failActivity(activity: Activity, error: unknown): Promise<void> {
    const body = this.errorBody(error);
    activity.error = body;
    const status = unfinished[body.code] ?? 'failed';
    if (status === 'failed') {
      const recipe = this.status.project.recipes[activity.recipe]!;
      for (const node of outputsOf(recipe, this.status)) {
        const key = failureKey(node.expected, recipe);
        await this.ports.storage.setFailure(node.id, { key, at: this.now(), error: body });
      }
    }
    this.settle(activity, status, { level: status === 'failed' ? 'error' : 'info', text: body.message });
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

  private settle(activity: Activity, status: Activity['status'], line: Omit<Said, 'recipe'>): void {
    activity.status = status;
    activity.progress = null;
    activity.endedAt = this.now();
    this.log({ ...line, recipe: activity.recipe });
    this.tell(activity);
  }

  private finish(): Job {
    const { job } = this;
    const has = (status: Activity['status']) => job.activities.find((activity) => activity.status === status);
    const first = has('failed');
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

  private log({ recipe = null, level = 'info', text }: Said): void {
    this.hooks.onLog?.({ at: this.now(), recipe, level, text });
  }

  private now(): string {
    return this.ports.now().toISOString();
  }
}

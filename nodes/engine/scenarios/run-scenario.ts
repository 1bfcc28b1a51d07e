import { isAppError } from '../../base/app-error.ts';
import { ERRORS, type ErrorCode, fail, fillTemplate } from '../../contract/errors/index.ts';
import { fillVariables } from '../../contract/fill-variables.ts';
import type { ErrorBody, ScenarioRun } from '../../contract/flow.ts';
import type { Scenario, ScenarioStep } from '../../contract/project/index.ts';
import type { ScenarioPorts } from './ports.ts';
import { reporterKinds } from './reporters/registry.ts';
import { stepKinds } from './steps/registry.ts';

export interface ScenarioRequest {
  id: string;
  project: string;
  scenario: Scenario;
  /** What started it: a trigger's id, `manual`, `api`. */
  trigger: string;
  variables: Record<string, string>;
  ports: ScenarioPorts;
  signal: AbortSignal;
  /** After every change; the run as a whole. Awaited, so that it can be stored before going on. */
  onUpdate: (run: ScenarioRun) => void | Promise<void>;
}

type StepRun = ScenarioRun['steps'][number];

/** A run before its first step. */
export function newRun(
  request: Pick<ScenarioRequest, 'id' | 'project' | 'scenario' | 'trigger' | 'variables'>,
  now: Date,
): ScenarioRun {
  return {
    id: request.id,
    project: request.project,
    scenario: request.scenario.id,
    trigger: request.trigger,
    outcome: 'running',
    variables: { ...request.variables },
    startedAt: now.toISOString(),
    endedAt: null,
    steps: request.scenario.steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      label: step.label ?? stepKinds.find(step.kind)?.label ?? step.kind,
      outcome: 'pending',
      startedAt: null,
      endedAt: null,
      log: [],
      error: null,
    })),
  };
}

/**
 * Runs the steps of a scenario in order, each by its condition, with retries and a time limit, then its reporters.
 * Never throws for a failing step: that is the run's outcome.
 */
export async function runScenario(request: ScenarioRequest): Promise<ScenarioRun> {
  const run = newRun(request, request.ports.now());
  await request.onUpdate(run);
  let worst: 'success' | 'warning' | 'failed' = 'success';
  for (const [index, step] of request.scenario.steps.entries()) {
    const state = run.steps[index]!;
    if (request.signal.aborted || !shouldRun(step, worst)) {
      state.outcome = 'skipped';
      continue;
    }
    const outcome = await runStep(request, run, { step, state, worst });
    if (outcome === 'failed' && !step.ignoreFailure) worst = 'failed';
    else if (outcome !== 'success' && worst === 'success') worst = 'warning';
    await request.onUpdate(run);
  }
  run.outcome = request.signal.aborted ? 'aborted' : worst;
  run.endedAt = request.ports.now().toISOString();
  await report(request, run);
  await request.onUpdate(run);
  return run;
}

function shouldRun(step: ScenarioStep, worst: 'success' | 'warning' | 'failed'): boolean {
  return step.runIf === 'always' || (step.runIf === 'failure') === (worst === 'failed');
}

async function runStep(
  request: ScenarioRequest,
  run: ScenarioRun,
  { step, state, worst }: { step: ScenarioStep; state: StepRun; worst: 'success' | 'warning' | 'failed' },
): Promise<'success' | 'warning' | 'failed'> {
  const { ports } = request;
  state.outcome = 'running';
  state.startedAt = ports.now().toISOString();
  await request.onUpdate(run);
  for (let attempt = 0; ; attempt++) {
    const limit = step.timeoutSeconds === undefined ? undefined : AbortSignal.timeout(step.timeoutSeconds * 1000);
    const signal = limit ? AbortSignal.any([request.signal, limit]) : request.signal;
    try {
      const kind = stepKinds.find(step.kind);
      if (!kind) throw fail('SCENARIO_STEP_UNKNOWN', { kind: step.kind });
      const log = (line: string) => state.log.push(line);
      const known = await ports.variables();
      signal.throwIfAborted();
      const scenario = { id: request.scenario.id, name: request.scenario.name };
      state.outcome = await kind.run(step.settings, {
        signal,
        log,
        ports,
        variables: run.variables,
        known,
        scenario,
        runId: run.id,
        outcome: worst,
      });
      state.error = null;
      state.endedAt = ports.now().toISOString();
      return state.outcome as 'success' | 'warning';
    } catch (error) {
      const cause =
        limit?.aborted && !request.signal.aborted
          ? fail('SCENARIO_STEP_TIMEOUT', { seconds: step.timeoutSeconds })
          : error;
      state.error = errorBody(cause);
      state.log.push(`${state.error.code}: ${state.error.message}`);
      state.endedAt = ports.now().toISOString();
      state.outcome = request.signal.aborted ? 'aborted' : 'failed';
      if (request.signal.aborted || attempt >= step.retries) return 'failed';
      state.log.push(`Trying again (${attempt + 1} of ${step.retries})`);
    }
  }
}

async function report(request: ScenarioRequest, run: ScenarioRun): Promise<void> {
  for (const reporter of request.scenario.reporters) {
    if (!(reporter.on as readonly string[]).includes(run.outcome)) continue;
    try {
      const kind = reporterKinds.find(reporter.kind);
      if (!kind) throw fail('SCENARIO_STEP_UNKNOWN', { kind: reporter.kind });
      const values = { ...(await request.ports.variables()), ...run.variables };
      const settings = fillVariables(reporter.settings, values, `The reporter “${reporter.id}”`).value;
      await kind.report(settings, run, request.ports, AbortSignal.timeout(30_000));
    } catch (error) {
      const { code, message } = errorBody(error);
      run.steps.at(-1)?.log.push(`The reporter “${reporter.id}” failed: ${code}: ${message}`);
    }
  }
}

/** An error as stored with the run; a bug shows no internals. */
export function errorBody(error: unknown): ErrorBody {
  if (error instanceof Error && error.name === 'AbortError') return errorBody(fail('ABORTED'));
  if (!isAppError(error))
    return { code: 'INTERNAL', message: 'Something went wrong inside Millrace', hint: ERRORS.INTERNAL.hint };
  const entry = ERRORS[error.code as ErrorCode];
  const hint = entry && fillTemplate(entry.hint, error.data);
  return { code: error.code, message: error.message, data: error.data, ...(hint && { hint }) };
}

import { randomBytes } from 'node:crypto';
import { fail } from '../../contract/errors/index.ts';
import type { JobLogLine, RuleResult, ScenarioRun } from '../../contract/flow.ts';
import type { Scenario } from '../../contract/project/index.ts';
import type { ScenarioPorts, StepIo } from '../../engine/scenarios/ports.ts';
import { newRun, runScenario } from '../../engine/scenarios/run-scenario.ts';
import { type AddressGuard, createAddressGuard } from '../../platform/address-guard.ts';
import { sleep } from '../../platform/clock.ts';
import { request } from '../../platform/http-client.ts';
import type { Log } from '../../platform/log.ts';
import type { RunCause, ScenarioRuns } from '../../store/scenario-runs.ts';
import { errorBody } from '../error-body.ts';
import type { EventHub } from '../event-hub.ts';
import { logWords } from '../jobs/log-words.ts';
import type { Projects } from '../projects/design-projects.ts';
import type { Quality } from '../quality/quality.ts';
import type { GoldenTests } from '../tests/golden-tests.ts';

export interface StartRequest {
  project: string;
  scenario: string;
  cause: RunCause;
  variables?: Record<string, string>;
  /** Aborts the run, as `abort` does. */
  signal?: AbortSignal;
}

export interface StartedRun {
  run: ScenarioRun;
  /** The run at its end; never rejects. */
  ended: Promise<ScenarioRun>;
}

/** Runs of scenarios. A run is recorded before it starts, so that none is lost and none runs twice, whenever the process is killed. */
export interface Scenarios {
  /** Undefined when this cause has had its run already. NOT_FOUND. */
  start(request: StartRequest): Promise<StartedRun | undefined>;
  list(project: string, scenario: string): ScenarioRun[];
  /** NOT_FOUND. */
  get(project: string, run: string): ScenarioRun;
  abort(run: string): void;
  /** At start: runs that a killed process left are told as failed. */
  failUnfinished(): ScenarioRun[];
  close(): Promise<void>;
}

export interface ScenariosOptions {
  projects: Projects;
  quality: Quality;
  tests: GoldenTests;
  store: ScenarioRuns;
  hub: EventHub;
  log: Log;
  /** Where messages may be sent (default: public addresses only). */
  guard?: AddressGuard;
}

/** Runs of a scenario that are remembered with their logs. */
const keptRuns = 500;

export function createScenarios(options: ScenariosOptions): Scenarios {
  const { projects, store, hub, log } = options;
  const open = new Map<string, { controller: AbortController; ended: Promise<ScenarioRun> }>();
  const scenarioOf = async (project: string, id: string): Promise<Scenario> => {
    const scenario = (await projects.get(project)).workspace.project.scenarios[id];
    if (!scenario) throw fail('NOT_FOUND', { kind: 'scenario', id, suggestion: '' });
    return scenario;
  };
  const publish = (run: ScenarioRun) => {
    store.save(run);
    hub.publish({ type: 'scenario-run', project: run.project, run });
  };
  const start: Scenarios['start'] = async ({ project, scenario: scenarioId, cause, variables = {}, signal: given }) => {
    const scenario = await scenarioOf(project, scenarioId);
    const id = `run-${randomBytes(6).toString('hex')}`;
    const what = { id, project, scenario, trigger: cause.trigger, variables };
    const first = newRun(what, new Date());
    if (!store.claim(first, cause)) return undefined;
    const controller = new AbortController();
    const signal = given ? AbortSignal.any([controller.signal, given]) : controller.signal;
    const ports = portsOf(options, { project, scenario, start });
    const ended = runScenario({ ...what, ports, signal, onUpdate: publish })
      .catch((error: unknown): ScenarioRun => {
        log.error({ err: error, run: id }, 'a scenario run broke off');
        return { ...(store.get(project, id) ?? first), outcome: 'failed', endedAt: new Date().toISOString() };
      })
      .then((run) => {
        open.delete(id);
        publish(run);
        store.prune(project, scenarioId, keptRuns);
        return run;
      });
    open.set(id, { controller, ended });
    return { run: first, ended };
  };
  return {
    start,
    list: (project, scenario) => store.list(project, scenario),
    get(project, id) {
      const run = store.get(project, id);
      if (!run) throw fail('NOT_FOUND', { kind: 'run', id, suggestion: '' });
      return run;
    },
    abort: (id) => open.get(id)?.controller.abort(),
    failUnfinished: () => store.failUnfinished(new Date().toISOString(), errorBody(fail('SCENARIO_INTERRUPTED'), log)),
    async close() {
      const running = [...open.values()];
      for (const { controller } of running) controller.abort();
      await Promise.all(running.map(({ ended }) => ended));
    },
  };
}

/** What steps may do, on one project of this node. */
function portsOf(
  { projects, quality, tests: golden, guard = createAddressGuard() }: ScenariosOptions,
  { project, scenario, start }: { project: string; scenario: Scenario; start: Scenarios['start'] },
): ScenarioPorts {
  return {
    async build(request, { signal, log }) {
      const { jobs, workspace } = await projects.get(project);
      const onLog = (line: JobLogLine) => log(logWords(line, workspace.project));
      return jobs.start(request, { signal, startedBy: `Scenario ${scenario.name}`, onLog }).ended;
    },
    async check(dataset, { signal }): Promise<RuleResult[]> {
      const { workspace } = await projects.get(project);
      return quality.run({ project, workspace, dataset }, signal);
    },
    async test(tests, { signal }) {
      return golden.run((await projects.get(project)).workspace, { tests, signal });
    },
    async runScenario(called: string, variables, { log, signal }: StepIo) {
      const cause = { trigger: 'scenario' } as const;
      const started = await start({ project, scenario: called, cause, variables, signal });
      if (!started) throw new Error('a run by another scenario is never a double');
      log(`Run ${started.run.id} of ${called}`);
      return started.ended;
    },
    async post(url, body, signal) {
      const reply = await request({ url, method: 'POST', json: body, signal, guard, anyStatus: true });
      await reply.discard();
      return { status: reply.status };
    },
    variables: async () => (await projects.get(project)).workspace.variables(),
    sleep,
    now: () => new Date(),
  };
}

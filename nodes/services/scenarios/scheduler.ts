import type { Scenario } from '../../contract/project/index.ts';
import { type CatchUp, missedTimes, nextTimes } from '../../engine/scenarios/due-times.ts';
import { triggerKinds } from '../../engine/scenarios/triggers/registry.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { ScenarioRuns } from '../../store/scenario-runs.ts';
import type { Projects } from '../projects/design-projects.ts';
import type { Scenarios } from './scenarios.ts';

export interface SchedulerOptions {
  projects: Projects;
  scenarios: Scenarios;
  runs: ScenarioRuns;
  clock: Clock;
  log: Log;
  /** Whether a scenario is active on this node, whatever its project says. */
  isActive?: (project: string, scenario: Scenario) => boolean;
  /** What to do with times missed while the node was down (default `once`). */
  catchUp?: CatchUp;
}

/**
 * Starts scenarios at their times and when watched data change. Whether a time has had its run stands in the store, not in memory: a
 * restart catches up what was missed and repeats nothing.
 */
export interface Scheduler {
  /** Catches up, then waits for the next time. Call again when projects changed. */
  refresh(): Promise<void>;
  stop(): void;
}

/** The clock is looked at again at least this often, so that a changed system time is noticed. */
const longestWaitMs = 60_000;
/** A gap between two looks that only a sleep of the machine or a jump of its clock explains. */
const sleptMs = 10 * longestWaitMs;

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { projects, scenarios, runs, clock, log } = options;
  const catchUp = options.catchUp ?? 'once';
  let cancel: (() => void) | undefined;
  let isStopped = false;
  const dataKeys = new Map<string, string>();
  let refreshing: Promise<void> | undefined;
  let lastLook: Date | undefined;

  const fire = async (project: string, scenario: Scenario, cause: { trigger: string; due: Date }) => {
    const { trigger } = cause;
    log.info({ project, scenario: scenario.id, trigger, due: cause.due.toISOString() }, 'scenario due');
    await scenarios.start({ project, scenario: scenario.id, cause: { trigger, due: cause.due.toISOString() } });
  };
  const startDue = async (project: string, scenario: Scenario, now: Date) => {
    for (const trigger of scenario.triggers) {
      const last = runs.lastDue(project, scenario.id, trigger.id);
      // What fell due since the last look is not late; the policy is for what was missed while the node was down or its machine slept.
      const isAwake = lastLook && now.getTime() - lastLook.getTime() < sleptMs;
      const missed = lastLook ? missedTimes(trigger, { since: lastLook, now }, isAwake ? 'all' : catchUp) : [];
      if (!lastLook && last) missed.push(...missedTimes(trigger, { since: new Date(last), now }, catchUp));
      for (const due of missed) await fire(project, scenario, { trigger: trigger.id, due });
    }
  };
  const startChanged = async (project: string, scenario: Scenario, now: Date) => {
    for (const trigger of scenario.triggers) {
      const watched = trigger.enabled ? (triggerKinds.find(trigger.kind)?.watches(trigger.settings) ?? []) : [];
      if (watched.length === 0) continue;
      const { workspace } = await projects.get(project);
      const relations = await Promise.all(watched.map((dataset) => workspace.relation(dataset).catch(() => undefined)));
      const key = relations.map((relation) => relation?.key ?? '').join(' ');
      const name = `${project}/${scenario.id}/${trigger.id}`;
      const before = dataKeys.get(name);
      dataKeys.set(name, key);
      if (before !== undefined && before !== key) await fire(project, scenario, { trigger: trigger.id, due: now });
    }
  };
  const activeScenarios = async () => {
    const found: { project: string; scenario: Scenario }[] = [];
    for (const { id } of await projects.list()) {
      const { workspace } = await projects.get(id);
      for (const scenario of Object.values(workspace.project.scenarios)) {
        const active = options.isActive?.(id, scenario) ?? scenario.active;
        if (active) found.push({ project: id, scenario: { ...scenario, active } });
      }
    }
    return found;
  };
  const look = async () => {
    const now = new Date(clock.now());
    const active = await activeScenarios();
    for (const { project, scenario } of active) {
      try {
        await startDue(project, scenario, now);
        await startChanged(project, scenario, now);
      } catch (error) {
        log.error({ err: error, project, scenario: scenario.id }, 'a scenario could not be scheduled');
      }
    }
    lastLook = now;
    const next = active.flatMap(({ scenario }) => nextTimesOf(scenario, now, log));
    const soonest = Math.min(...next.map(({ at }) => at.getTime()), now.getTime() + longestWaitMs);
    cancel?.();
    if (!isStopped) cancel = clock.after(soonest - now.getTime(), () => void refresh());
  };
  const refresh = (): Promise<void> => {
    refreshing = (refreshing ?? Promise.resolve())
      .then(look)
      .catch((error) => log.error({ err: error }, 'the scheduler failed to look at the scenarios'));
    return refreshing;
  };
  return {
    refresh,
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}

/** Broken settings of one scenario must not stop the others. */
function nextTimesOf(scenario: Scenario, now: Date, log: Log) {
  try {
    return nextTimes(scenario, now);
  } catch (error) {
    log.error({ err: error, scenario: scenario.id }, 'the next time of a scenario could not be found');
    return [];
  }
}

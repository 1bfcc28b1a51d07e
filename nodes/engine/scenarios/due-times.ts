import type { Scenario } from '../../contract/project/index.ts';
import { triggerKinds } from './triggers/registry.ts';

export interface DueTime {
  trigger: string;
  at: Date;
}

/** The next time of each enabled time trigger of an active scenario, soonest first. */
export function nextTimes(scenario: Scenario, after: Date): DueTime[] {
  if (!scenario.active) return [];
  const times: DueTime[] = [];
  for (const trigger of scenario.triggers) {
    const at = trigger.enabled ? triggerKinds.find(trigger.kind)?.next(trigger.settings, after) : undefined;
    if (at) times.push({ trigger: trigger.id, at });
  }
  return times.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What to do with times that passed while the node was down. */
export type CatchUp = 'skip' | 'once' | 'all';

/** The times of one trigger in (`since`, `now`] that are to be run late; at most 100. */
export function missedTimes(
  trigger: Scenario['triggers'][number],
  span: { since: Date; now: Date },
  catchUp: CatchUp,
): Date[] {
  const kind = triggerKinds.find(trigger.kind);
  if (!kind || !trigger.enabled || catchUp === 'skip') return [];
  const missed: Date[] = [];
  let at = kind.next(trigger.settings, span.since);
  while (at && at <= span.now && missed.length < 100) {
    missed.push(at);
    at = kind.next(trigger.settings, at);
  }
  return catchUp === 'once' ? missed.slice(-1) : missed;
}

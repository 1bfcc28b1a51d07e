import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { defineStep } from '../step-kind.ts';

/** Runs another scenario and waits for it. */
export const runScenarioStep = defineStep({
  id: 'run-scenario',
  label: 'Run a scenario',
  category: 'Control',
  icon: 'player-play',
  keywords: ['chain', 'call', 'nested'],
  help: 'Runs another scenario of the project with this run’s variables and waits for its end.',
  version: 1,
  settings: z.object({ scenario: z.string().min(1) }),
  form: [{ fields: [{ key: 'scenario', label: 'Scenario', widget: 'text' }] }],
  run: async ({ scenario }, context) => {
    if (scenario === context.scenario.id) throw fail('SCENARIO_CALLS_ITSELF', { scenario });
    const run = await context.ports.runScenario(scenario, context.variables, context);
    context.log(`${scenario}: ${run.outcome}`);
    if (run.outcome === 'aborted') throw fail('ABORTED');
    if (run.outcome === 'failed') throw fail('SCENARIO_CALL_FAILED', { scenario, run: run.id });
    return run.outcome === 'warning' ? 'warning' : 'success';
  },
});

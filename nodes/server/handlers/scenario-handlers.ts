import { nextTimes } from '../../engine/scenarios/due-times.ts';
import type { NodeBase } from '../../services/nodes/node-base.ts';
import type { Projects } from '../../services/projects/design-projects.ts';
import type { Scenarios } from '../../services/scenarios/scenarios.ts';
import type { HandlersOf } from '../bind-routes.ts';

type ScenarioRoutes = 'scenarios.run' | 'scenarios.runs' | 'scenarios.get' | 'scenarios.abort' | 'scenarios.next';

/** Scenarios, the same on Design (by hand) and Automation nodes (also by their triggers). */
export function scenarioHandlers(
  base: NodeBase,
  { projects, scenarios }: { projects: Projects; scenarios: Scenarios },
): HandlersOf<ScenarioRoutes> {
  return {
    'scenarios.run': (context, { params: { project, scenario }, body }) =>
      base.mutate(context, {
        right: 'write',
        action: 'scenarios.run',
        target: `projects/${project}/scenarios/${scenario}`,
        change: async () => {
          const cause = { trigger: 'manual' };
          const started = await scenarios.start({ project, scenario, cause, variables: body.variables });
          if (!started) throw new Error('a run by hand is never a double');
          return started.run;
        },
      }),
    'scenarios.runs': (_context, { params }) => scenarios.list(params.project, params.scenario),
    'scenarios.get': (_context, { params }) => scenarios.get(params.project, params.run),
    'scenarios.abort': (context, { params: { project, scenario, run } }) =>
      base.mutate(context, {
        right: 'write',
        action: 'scenarios.abort',
        target: `projects/${project}/scenarios/${scenario}/runs/${run}`,
        change: async () => {
          scenarios.get(project, run);
          scenarios.abort(run);
          return { ok: true as const };
        },
      }),
    'scenarios.next': async (_context, { params }) => {
      const scenario = (await projects.get(params.project)).workspace.project.scenarios[params.scenario];
      const times = scenario ? nextTimes({ ...scenario, active: true }, new Date()) : [];
      return times.map(({ trigger, at }) => ({ trigger, at: at.toISOString() }));
    },
  };
}

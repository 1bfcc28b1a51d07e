import { impactOf, lineageOf } from '../../services/lineage.ts';
import type { NodeBase } from '../../services/nodes/node-base.ts';
import type { Projects } from '../../services/projects/design-projects.ts';
import type { GoldenTests } from '../../services/tests/golden-tests.ts';
import type { HandlersOf } from '../bind-routes.ts';

interface Checks {
  projects: Projects;
  tests: GoldenTests;
}

/** Lineage and golden tests, the same on Design and Automation nodes. */
export function checkHandlers(
  base: NodeBase,
  { projects, tests }: Checks,
): HandlersOf<'lineage.column' | 'lineage.impact' | 'tests.list' | 'tests.run'> {
  const workspaceOf = async (id: string) => (await projects.get(id)).workspace;
  return {
    'lineage.column': async (_context, { params, query }) =>
      lineageOf(await workspaceOf(params.project), { node: params.node, column: query.column }),
    'lineage.impact': async (_context, { params, query }) =>
      impactOf(await workspaceOf(params.project), { node: params.node, column: query.column }),
    'tests.list': async (_context, { params }) => tests.list(await workspaceOf(params.project)),
    'tests.run': async (context, { params, body }) => {
      const workspace = await workspaceOf(params.project);
      return base.mutate(context, {
        right: 'write',
        action: 'tests.run',
        target: `projects/${params.project}/tests`,
        change: () => tests.run(workspace, { tests: body.tests, signal: context.signal }),
      });
    },
  };
}

/** Making golden tests: what they propose is saved by an edit. */
export function captureHandlers({ projects, tests }: Checks): HandlersOf<'tests.capture' | 'tests.expect'> {
  const workspaceOf = async (id: string) => (await projects.get(id)).workspace;
  return {
    'tests.capture': async (context, { params, body }) => ({
      test: await tests.capture(await workspaceOf(params.project), body, context.signal),
    }),
    'tests.expect': async (context, { params, body }) => ({
      test: await tests.expect(await workspaceOf(params.project), body.test, context.signal),
    }),
  };
}

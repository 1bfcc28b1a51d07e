import type { NodeBase } from '../../services/nodes/node-base.ts';
import type { DesignProjects, Projects } from '../../services/projects/design-projects.ts';
import { copyHere, listVariables, removeHere, renameEdits, setHere } from '../../services/variables.ts';
import type { HandlersOf } from '../bind-routes.ts';
import { editMutation } from './edit-handlers.ts';

/** Variables of a project with their values on this node, the same on Design and Automation nodes. */
export function variableHandlers(
  base: NodeBase,
  projects: Projects,
): HandlersOf<'variables.list' | 'variables.put' | 'variables.delete'> {
  const changed = (project: string) => () => [{ type: 'variables' as const, project }];
  const targetOf = ({ project, variable }: { project: string; variable: string }) =>
    `projects/${project}/variables/${variable}`;
  return {
    'variables.list': async (_context, { params }) => listVariables((await projects.get(params.project)).workspace),
    'variables.put': async (context, { params, body }) => {
      const { workspace, publishFlow } = await projects.get(params.project);
      return base.mutate(context, {
        right: 'write',
        action: 'variables.put',
        target: targetOf(params),
        change: async () => {
          const state = await setHere(workspace, params.variable, body.value);
          publishFlow();
          return state;
        },
        events: changed(params.project),
      });
    },
    'variables.delete': async (context, { params }) => {
      const { workspace, publishFlow } = await projects.get(params.project);
      return base.mutate(context, {
        right: 'write',
        action: 'variables.delete',
        target: targetOf(params),
        change: async () => {
          await removeHere(workspace, params.variable);
          publishFlow();
          return { ok: true as const };
        },
        events: changed(params.project),
      });
    },
  };
}

/** Renaming a variable through the whole project: Design nodes only. */
export function renameHandlers(base: NodeBase, projects: DesignProjects): HandlersOf<'variables.rename'> {
  return {
    'variables.rename': async (context, { params: { project: id, variable }, body: { to, revision } }) => {
      const project = await projects.get(id);
      const label = `Rename the variable ${variable} to ${to}`;
      return base.mutate(
        context,
        editMutation(project, 'variables.rename', async (editable) => {
          const edits = renameEdits(project.workspace, variable, to);
          const state = await editable.edit({ label, edits, ...(revision === undefined ? {} : { revision }) });
          await copyHere(project.workspace, variable, to);
          return state;
        }),
      );
    },
  };
}

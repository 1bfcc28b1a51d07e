import { fail } from '../../contract/errors/index.ts';
import type { RequestContext } from '../../services/context.ts';
import type { Mutation } from '../../services/mutation.ts';
import type { NodeBase } from '../../services/nodes/node-base.ts';
import type { DesignProjects } from '../../services/projects/design-projects.ts';
import type { OpenProject } from '../../services/projects/open-project.ts';
import type { EditableProject } from '../../store/editable-project.ts';
import type { HandlersOf } from '../bind-routes.ts';

type EditRoutes =
  | 'projects.create'
  | 'projects.delete'
  | 'projects.restore'
  | 'projects.edit'
  | 'projects.undo'
  | 'projects.redo'
  | 'projects.upload'
  | 'projects.detect'
  | 'projects.checkTypes'
  | 'flow.preview'
  | 'flow.join-matches';

type HistoryState = ReturnType<EditableProject['state']>;

/** Making and changing projects: Design nodes only. */
export function editHandlers(base: NodeBase, projects: DesignProjects): HandlersOf<EditRoutes> {
  const change = async (
    context: RequestContext,
    {
      project: id,
      action,
      run,
    }: { project: string; action: string; run: (editable: EditableProject) => Promise<HistoryState> },
  ) => {
    const project = await projects.get(id);
    return base.mutate(context, editMutation(project, action, run));
  };
  return {
    'projects.create': (context, { body }) =>
      base.mutate(context, {
        right: 'write',
        action: 'projects.create',
        target: 'projects',
        change: async () => projects.create(body.name, body.sample),
        events: ({ id }) => [{ type: 'project', project: id, revision: 0 }],
      }),
    'projects.delete': (context, { params: { project } }) =>
      base.mutate(context, {
        right: 'admin',
        action: 'projects.delete',
        target: `projects/${project}`,
        change: async () => ({ ok: true as const, trash: await projects.remove(project) }),
        events: () => [{ type: 'project', project, revision: -1 }],
      }),
    'projects.restore': (context, { params: { trash } }) =>
      base.mutate(context, {
        right: 'admin',
        action: 'projects.restore',
        target: 'projects',
        change: () => projects.restore(trash),
        events: ({ id }) => [{ type: 'project', project: id, revision: 0 }],
      }),
    'projects.edit': (context, { params, body }) =>
      change(context, { project: params.project, action: 'projects.edit', run: (editable) => editable.edit(body) }),
    'projects.undo': (context, { params: { project }, body: { revision } }) =>
      change(context, { project, action: 'projects.undo', run: (editable) => editable.undo(revision) }),
    'projects.redo': (context, { params: { project }, body: { revision } }) =>
      change(context, { project, action: 'projects.redo', run: (editable) => editable.redo(revision) }),
    'projects.upload': async (context, { params: { project }, query, upload }) => {
      const { workspace, publishFlow } = await projects.get(project);
      return base.mutate(context, {
        right: 'write',
        action: 'projects.upload',
        target: `projects/${project}/files/${query.name}`,
        change: async () => {
          const imported = await workspace.importFile(upload.path, query.name, {
            ...(query.folder && { folder: query.folder }),
            keepOthers: true,
          });
          publishFlow();
          return imported;
        },
      });
    },
    'projects.detect': async (context, { params, body }) =>
      (await projects.get(params.project)).workspace.detect(body, context.signal),
    'projects.checkTypes': async (context, { params, body }) =>
      (await projects.get(params.project)).workspace.checkTypes(body, context.signal),
    'flow.preview': async (context, { params, body }) =>
      (await projects.get(params.project)).workspace.preview(body, context.signal),
    'flow.join-matches': async (context, { params, body }) =>
      (await projects.get(params.project)).workspace.joinMatches(body, context.signal),
  };
}

/** A change of the project files through their history. */
export function editMutation(
  project: OpenProject,
  action: string,
  run: (editable: EditableProject) => Promise<HistoryState>,
): Mutation<HistoryState> {
  const { id, editable, workspace } = project;
  if (!editable) throw fail('PROJECT_READ_ONLY', { folder: id });
  return {
    right: 'write',
    action,
    target: `projects/${id}`,
    change: async () => {
      const state = await run(editable);
      await workspace.reload();
      project.publishFlow();
      return state;
    },
    events: ({ revision }) => [{ type: 'project', project: id, revision }],
  };
}

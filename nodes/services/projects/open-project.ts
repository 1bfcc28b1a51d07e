import type { Job } from '../../contract/flow.ts';
import type { Project } from '../../contract/project/index.ts';
import type { ProjectSummary } from '../../contract/routes/projects.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { type EditableProject, openEditableProject } from '../../store/editable-project.ts';
import type { Jobs } from '../../store/jobs.ts';
import type { EventHub } from '../event-hub.ts';
import { createJobQueue, type JobQueue } from '../jobs/job-queue.ts';
import type { Quality } from '../quality/quality.ts';
import type { Workspace, WorkspaceOptions } from '../workspace/types.ts';
import { openWorkspace } from '../workspace/workspace.ts';
import { createFlowPublisher } from './flow-publisher.ts';

/** A project that this node has open: its flow, its jobs and, where it may be edited, its history. */
export interface OpenProject {
  readonly id: string;
  readonly workspace: Workspace;
  readonly jobs: JobQueue;
  /** Absent where projects are read-only. */
  readonly editable?: EditableProject;
  /** Tells listeners the flow's present state; calls in quick succession are one. */
  publishFlow(): void;
  close(): Promise<void>;
}

export interface OpenProjectOptions {
  id: string;
  workspace: Omit<WorkspaceOptions, 'checkRules'>;
  /** Folder to edit, for projects that may be. */
  editFolder?: string;
  jobs: Jobs;
  hub: EventHub;
  log: Log;
  quality: Quality;
}

export async function openProject(options: OpenProjectOptions): Promise<OpenProject> {
  const { id, hub, log } = options;
  const { editFolder } = options;
  const onOutside = (outside: string[]) => void tellOutside(outside);
  const editable = editFolder === undefined ? undefined : await openEditableProject(editFolder, systemClock, onOutside);
  const workspace: Workspace = await openWorkspace({
    ...options.workspace,
    checkRules: ({ dataset, ...request }) => {
      const { datasets, meanings } = workspace.project;
      return options.quality.check({ ...request, project: id, declared: datasets[dataset]?.schema, meanings });
    },
  });
  const tellOutside = async (outside: string[]) => {
    const revision = editable?.state().revision ?? 0;
    try {
      await workspace.reload();
    } catch (error) {
      log.warn({ err: error, project: id }, 'files changed outside cannot be read');
    }
    publishFlow();
    hub.publish({ type: 'project', project: id, revision, outside });
  };
  const flow = createFlowPublisher(
    () => workspace.flow(),
    (nodes) => hub.publish({ type: 'flow', project: id, nodes }),
    (error) => log.warn({ err: error, project: id }, 'the flow could not be computed'),
  );
  const publishFlow = flow.publish;
  const jobs = createJobQueue({
    project: id,
    workspace,
    store: options.jobs,
    hub,
    log,
    onRules: (dataset, results) => options.quality.record(id, dataset, results),
    onStep: publishFlow,
    onEnd: (job) => {
      flow.publishNow();
      for (const model of builtModels(workspace, job)) hub.publish({ type: 'model', project: id, model });
    },
  });
  return {
    id,
    workspace,
    jobs,
    ...(editable ? { editable } : {}),
    publishFlow,
    async close() {
      await editable?.close();
      await jobs.close();
      await workspace.close();
    },
  };
}

function builtModels(workspace: Workspace, job: Job): string[] {
  const outputs = job.activities.flatMap((activity) => (activity.status === 'succeeded' ? activity.outputs : []));
  return outputs.filter((id) => id in workspace.project.models);
}

export function summaryOf(project: Project, modifiedAt: string): ProjectSummary {
  const { info, datasets, recipes, models } = project;
  const count = (objects: object) => Object.keys(objects).length;
  return {
    id: info.id,
    name: info.name,
    description: info.description,
    datasets: count(datasets),
    recipes: count(recipes),
    models: count(models),
    modifiedAt,
  };
}

import type { DeploymentSettings, DeployStage, Infrastructure, Published } from '../../../nodes/contract/deploy.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';

export const stageNames: Record<DeployStage['stage'], string> = {
  publish: 'Publish',
  upload: 'Upload',
  preload: 'Preload',
  test: 'Test',
  check: 'Check',
  activate: 'Activate',
  verify: 'Verify',
};

export const stageHelp: Record<DeployStage['stage'], string> = {
  publish: 'The signed archive is in the registry of the Deployer',
  upload: 'Sent to every node and verified there, byte by byte',
  preload: 'Unpacked, connections tried, golden predictions replayed',
  test: 'The flow holds its golden tests there',
  check: 'Every node says that it is ready',
  activate: 'The nodes switch to the version',
  verify: 'The nodes report the version active and healthy',
};

/** What can be deployed from a project: itself, and each of its API services. */
export interface Item {
  kind: Published['kind'];
  id: string;
  name: string;
}

export const kindNames: Record<Published['kind'], string> = {
  'project-bundle': 'Project',
  'api-service': 'API service',
};

export const itemsOf = (project: Project): Item[] => [
  { kind: 'project-bundle', id: project.info.id, name: project.info.name },
  ...Object.values(project.services).map(({ id, name }): Item => ({ kind: 'api-service', id, name })),
];

/** The kind of infrastructure that runs a kind of archive. */
export const runsOn: Record<Published['kind'], Infrastructure['kind']> = {
  'project-bundle': 'automation',
  'api-service': 'api',
};

export const infrastructureKinds: Record<Infrastructure['kind'], string> = {
  automation: 'Automation node',
  api: 'API nodes',
};
export const stageLabels: Record<Infrastructure['stage'], string> = {
  dev: 'Development',
  test: 'Test',
  prod: 'Production',
};

/** A record with one entry set, or without it for undefined. */
export const without = <T>(record: Record<string, T>, key: string, value: T | undefined): Record<string, T> => {
  const { [key]: _, ...rest } = record;
  return value === undefined ? rest : { ...rest, [key]: value };
};

/** Datasets that read from a connection, by name. */
export const readersOf = (project: Project, connection: string): string[] =>
  Object.values(project.datasets).flatMap(({ name, source }) =>
    source.kind === 'files' && source.connection === connection ? [name] : [],
  );

/** Connections of the node that the project's datasets read from; the project's own files travel with it. */
export const usedConnections = (project: Project): string[] => [
  ...new Set(
    Object.values(project.datasets).flatMap(({ source }) =>
      source.kind === 'files' && source.connection !== 'project' ? [source.connection] : [],
    ),
  ),
];

export const emptySettings: DeploymentSettings = { connections: {}, variables: {}, scenarios: {} };

/** An id from a name, as ids of infrastructures are. */
export const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

import type { Command } from 'commander';

/** A command: its module gives it arguments, options and an action, and is loaded only when the command is asked for. */
export interface CommandEntry {
  name: string;
  /** One line of the help page. */
  about: string;
  load: () => Promise<(command: Command) => void>;
}

/** Every command of `millrace`, in the order of the help page. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    about: 'make a project folder, empty or from a sample with its data',
    load: async () => (await import('./init.ts')).addInit,
  },
  {
    name: 'connect',
    about: 'point a connection of the project at a folder of this machine',
    load: async () => (await import('./connect.ts')).addConnect,
  },
  {
    name: 'import',
    about: 'copy a file into the project as a dataset; format and types are detected',
    load: async () => (await import('./import.ts')).addImport,
  },
  {
    name: 'build',
    about: 'build datasets; all outputs of the flow when none is named',
    load: async () => (await import('./build.ts')).addBuild,
  },
  {
    name: 'check',
    about: 'check the quality rules of the built datasets; exit code 1 when one is an error',
    load: async () => (await import('./check.ts')).addCheck,
  },
  {
    name: 'test',
    about: 'run the golden tests of a project on their pinned rows; exit code 1 when one does not hold',
    load: async () => (await import('./test.ts')).addTest,
  },
  {
    name: 'train',
    about: 'train a new version of a model, building what it needs first',
    load: async () => (await import('./train.ts')).addTrain,
  },
  {
    name: 'score',
    about: 'score the rows of a file, which has the columns the model was trained on',
    load: async () => (await import('./score.ts')).addScore,
  },
  {
    name: 'bundle',
    about: 'pack the project as a signed bundle for Automation nodes',
    load: async () => (await import('./pack.ts')).addBundle,
  },
  {
    name: 'service',
    about: 'pack an API service as a signed package for API nodes',
    load: async () => (await import('./pack.ts')).addService,
  },
  {
    name: 'verify',
    about: 'check an archive: every byte, its signature, who signed it',
    load: async () => (await import('./verify.ts')).addVerify,
  },
  {
    name: 'pair',
    about: 'pair an Automation or API node by the one-time code it printed',
    load: async () => (await import('./pair.ts')).addPair,
  },
  {
    name: 'deploy',
    about: 'deploy an archive to paired nodes: publish, upload, preload, test, check, activate, verify',
    load: async () => (await import('./deploy.ts')).addDeploy,
  },
  {
    name: 'rollback',
    about: 'take a deployment back to the version before, or to a named one',
    load: async () => (await import('./deploy.ts')).addRollback,
  },
  {
    name: 'status',
    about: 'show the deployments of the command line and the health of their nodes',
    load: async () => (await import('./status.ts')).addStatus,
  },
  {
    name: 'design',
    about: 'start a Design node: the shared workbench',
    load: async () => (await import('./nodes.ts')).addNode('design'),
  },
  {
    name: 'automation',
    about: 'start an Automation node: scheduled batch work and dashboards',
    load: async () => (await import('./nodes.ts')).addNode('automation'),
  },
  {
    name: 'api',
    about: 'start an API node: real-time scoring',
    load: async () => (await import('./nodes.ts')).addNode('api'),
  },
  {
    name: 'deployer',
    about: 'start a Deployer of its own',
    load: async () => (await import('./nodes.ts')).addNode('deployer'),
  },
  {
    name: 'desktop',
    about: 'open the workbench: in its window, or in the browser where Electron is not installed',
    load: async () => (await import('./desktop.ts')).addDesktop,
  },
  {
    name: 'demo',
    about: 'the whole road, headless: build, train, deploy, score in batch and live, switch versions under load',
    load: async () => (await import('./demo.ts')).addDemo,
  },
];

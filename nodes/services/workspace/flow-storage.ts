import type { FlowStorage } from '../../engine/flow/ports.ts';
import type { BuildStore } from './build-store.ts';
import type { ModelStore } from './model-store.ts';
import { findSourceFiles } from './source-files.ts';

interface Stores {
  builds: BuildStore;
  models: () => ModelStore;
  folderOf: (connection: string) => string | undefined;
}

/** What the flow reads and writes, as files of a project. */
export function flowStorage({ builds, models, folderOf }: Stores): FlowStorage {
  return {
    sourceFiles: (source) => findSourceFiles(source, folderOf),
    builds: (dataset) => builds.builds(dataset),
    failure: (node) => builds.failure(node),
    setFailure: (node, failure) => builds.setFailure(node, failure),
    buildPath: (dataset, key) => builds.path(dataset, key),
    createBuild: (dataset, key) => builds.create(dataset, key),
    activeModel: (model) => models().activeModel(model),
    modelFiles: async (model) =>
      (await models().active(model)) === undefined ? undefined : (await models().files(model)).files,
    saveModel: (model, files, made) => models().save(model, files, made),
  };
}

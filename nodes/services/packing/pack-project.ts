import { join } from 'node:path';
import type { ArchiveManifest, ArchiveRequires } from '../../contract/bundle.ts';
import type { Project } from '../../contract/project/index.ts';
import { type PackEntry, type PackedArchive, packArchive } from '../../engine/bundles/pack.ts';
import { softwareParts } from '../../engine/bundles/sbom.ts';
import { walkFiles } from '../../platform/files.ts';
import type { SigningKey } from '../../platform/keys.ts';
import { productVersion } from '../nodes/identity.ts';
import { activeModelOf, requireGolden, runGoldenTests } from '../tests/golden-run.ts';
import type { Workspace } from '../workspace/types.ts';

/** How an archive is labelled and signed. */
export interface PackLabel {
  version: string;
  notes: string;
  author: string;
  sign: SigningKey;
  signal?: AbortSignal;
  /** Pack although golden tests fail; the manifest says which. */
  acceptFailedTests?: boolean;
}

/**
 * Packs a project as a bundle: its files (without state, history and secrets) under `project/`, and the active version of every model under
 * `models/<model>/<version>/`. The same project gives the same bytes. Its golden tests are run first: GOLDEN_FAILED.
 */
export async function packProject(workspace: Workspace, label: PackLabel, outFile: string): Promise<PackedArchive> {
  const { info } = await workspace.reload();
  const tests = await testOutcome(workspace, label);
  const models = await modelEntries(workspace);
  return packArchive(
    {
      kind: 'project-bundle',
      id: info.id,
      name: info.name,
      ...label,
      entries: [...(await projectEntries(workspace.projectDir)), ...models],
      requires: await requirementsOf(workspace.project),
      goldenTests: [
        ...models.map(({ path }) => path).filter((path) => path.endsWith('/golden.json')),
        ...Object.keys(workspace.project.tests).map((id) => `project/tests/${id}.json`),
      ],
      ...(tests && { tests }),
      sbom: await softwareParts(),
    },
    outFile,
  );
}

/** How the enabled golden tests come out; undefined without any. GOLDEN_FAILED unless failures are accepted. */
async function testOutcome(workspace: Workspace, label: PackLabel): Promise<ArchiveManifest['tests']> {
  const { project, models } = workspace;
  const enabled = Object.values(project.tests).filter((test) => test.enabled);
  if (enabled.length === 0) return undefined;
  const signal = label.signal ?? new AbortController().signal;
  const results = await runGoldenTests({ project, model: activeModelOf(models) }, enabled, signal);
  if (!label.acceptFailedTests) requireGolden(results);
  const ids = (isPassed: boolean) =>
    results.filter(({ status }) => (status === 'passed') === isPassed).map(({ test }) => test);
  return { passed: ids(true).sort(), accepted: ids(false).sort() };
}

async function projectEntries(folder: string): Promise<PackEntry[]> {
  const paths = (await walkFiles(folder)).filter((path) => !path.split('/').some((part) => part.startsWith('.')));
  return paths.map((path) => ({ path: `project/${path}`, file: join(folder, ...path.split('/')) }));
}

async function modelEntries(workspace: Workspace): Promise<{ path: string; bytes: Uint8Array }[]> {
  const entries: { path: string; bytes: Uint8Array }[] = [];
  for (const model of Object.keys(workspace.project.models)) {
    if ((await workspace.models.active(model)) === undefined) continue;
    const { version, files } = await workspace.models.files(model);
    for (const [name, bytes] of Object.entries(files))
      entries.push({ path: `models/${model}/${version}/${name}`, bytes });
  }
  return entries;
}

/** What a node must have to run the project: each connection with the datasets that use it. */
export async function requirementsOf(project: Project): Promise<ArchiveRequires> {
  const datasets = new Map<string, string[]>();
  for (const { id, source } of Object.values(project.datasets)) {
    if (source.kind !== 'files' || source.connection === 'project') continue;
    datasets.set(source.connection, [...(datasets.get(source.connection) ?? []), id]);
  }
  const connections = [...datasets].sort().map(([id, used]) => ({ id, kind: 'folder', datasets: used.sort() }));
  return { millrace: await productVersion(), connections };
}

import { basename, join } from 'node:path';
import { isAppError } from '../../base/app-error.ts';
import { type ErrorCode, fail } from '../../contract/errors/index.ts';
import type { StagedBundle } from '../../contract/routes/imports.ts';
import type { ProjectSummary } from '../../contract/routes/projects.ts';
import { type Archive, openArchive } from '../../engine/bundles/open.ts';
import { moveDurably } from '../../platform/atomic-write.ts';
import { copyFile, listFolder, makeFolder, removePath } from '../../platform/files.ts';
import { keyFingerprint } from '../../platform/keys.ts';
import { bundledModels } from '../archives/bundled-models.ts';
import type { NodeBase } from '../nodes/node-base.ts';
import type { DesignProjects } from './design-projects.ts';

/** `.millrace` files that become projects: verified first, shown to a person, then unpacked. */
export interface Imports {
  /** Verifies a file and keeps it; `move` takes the file itself, else it is copied. BUNDLE_* errors, IMPORT_KIND, FILE_MISSING. */
  stage(path: string, options: { name: string; move: boolean }): Promise<StagedBundle>;
  /** NOT_FOUND. */
  create(staged: string, name: string): Promise<ProjectSummary>;
}

/** How many verified files wait at most; the oldest goes first. */
const mostStaged = 4;

export async function openImports(
  base: Pick<NodeBase, 'folder' | 'signingKey' | 'keys'>,
  projects: DesignProjects,
): Promise<Imports> {
  const folder = join(base.folder, 'imports');
  await removePath(folder);
  await makeFolder(folder, { mode: 0o700 });
  const fileOf = (staged: string) => join(folder, `${staged}.millrace`);
  const waiting: string[] = [];
  const trustOf = (signer: string): StagedBundle['trust'] => {
    if (signer === base.signingKey.publicKey) return 'own';
    return base.keys.trusted.list().some(({ id }) => id === signer) ? 'known' : 'unknown';
  };
  return {
    async stage(path, { name, move }) {
      const archive = await openArchive(path, { trustedKeys: 'any' }).catch((error: unknown) => {
        throw isAppError(error) && 'file' in error.data
          ? fail(error.code as ErrorCode, { ...error.data, file: basename(name) }, { cause: error })
          : error;
      });
      archive.close();
      if (archive.manifest.kind !== 'project-bundle') throw fail('IMPORT_KIND', { file: basename(name) });
      const staged = archive.sha256;
      if (!waiting.includes(staged)) {
        if (move) await moveDurably(path, fileOf(staged));
        else await copyFile(path, fileOf(staged));
        waiting.push(staged);
      }
      for (const old of waiting.splice(0, Math.max(0, waiting.length - mostStaged))) await removePath(fileOf(old));
      return { ...describe(archive), staged, file: basename(name), trust: trustOf(archive.signer) };
    },
    async create(staged, name) {
      if (!waiting.includes(staged)) throw fail('NOT_FOUND', { kind: 'opened bundle', id: staged, suggestion: '' });
      const unpacked = join(folder, `${staged}.unpacked`);
      const archive = await openArchive(fileOf(staged), { trustedKeys: 'any' });
      try {
        await archive.extractTo(unpacked, { replace: true });
        const summary = await projects.createFrom(join(unpacked, 'project'), name);
        await adoptModels(unpacked, summary.id, projects);
        return summary;
      } finally {
        archive.close();
        await removePath(unpacked);
      }
    },
  };
}

function describe({ manifest, signer, bytes }: Archive) {
  const { kind, id, name, version, author, notes, changedAt, requires, contents } = manifest;
  const count = (family: string) =>
    contents.filter(({ path }) => path.startsWith(`project/${family}/`) && path.endsWith('.json')).length;
  const models = new Set(contents.flatMap(({ path }) => /^models\/([^/]+)\//.exec(path)?.[1] ?? []));
  const holds = {
    datasets: count('datasets'),
    recipes: count('recipes'),
    models: models.size,
    dashboards: count('dashboards'),
  };
  return { kind, id, name, version, author, notes, changedAt, requires, holds, signer: keyFingerprint(signer), bytes };
}

async function adoptModels(unpacked: string, project: string, projects: DesignProjects): Promise<void> {
  if (!(await listFolder(unpacked)).includes('models')) return;
  const { workspace } = await projects.get(project);
  for (const { model, version, files } of await bundledModels(unpacked))
    await workspace.models.put(model, version, files, { activate: true });
}

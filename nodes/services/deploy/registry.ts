import { join } from 'node:path';
import type { Published } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import { openArchive } from '../../engine/bundles/open.ts';
import { moveDurably, removeLeftovers, temporaryName } from '../../platform/atomic-write.ts';
import { copyFile, exists, makeFolder, removePath } from '../../platform/files.ts';
import type { Deployments } from '../../store/deployments.ts';

export interface ArchiveId {
  kind: Published['kind'];
  id: string;
  version: string;
}

/** Published archives: files named by their content, versions that never change. */
export interface Registry {
  /** Verifies and keeps an archive; the same again changes nothing. BUNDLE_* errors, ARCHIVE_VERSION_TAKEN. */
  publish(file: string): Promise<Published>;
  list(): Published[];
  /** NOT_FOUND. */
  get(archive: ArchiveId): Published;
  fileOf(published: Published): string;
  /** Public key of who signed it; verified again. BUNDLE_* errors. */
  signerOf(published: Published): Promise<string>;
  /** The next free number for an item. */
  nextVersion(of: Pick<ArchiveId, 'kind' | 'id'>): string;
}

export async function openRegistry(options: {
  folder: string;
  store: Deployments;
  /** Whose archives may be published here. */
  trustedKeys: () => readonly string[];
}): Promise<Registry> {
  const { store, trustedKeys } = options;
  const folder = await makeFolder(join(options.folder, 'registry'));
  await removeLeftovers(folder);
  const fileOf = ({ sha256 }: Published) => join(folder, `${sha256}.millrace`);
  return {
    async publish(file) {
      const archive = await openArchive(file, { trustedKeys: trustedKeys() });
      archive.close();
      const { kind, id, version, author, notes } = archive.manifest;
      const { sha256, bytes } = archive;
      const published: Published = {
        kind,
        id,
        version,
        sha256,
        bytes,
        author,
        notes,
        publishedAt: new Date().toISOString(),
      };
      if (!(await exists(fileOf(published)))) {
        // The caller keeps its file: a copy on this disk is moved into place.
        const copy = temporaryName(fileOf(published));
        try {
          await copyFile(file, copy);
          await moveDurably(copy, fileOf(published));
        } finally {
          await removePath(copy);
        }
      }
      if (store.publish(published) === 'conflict') throw fail('ARCHIVE_VERSION_TAKEN', { id, version });
      return store.archive(published, version) ?? published;
    },
    list: () => store.published(),
    get(archive) {
      const found = store.archive(archive, archive.version);
      if (!found)
        throw fail('NOT_FOUND', { kind: 'published version', id: `${archive.id} ${archive.version}`, suggestion: '' });
      return found;
    },
    fileOf,
    async signerOf(published) {
      const archive = await openArchive(fileOf(published), { trustedKeys: trustedKeys() });
      archive.close();
      return archive.signer;
    },
    nextVersion(of) {
      const numbers = store.published(of).map(({ version }) => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0));
      return String(Math.max(0, ...numbers) + 1);
    },
  };
}

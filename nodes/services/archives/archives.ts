import { join } from 'node:path';
import type { ArchiveKind } from '../../contract/bundle.ts';
import type { DeploymentSettings, NodeItem, PreloadReport } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import { type Archive, openArchive } from '../../engine/bundles/open.ts';
import { moveDurably, removeLeftovers } from '../../platform/atomic-write.ts';
import { exists, makeFolder, removePath } from '../../platform/files.ts';
import type { Log } from '../../platform/log.ts';
import type { Activations } from '../../store/activations.ts';
import type { KeysStore } from '../../store/keys-store.ts';
import { createLocks } from '../mutation.ts';
import { oldVersions, removeOrphans } from './old-versions.ts';

/** A version unpacked on this node. */
export interface UnpackedVersion {
  item: string;
  version: string;
  folder: string;
}

/** What a kind of node does with an archive beyond keeping it. */
export interface ArchiveTarget {
  readonly accepts: ArchiveKind;
  /** Checks that the version could run here, without touching what runs. `requires` is what its manifest asks for. */
  preload(version: UnpackedVersion, context: PreloadContext): Promise<PreloadReport>;
  /** Makes it run. `store` moves the durable pointer: to be called at the moment from which there is no way back. */
  activate(version: UnpackedVersion, settings: DeploymentSettings, store: () => void): Promise<void>;
  /** Lets go what `preload` may hold. */
  forget?(version: UnpackedVersion): Promise<void>;
}

export interface PreloadContext {
  settings: DeploymentSettings;
  connections: Archive['manifest']['requires']['connections'];
  /** Golden tests that failed when the version was packed, and were accepted so. */
  acceptedTests: readonly string[];
}

export interface ReceivedArchive {
  id: string;
  version: string;
  kind: ArchiveKind;
  sha256: string;
}

/** Archives on a node that they are deployed to: upload → preload → activate, any earlier version again, remove. */
export interface Archives {
  /** Verifies the file and keeps it. The same archive again changes nothing. BUNDLE_* errors, ARCHIVE_KIND, ARCHIVE_VERSION_TAKEN. */
  upload(file: string): Promise<ReceivedArchive>;
  list(): NodeItem[];
  /** NOT_FOUND. */
  preload(item: string, version: string, settings: DeploymentSettings): Promise<PreloadReport>;
  /** Preloads first when that was not done. ARCHIVE_NOT_READY with the failed checks. */
  activate(
    item: string,
    version: string,
    settings: DeploymentSettings,
  ): Promise<{ previous: string | null; active: string }>;
  /** ARCHIVE_ACTIVE. */
  remove(item: string, version: string): Promise<void>;
  /** Where a version is unpacked. */
  folderOf(item: string, version: string): string;
}

export interface ArchivesOptions {
  /** Folder of the node; archives are kept in `archives/`, unpacked versions in `bundles/<item>/<version>/`. */
  folder: string;
  store: Activations;
  keys: KeysStore;
  target: ArchiveTarget;
  /** Told of each stage that a version has reached. */
  log: Log;
  /** How many versions of an item are kept, the active one and the one before it in any case (default 5). */
  keepVersions?: number;
}

const defaultKeepVersions = 5;
/** So long after its preload a version is activated without another one. */
const passedMs = 60_000;

export async function openArchives(options: ArchivesOptions): Promise<Archives> {
  const { folder, store, keys, target, log, keepVersions = defaultKeepVersions } = options;
  const kept = await makeFolder(join(folder, 'archives'));
  const bundles = await makeFolder(join(folder, 'bundles'));
  await removeLeftovers(kept);
  await removeLeftovers(bundles, { deep: true });
  await removeOrphans(store, { kept, bundles });
  const lockOf = createLocks();
  const folderOf = (item: string, version: string) => join(bundles, item, version);
  const fileOf = (sha256: string) => join(kept, `${sha256}.millrace`);
  const trustedKeys = () => keys.trusted.list().map(({ id }) => id);
  const known = (item: string, version: string) => {
    const found = store.version(item, version);
    if (!found) throw fail('NOT_FOUND', { kind: 'version', id: `${item} ${version}`, suggestion: '' });
    return found;
  };
  const passed = new Map<string, { version: string; settings: string; at: number; report: PreloadReport }>();
  const verified = new Map<string, { signer: string } & Pick<PreloadContext, 'connections' | 'acceptedTests'>>();
  /** Verifies the archive before it is unpacked; a version unpacked since this process started is not read through again. */
  const unpack = async (sha256: string, to: string) => {
    const before = verified.get(sha256);
    if (before && trustedKeys().includes(before.signer) && (await exists(to))) return before;
    const archive = await openArchive(fileOf(sha256), { trustedKeys: trustedKeys() });
    try {
      if (!(await exists(to))) await archive.extractTo(to);
      const { requires, tests } = archive.manifest;
      const acceptedTests = tests?.accepted ?? [];
      const found = { signer: archive.signer, connections: requires.connections, acceptedTests };
      verified.set(sha256, found);
      return found;
    } finally {
      archive.close();
    }
  };
  const preload = async (item: string, version: string, settings: DeploymentSettings): Promise<PreloadReport> => {
    const { sha256 } = known(item, version);
    const unpacked = { item, version, folder: folderOf(item, version) };
    const { connections, acceptedTests } = await unpack(sha256, unpacked.folder);
    log.info({ item, version }, 'version unpacked');
    const report = await target.preload(unpacked, { settings, connections, acceptedTests });
    log.info({ item, version, ok: report.ok, checks: report.checks.length }, 'version checked');
    if (report.ok) store.markPreloaded(item, version);
    if (report.ok) passed.set(item, { version, settings: JSON.stringify(settings), at: performance.now(), report });
    else passed.delete(item);
    return report;
  };
  /** What was preloaded a moment ago with the same settings, as a Deployer does, is not checked twice. */
  const ready = async (item: string, version: string, settings: DeploymentSettings): Promise<PreloadReport> => {
    const last = passed.get(item);
    passed.delete(item);
    const isSame = last?.version === version && last.settings === JSON.stringify(settings);
    return isSame && performance.now() - last.at < passedMs ? last.report : preload(item, version, settings);
  };
  const remove = async (item: string, version: string) => {
    passed.delete(item);
    const { sha256 } = known(item, version);
    if (!store.removeVersion(item, version)) throw fail('ARCHIVE_ACTIVE', { id: item, version });
    const unpacked = { item, version, folder: folderOf(item, version) };
    await target.forget?.(unpacked);
    await removePath(unpacked.folder);
    await removePath(fileOf(sha256));
  };
  /** The activation stands, whatever becomes of this: files that could not be removed now are removed at the next start. */
  const removeOld = async (item: string) => {
    for (const version of oldVersions(store, item, keepVersions)) await remove(item, version);
  };
  return {
    upload: (path) =>
      lockOf('upload', async () => {
        const archive = await openArchive(path, { trustedKeys: trustedKeys() });
        archive.close();
        const { manifest, sha256 } = archive;
        const { id, name, kind, version, author, notes } = manifest;
        if (kind !== target.accepts) throw fail('ARCHIVE_KIND', { id, kind, accepts: target.accepts });
        if (!(await exists(fileOf(sha256)))) await moveDurably(path, fileOf(sha256));
        const uploadedAt = new Date().toISOString();
        const added = store.addVersion({ item: id, name, kind, version, sha256, author, notes, uploadedAt });
        if (added === 'conflict') {
          await removePath(fileOf(sha256));
          throw fail('ARCHIVE_VERSION_TAKEN', { id, version });
        }
        return { id, version, kind, sha256 };
      }),
    list: () => store.items(),
    preload: (item, version, settings) => lockOf(item, () => preload(item, version, settings)),
    activate: (item, version, settings) =>
      lockOf(item, async () => {
        known(item, version);
        const report = await ready(item, version, settings);
        if (!report.ok) {
          const failed = report.checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.message}`);
          throw fail('ARCHIVE_NOT_READY', { id: item, version, failed: failed.join('; '), checks: report.checks });
        }
        let previous: string | null = null;
        await target.activate({ item, version, folder: folderOf(item, version) }, settings, () => {
          log.info({ item, version }, 'version switching');
          previous = store.activate({ item, version, settings, activatedAt: new Date().toISOString() });
        });
        log.info({ item, version, previous }, 'version active');
        await removeOld(item).catch((error: unknown) => log.warn({ err: error, item }, 'old versions stay for now'));
        return { previous, active: version };
      }),
    remove: (item, version) => lockOf(item, () => remove(item, version)),
    folderOf,
  };
}

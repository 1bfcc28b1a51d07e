import type { PreloadReport } from '../contract/deploy.ts';
import type { WorkerPool } from '../platform/cluster.ts';
import type { ArchiveTarget, UnpackedVersion } from '../services/archives/archives.ts';
import type { ServiceRef } from './worker-messages.ts';

/** What an API node does with a service package: every worker loads it and replays its golden rows; then all switch. */
export function createServiceTarget(pool: WorkerPool, onSwitched: () => Promise<void>): ArchiveTarget {
  return {
    accepts: 'api-service',
    async preload(version) {
      const service = refOf(version);
      const reports = (await pool.askAll({ type: 'prepare', service })) as PreloadReport[];
      const checks = (reports.find((report) => !report.ok) ?? reports[0])?.checks ?? [];
      const ok = reports.length > 0 && reports.every((report) => report.ok);
      return { ok, checks: [...checks, { name: 'workers', ok, message: `${reports.length} worker processes` }] };
    },
    async activate(version, _settings, store) {
      // Every worker holds the version ready: from the stored pointer on, a worker that fails is replaced by one that starts with it.
      store();
      await pool.tellAll({ type: 'commit', service: refOf(version) });
      await onSwitched();
    },
    async forget(version) {
      await pool.tellAll({ type: 'forget', service: refOf(version) });
    },
  };
}

function refOf({ item, version, folder }: UnpackedVersion): ServiceRef {
  return { id: item, version, folder };
}

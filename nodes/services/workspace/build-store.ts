import { join } from 'node:path';
import { z } from 'zod';
import { ErrorBody } from '../../contract/flow.ts';
import { Schema } from '../../contract/schema.ts';
import type { BuildRecord, FailureRecord, PendingBuild } from '../../engine/flow/ports.ts';
import { createAtomicFile, removeLeftovers, writeFileAtomic } from '../../platform/atomic-write.ts';
import { fileInfo, listFolder, makeFolder, readJson, removePath } from '../../platform/files.ts';

const Source = z.object({
  connection: z.string(),
  path: z.string(),
  variables: z.record(z.string(), z.string()),
  meanings: z.record(z.string(), z.string()).optional(),
  format: z.string(),
  schema: z.string(),
  files: z.array(z.tuple([z.string(), z.number(), z.number()])).nullable(),
  count: z.number(),
});

const Fingerprint = z.object({
  engine: z.number(),
  recipe: z.object({ id: z.string(), kind: z.string(), version: z.number() }),
  bypassed: z.boolean().optional(),
  settings: z.record(z.string(), z.unknown()),
  variables: z.record(z.string(), z.string()),
  inputs: z.record(z.string(), z.array(z.object({ node: z.string(), key: z.string(), source: Source.optional() }))),
});

const Record = z.object({
  key: z.string(),
  rows: z.number(),
  bytes: z.number(),
  schema: Schema,
  builtAt: z.string(),
  fingerprint: Fingerprint,
});

const Failure = z.object({ key: z.string(), at: z.string(), error: ErrorBody });

const orphanAge = 60_000;

/**
 * Builds of datasets on disk: `data/<dataset>/<key>.parquet`, published by the `<key>.json` beside it, which is written last.
 * What a killed process left is removed on open.
 */
export class BuildStore {
  private readonly folder: string;
  private readonly known = new Map<string, BuildRecord[]>();
  private readonly failures = new Map<string, FailureRecord>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(stateDir: string): Promise<BuildStore> {
    const store = new BuildStore(await makeFolder(join(stateDir, 'data')));
    await removeLeftovers(store.folder, { deep: true });
    for (const dataset of await listFolder(store.folder)) await store.load(dataset);
    await store.loadFailures();
    return store;
  }

  builds(dataset: string): readonly BuildRecord[] {
    return this.known.get(dataset) ?? [];
  }

  path(dataset: string, key: string): string {
    return join(this.folder, dataset, `${key}.parquet`);
  }

  failure(node: string): FailureRecord | undefined {
    return this.failures.get(node);
  }

  async setFailure(node: string, failure: FailureRecord | undefined): Promise<void> {
    if (failure === undefined && !this.failures.has(node)) return;
    if (failure) this.failures.set(node, failure);
    else this.failures.delete(node);
    await writeFileAtomic(this.failureFile, JSON.stringify(Object.fromEntries(this.failures)));
  }

  async create(dataset: string, key: string): Promise<PendingBuild> {
    const file = await createAtomicFile(this.path(dataset, key));
    let isPublished = false;
    return {
      path: file.path,
      sync: file.sync,
      commit: async (made) => {
        const bytes = (await fileInfo(file.path))?.size ?? 0;
        const record: BuildRecord = { ...made, bytes, builtAt: new Date().toISOString() };
        await file.commit();
        isPublished = true;
        await writeFileAtomic(this.recordPath(dataset, key), JSON.stringify(record));
        this.keep(dataset, record);
        return record;
      },
      discard: () => (isPublished ? Promise.resolve() : file.discard()),
    };
  }

  /** Removes the oldest builds beyond the budget; those that `isNeeded` stay, and the two latest of each dataset. */
  async prune(budget: number, isNeeded: (dataset: string, key: string) => boolean): Promise<void> {
    const all = [...this.known].flatMap(([dataset, builds]) => builds.map((build) => ({ dataset, build })));
    let bytes = all.reduce((sum, { build }) => sum + build.bytes, 0);
    const spare = all.filter(({ dataset, build }) => {
      const latest = this.builds(dataset).toSorted((a, b) => (a.builtAt < b.builtAt ? 1 : -1));
      return latest.indexOf(build) > 1 && !isNeeded(dataset, build.key);
    });
    for (const { dataset, build } of spare.sort((a, b) => (a.build.builtAt < b.build.builtAt ? -1 : 1))) {
      if (bytes <= budget) return;
      bytes -= build.bytes;
      await this.remove(dataset, build.key);
    }
  }

  private async remove(dataset: string, key: string): Promise<void> {
    this.known.set(
      dataset,
      this.builds(dataset).filter((build) => build.key !== key),
    );
    await removePath(this.recordPath(dataset, key));
    await removePath(this.path(dataset, key));
  }

  private keep(dataset: string, record: BuildRecord): void {
    const others = this.builds(dataset).filter((build) => build.key !== record.key);
    this.known.set(dataset, [...others, record]);
  }

  private get failureFile(): string {
    return join(this.folder, '..', 'failures.json');
  }

  private recordPath(dataset: string, key: string): string {
    return join(this.folder, dataset, `${key}.json`);
  }

  /** Rows without a record were never published; a record without rows is of no use. */
  private async load(dataset: string): Promise<void> {
    const names = new Set(await listFolder(join(this.folder, dataset)));
    for (const name of names) {
      const key = name.replace(/\.(json|parquet)$/, '');
      if (!names.has(`${key}.json`) || !names.has(`${key}.parquet`))
        await this.removeOrphan(join(this.folder, dataset, name));
      else if (name.endsWith('.json')) this.keep(dataset, await readJson(join(this.folder, dataset, name), Record));
    }
  }

  /** A young one may be half of a build that another workspace of this state is publishing now. */
  private async removeOrphan(path: string): Promise<void> {
    const info = await fileInfo(path);
    if (info && info.changed < Date.now() - orphanAge) await removePath(path);
  }

  private async loadFailures(): Promise<void> {
    if (!(await fileInfo(this.failureFile))) return;
    const found = await readJson(this.failureFile, z.record(z.string(), Failure));
    for (const [node, failure] of Object.entries(found)) this.failures.set(node, failure);
  }
}

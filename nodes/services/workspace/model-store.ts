import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../contract/errors/index.ts';
import { FeatureSpec, ModelReport, type ModelVersionInfo } from '../../contract/model.ts';
import { Id } from '../../contract/project/index.ts';
import type { Fingerprint } from '../../engine/flow/keys.ts';
import type { ActiveModel } from '../../engine/flow/ports.ts';
import { createAtomicFolder, removeLeftovers, writeFileAtomic } from '../../platform/atomic-write.ts';
import { exists, fileInfo, listFolder, makeFolder, readBytes, readJson } from '../../platform/files.ts';
import type { ModelFiles, WorkspaceModels } from './types.ts';

const Pointer = z.object({ version: z.string() });
const Made = z.object({ key: z.string(), fingerprint: z.unknown() });

/** `made.json` is ours, beside the files of the version: which training made it. */
const madeFile = 'made.json';

/** Versions of models on disk: `models/<model>/<version>/…`, and which one is active in `models/<model>/active.json`. */
export class ModelStore implements WorkspaceModels {
  private readonly folder: string;
  private readonly nameOf: (model: string) => string;
  private readonly cached = new Map<string, ActiveModel>();

  private constructor(folder: string, nameOf: (model: string) => string) {
    this.folder = folder;
    this.nameOf = nameOf;
  }

  static async open(stateDir: string, nameOf: (model: string) => string): Promise<ModelStore> {
    const folder = await makeFolder(join(stateDir, 'models'));
    await removeLeftovers(folder, { deep: true });
    return new ModelStore(folder, nameOf);
  }

  async versions(model: string): Promise<ModelVersionInfo[]> {
    const active = await this.active(model);
    const found = await Promise.all(
      (await this.versionIds(model)).map(async (id): Promise<ModelVersionInfo> => {
        const path = join(this.folder, model, id, 'report.json');
        const report = await readJson(path, ModelReport);
        const created = new Date((await fileInfo(path))?.changed ?? 0).toISOString();
        const { rows, algorithm, task } = report;
        return {
          id,
          created,
          algorithm,
          task,
          headline: headlineOf(report),
          rows: rows.train + rows.test,
          active: id === active,
        };
      }),
    );
    return found.sort((a, b) => (a.created < b.created || (a.created === b.created && a.id < b.id) ? 1 : -1));
  }

  async report(model: string, version: string): Promise<ModelReport> {
    await this.require(model, version);
    return readJson(join(this.folder, model, version, 'report.json'), ModelReport);
  }

  async active(model: string): Promise<string | undefined> {
    const path = join(this.folder, model, 'active.json');
    if (!Id.safeParse(model).success || !(await exists(path))) return undefined;
    const { version } = await readJson(path, Pointer);
    return (await exists(join(this.folder, model, version))) ? version : undefined;
  }

  async activate(model: string, version: string): Promise<void> {
    await this.require(model, version);
    await writeFileAtomic(join(this.folder, model, 'active.json'), JSON.stringify({ version }));
  }

  async files(model: string, version?: string): Promise<{ version: string; files: ModelFiles }> {
    const wanted = version ?? (await this.active(model));
    if (wanted === undefined) throw fail('MODEL_NOT_TRAINED', { model: this.nameOf(model) });
    await this.require(model, wanted);
    const folder = join(this.folder, model, wanted);
    const names = (await listFolder(folder)).filter((name) => name !== madeFile);
    const entries = await Promise.all(names.map(async (name) => [name, await readBytes(join(folder, name))] as const));
    return { version: wanted, files: Object.fromEntries(entries) };
  }

  async put(model: string, version: string, files: ModelFiles, options: { activate?: boolean } = {}): Promise<void> {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(version) || version === 'active.json')
      throw fail('INPUT_INVALID', { where: 'version', problem: `“${version}” cannot be the name of a version` });
    await this.write(model, version, files);
    if (options.activate) await this.activate(model, version);
  }

  /** Keeps a version trained here and makes it the active one; returns its id. */
  async save(model: string, files: ModelFiles, made: { key: string; fingerprint: Fingerprint }): Promise<string> {
    const version = await this.nextId(model, files);
    await this.write(model, version, { ...files, [madeFile]: Buffer.from(JSON.stringify(made)) });
    await this.activate(model, version);
    return version;
  }

  /** What scoring needs to know of the active version. */
  async activeModel(model: string): Promise<ActiveModel | undefined> {
    const version = await this.active(model);
    if (version === undefined) return undefined;
    const known = this.cached.get(`${model}/${version}`);
    if (known) return known;
    const folder = join(this.folder, model, version);
    const spec = await readJson(join(folder, 'features.json'), FeatureSpec);
    const created = new Date((await fileInfo(join(folder, 'features.json')))?.changed ?? 0).toISOString();
    const path = join(folder, madeFile);
    const made = (await exists(path)) ? await readJson(path, Made) : undefined;
    const active: ActiveModel = {
      version,
      created,
      spec,
      ...(made && { key: made.key, fingerprint: made.fingerprint as Fingerprint }),
    };
    this.cached.set(`${model}/${version}`, active);
    return active;
  }

  private async write(model: string, version: string, files: ModelFiles): Promise<void> {
    const pending = await createAtomicFolder(join(this.folder, model, version));
    try {
      for (const [name, bytes] of Object.entries(files)) await writeFileAtomic(join(pending.path, name), bytes);
      await pending.commit();
    } catch (error) {
      await pending.discard();
      throw error;
    }
  }

  private async versionIds(model: string): Promise<string[]> {
    if (!Id.safeParse(model).success) return [];
    const names = await listFolder(join(this.folder, model));
    return names.filter((name) => name !== 'active.json' && !name.includes('.tmp-'));
  }

  /** A number to read and a piece of the model's hash: different models made on two nodes never share an id. */
  private async nextId(model: string, files: ModelFiles): Promise<string> {
    const numbers = (await this.versionIds(model)).map((id) => Number(/^v(\d+)/.exec(id)?.[1] ?? 0));
    const hash = createHash('sha256');
    for (const name of ['features.json', 'model.onnx']) hash.update(files[name] ?? '');
    return `v${Math.max(0, ...numbers) + 1}-${hash.digest('hex').slice(0, 6)}`;
  }

  private async require(model: string, version: string): Promise<void> {
    if ((await this.versionIds(model)).includes(version)) return;
    throw fail('MODEL_VERSION_MISSING', { model: this.nameOf(model), version });
  }
}

function headlineOf({ evaluation }: ModelReport): ModelVersionInfo['headline'] {
  if (evaluation.task === 'binary') return { metric: 'auc', value: evaluation.metrics.auc };
  if (evaluation.task === 'multiclass') return { metric: 'accuracy', value: evaluation.metrics.accuracy };
  return { metric: 'rmse', value: evaluation.metrics.rmse };
}

import { join } from 'node:path';
import { fail } from '../../contract/errors/index.ts';
import { createAtomicFolder } from '../../platform/atomic-write.ts';
import { exists, writing } from '../../platform/files.ts';
import { resourcePath } from '../../platform/paths.ts';
import { runScriptInThread } from '../../platform/script-thread.ts';

const ids = ['credit-card-fraud'] as const;
export type SampleId = (typeof ids)[number];

/** Programs that make a sample's data: `--out DIR`. */
const simulators: Record<SampleId, URL> = {
  'credit-card-fraud': new URL('../../../resources/samples/credit-card-fraud/simulator/main.ts', import.meta.url),
};

/** Data that are being made now, by their folder: who wants the same ones waits for them. */
const making = new Map<string, Promise<string>>();

/** The sample projects that come with the program. */
export const samples = {
  ids,
  /** The connection under which the sample's project reads its data. */
  connection: 'bank',
  /** Folder with the sample's project files. NOT_FOUND when this installation has none. */
  async folder(id: SampleId): Promise<string> {
    const folder = resourcePath('samples', id, 'project');
    if (await exists(join(folder, 'millrace.json'))) return folder;
    throw fail('NOT_FOUND', { kind: 'sample project', id, suggestion: '' });
  },
  /**
   * Makes the sample's data in `folder`, unless they are there; the folder appears when they are complete. Returns it.
   * NODE_WRITE_FAILED.
   */
  makeData(id: SampleId, folder: string, signal?: AbortSignal): Promise<string> {
    const known = making.get(folder);
    if (known) return known;
    const made = writing(folder, () => simulate(id, folder, signal)).finally(() => making.delete(folder));
    making.set(folder, made);
    return made;
  },
};

async function simulate(id: SampleId, folder: string, signal: AbortSignal | undefined): Promise<string> {
  if (await exists(folder)) return folder;
  const pending = await createAtomicFolder(folder);
  try {
    await runScriptInThread(simulators[id], ['--out', pending.path], signal ? { signal } : {});
    await pending.commit();
  } catch (error) {
    await pending.discard();
    throw error;
  }
  return folder;
}

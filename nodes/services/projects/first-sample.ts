import { join } from 'node:path';
import { z } from 'zod';
import type { SampleState } from '../../contract/sample-project.ts';
import { removeLeftovers, writeFileAtomic } from '../../platform/atomic-write.ts';
import { exists, listFolder, readJson } from '../../platform/files.ts';
import { theNode } from '../context.ts';
import { errorBody } from '../error-body.ts';
import type { NodeBase } from '../nodes/node-base.ts';
import type { DesignProjects } from './design-projects.ts';
import { samples } from './samples.ts';

const sample = 'credit-card-fraud';
const name = 'Credit Card Fraud Analysis';

/** `first-sample.json` of the data folder: what became of it. Without the file the folder is new, or older than the file. */
const Kept = z.object({ state: z.enum(['wanted', 'made', 'dismissed']) });
type Kept = z.infer<typeof Kept>['state'];

/** The sample project of a first start, made while the node listens already. */
export interface FirstSample {
  state(): SampleState;
  /** Makes it where it is wanted; ends when it is made or failed, and throws nothing. */
  begin(): Promise<void>;
  /** Makes it again after it failed. */
  retry(): SampleState;
  /** Does without it, also at later starts. One that is being made comes all the same. */
  dismiss(): Promise<SampleState>;
  /** Stops making it; the next start makes it. */
  close(): Promise<void>;
}

/**
 * Finds out whether this is a first start: neither projects nor removed ones. What an earlier start began and did not finish is
 * wanted again, whatever else was made meanwhile.
 */
export async function openFirstSample(
  base: Pick<NodeBase, 'folder' | 'hub' | 'log' | 'mutate'>,
  projects: DesignProjects,
): Promise<FirstSample> {
  const { folder, hub, log } = base;
  const file = join(folder, 'first-sample.json');
  const keep = (state: Kept) => writeFileAtomic(file, `${JSON.stringify({ state })}\n`);
  const stopping = new AbortController();
  const isWanted = await readWish(file, folder);
  if (isWanted) await keep('wanted');
  let state: SampleState = isWanted ? { state: 'preparing', name } : { state: 'none' };
  let running: Promise<void> = Promise.resolve();
  const tell = (next: SampleState) => {
    state = next;
    hub.publish({ type: 'sample', sample: next });
    return next;
  };
  const make = async () => {
    // Killed after the project was published and before that was written down.
    if ((await projects.list()).some((project) => project.name === name)) {
      await keep('made');
      tell({ state: 'none' });
      return;
    }
    await removeLeftovers(join(folder, 'samples'));
    await samples.makeData(sample, join(folder, 'samples', sample), stopping.signal);
    await base.mutate(
      { caller: theNode, signal: stopping.signal },
      {
        right: 'write',
        action: 'projects.create',
        target: 'projects',
        change: async () => {
          const made = await projects.create(name, sample);
          await keep('made');
          return made;
        },
        events: ({ id }) => [{ type: 'project', project: id, revision: 0 }],
      },
    );
    tell({ state: 'none' });
    log.info({ name }, 'the sample project is made');
  };
  const start = () => {
    running = make().catch((error: unknown) => {
      if (!stopping.signal.aborted) tell({ state: 'failed', name, error: errorBody(error, log) });
    });
    return running;
  };
  return {
    state: () => state,
    begin: () => (state.state === 'preparing' ? start() : Promise.resolve()),
    retry() {
      if (state.state !== 'failed') return state;
      const preparing = tell({ state: 'preparing', name });
      void start();
      return preparing;
    },
    async dismiss() {
      if (state.state !== 'failed') return state;
      await keep('dismissed');
      return tell({ state: 'none' });
    },
    async close() {
      stopping.abort();
      await running;
    },
  };
}

async function readWish(file: string, folder: string): Promise<boolean> {
  if (await exists(file)) return (await readJson(file, Kept)).state === 'wanted';
  const [made, removed] = await Promise.all(['projects', 'trash'].map((part) => listFolder(join(folder, part))));
  return made?.length === 0 && removed?.length === 0;
}

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeEvent } from '../../nodes/contract/events.ts';
import type { FlowNode, Job } from '../../nodes/contract/flow.ts';
import { type BenchResult, median } from './bench-result.ts';
import { addCancelWorks, type CancelWork, cancelWorks } from './cancel-works.ts';
import { type DesignNode, startDesignNode } from './design-node.ts';
import { makeLargeProject } from './ten-million.ts';

const goalMs = 200;
/** Cancels of each work, spread evenly over the time that it takes when left alone. */
const cancels = 8;
const jobs = '/api/projects/large/jobs';

/**
 * From the request to cancel until the node tells that the job has ended, over ten million rows. A run that is cancelled
 * leaves the rows, the model and the files as they were, which is checked each time.
 */
export async function run(only: readonly string[] = []): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-cancel-'));
  let node: DesignNode | undefined;
  try {
    const data = await makeLargeProject(folder);
    await addCancelWorks(join(folder, 'projects', 'large'), data);
    node = await startDesignNode(folder);
    const bench: Bench = { node, events: await listen(node), folder };
    const results: BenchResult[] = [];
    for (const work of cancelWorks)
      if (only.length === 0 || only.includes(work.id)) results.push(...(await measure(work, bench)));
    return results;
  } finally {
    await node?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Bench {
  node: DesignNode;
  events: Events;
  folder: string;
}

async function measure(work: CancelWork, bench: Bench): Promise<BenchResult[]> {
  const started = performance.now();
  const whole = await ended(bench, await start(bench, work, 'required'));
  if (whole.status !== 'succeeded' && whole.status !== 'warning')
    throw new Error(`${work.id}: ${whole.status} ${whole.error?.message ?? ''}`);
  const [activity] = whole.activities.filter(({ recipe }) => recipe === `make-${work.makes}`);
  const duration = Date.parse(activity!.endedAt!) - Date.parse(activity!.startedAt!);
  let before = await traces(bench, work);
  const times: number[] = [];
  for (let n = 0; n < cancels; n++) {
    const passed = await cancelAt(bench, work, (duration * (n + 0.5)) / cancels);
    const after = await traces(bench, work);
    // One that was over before it could be cancelled leaves what it made.
    if (passed === undefined) before = after;
    else times.push(passed);
    if (after !== before) throw new Error(`${work.id} left something behind:\n${before}\n${after}`);
  }
  const line = { unit: 'ms', peer: 'none', peer_value: null, ratio: null, goal: `≤ ${goalMs} ms` };
  const name = `cancel/${work.id} (${(duration / 1000).toFixed(1)} s, ${times.length} times)`;
  console.error(
    `${work.id}: ${times.map(Math.round).join(' ')} ms; in all ${Math.round(performance.now() - started)} ms`,
  );
  const [middle, worst] = [median(times), Math.max(...times)];
  return [
    { name: `${name}, median`, value: middle, ...line, ok: middle <= goalMs },
    { name: `${name}, worst`, value: worst, ...line, ok: worst <= goalMs },
  ];
}

async function start({ node }: Bench, { makes }: CancelWork, mode: 'required' | 'only'): Promise<Job> {
  return (await node.post(jobs, { targets: [makes], mode })) as Job;
}

/** Milliseconds from the request to the end of the job; undefined when it had ended before. */
async function cancelAt(bench: Bench, work: CancelWork, delay: number): Promise<number | undefined> {
  const job = await start(bench, work, 'only');
  await bench.events.job(job.id, ({ status }) => status === 'running');
  await new Promise((resolve) => setTimeout(resolve, delay));
  const over = ended(bench, job);
  const asked = performance.now();
  await bench.node.post(`${jobs}/${job.id}/cancel`, {});
  const last = await over;
  return last.status === 'aborted' ? performance.now() - asked : undefined;
}

const ended = ({ events }: Bench, { id }: Job) => events.job(id, ({ endedAt }) => endedAt !== null);

/** What a cancelled run may not change: the files of builds and models, and the state of the node. */
async function traces({ node, folder }: Bench, { makes }: CancelWork): Promise<string> {
  const files = readdirSync(join(folder, 'projects', 'large'), { recursive: true, encoding: 'utf8' });
  const state = files.filter((path) => /\.parquet$|models\/|\.tmp-/.test(path)).sort();
  const reply = await fetch(`${node.url}/api/projects/large/flow`, {
    headers: { authorization: `Bearer ${node.token}` },
  });
  const { nodes } = (await reply.json()) as { nodes: FlowNode[] };
  const { state: shown, rows } = nodes.find(({ id }) => id === makes)!;
  return JSON.stringify({ state, shown, rows });
}

interface Events {
  /** The first event of the job that is as wanted, from now on or already told. */
  job(id: string, isWanted: (job: Job) => boolean): Promise<Job>;
}

async function listen({ url, token }: DesignNode): Promise<Events> {
  const { body } = await fetch(`${url}/api/events`, { headers: { authorization: `Bearer ${token}` } });
  const known = new Map<string, Job>();
  const waiting = new Set<() => void>();
  const read = async () => {
    let text = '';
    for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
      const lines = (text + chunk).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines.filter((each) => each.startsWith('data: '))) {
        const event = JSON.parse(line.slice(6)) as NodeEvent;
        if (event.type === 'job') known.set(event.job.id, event.job);
      }
      for (const look of waiting) look();
    }
  };
  void read().catch(() => undefined);
  return {
    job: (id, isWanted) =>
      new Promise((resolve) => {
        const look = () => {
          const job = known.get(id);
          if (!job || !isWanted(job)) return;
          waiting.delete(look);
          resolve(job);
        };
        waiting.add(look);
        look();
      }),
  };
}

import { readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bankFolder,
  build,
  makeProject,
  startTestNode,
  type TestNode,
  temporaryFolder,
} from '../integration/nodes-support.ts';

let deployer: TestNode;
let design: TestNode;
beforeAll(async () => {
  [deployer, design] = await Promise.all([startTestNode('deployer'), startTestNode('design')]);
  await makeProject(design, bankFolder());
}, 120_000);
afterAll(async () => {
  await Promise.all([deployer, design].map((node) => node?.child.kill()));
});

/** The code with which a node refuses to start. */
const refusal = (folder: string, args: string[] = []): Promise<string> =>
  startTestNode('deployer', { folder, args }).then(
    async ({ child }) => {
      await child.kill();
      return 'started';
    },
    (error: Error) => /"code":"(\w+)"/.exec(error.message)?.[1] ?? error.message,
  );

describe('a node refuses to start, saying why,', () => {
  it('on the data folder of another', async () => {
    expect(await refusal(deployer.folder)).toBe('LOCKED');
    expect((await deployer.call('node.health')).status).toBe('ready');
  }, 60_000);

  it('on a port that is in use, and leaves its folder free', async () => {
    const folder = temporaryFolder('port');
    expect(await refusal(folder, ['--port', new URL(deployer.url).port])).toBe('NODE_PORT_IN_USE');
    expect(await refusal(folder)).toBe('started');
  }, 60_000);

  it('with a database that is none, which it leaves as it is', async () => {
    const folder = temporaryFolder('broken');
    expect(await refusal(folder)).toBe('started');
    for (const name of readdirSync(folder)) if (name.startsWith('node.db')) rmSync(join(folder, name));
    writeFileSync(join(folder, 'node.db'), 'x'.repeat(5000));
    expect(await refusal(folder)).toBe('NODE_DATABASE');
    expect(statSync(join(folder, 'node.db')).size).toBe(5000);
  }, 60_000);

  it('where no folder can be made', async () => {
    const file = join(temporaryFolder('file'), 'file');
    writeFileSync(file, '');
    expect(await refusal(join(file, 'data'))).toBe('NODE_WRITE_FAILED');
  }, 60_000);
});

describe('a built dataset whose file was cut off', () => {
  it('is named when it is read, and is there again when it is built again', async () => {
    const state = join(design.folder, 'projects', 'payments', '.millrace');
    const files = (readdirSync(state, { recursive: true }) as string[]).filter((path) => path.endsWith('.parquet'));
    const scored = files.filter((path) => path.includes('scored'));
    expect(scored.length).toBeGreaterThan(0);
    for (const path of scored) truncateSync(join(state, path), statSync(join(state, path)).size >> 1);
    const rows = () =>
      design.call('datasets.rows', {
        params: { project: 'payments', dataset: 'scored' },
        json: { limit: 1, sample: 'all' },
      });
    await expect(rows()).rejects.toMatchObject({ code: 'SQL_FILE_DAMAGED' });
    const { id } = await design.call('jobs.start', {
      params: { project: 'payments' },
      json: { targets: ['scored'], mode: 'only' },
    });
    expect(id).toBeTruthy();
    expect(await build(design, ['scored'])).toMatchObject({ status: 'succeeded' });
    expect((await rows()).total).toBe(300);
  }, 60_000);
});

import { readdirSync, writeFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { request as plainRequest } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bankFolder,
  build,
  makeProject,
  payments,
  projectEdits,
  startTestNode,
  type TestNode,
  until,
} from '../integration/nodes-support.ts';

const project = 'payments';
const params = { project };
let node: TestNode;
let bank: string;
beforeAll(async () => {
  bank = bankFolder();
  node = await startTestNode('design');
  await makeProject(node, bank);
}, 120_000);
afterAll(async () => {
  await node?.child.stop();
});

const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('callers at the same time', () => {
  it('that edit the same revision: one is heard, the others are told', async () => {
    const { history } = await node.call('projects.get', { params });
    const [edit] = projectEdits;
    const json = (name: string) => ({
      label: name,
      revision: history.revision,
      edits: [{ ...edit, value: { ...(edit?.value as object), name } }],
    });
    const outcomes = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => outcome(node.call('projects.edit', { params, json: json(name) }))),
    );
    expect(outcomes.sort()).toEqual(['PROJECT_REVISION', 'PROJECT_REVISION', 'PROJECT_REVISION', 'done']);
    expect((await node.call('projects.get', { params })).history.revision).toBe(history.revision + 1);
  });

  it('that build the same data: builds run one after another and agree', async () => {
    writeFileSync(join(bank, 'day.csv'), payments(5000, 9, { labels: false }));
    const jobs = await Promise.all([1, 2, 3].map(() => build(node, ['scored'])));
    expect(jobs.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    const times = jobs.map(({ startedAt, endedAt }) => [startedAt ?? '', endedAt ?? '']).sort();
    for (const [i, [begin = '']] of times.entries()) expect(begin >= (times[i - 1]?.[1] ?? '')).toBe(true);
  });

  it('that ask for more builds than anyone waits for are refused, and cancelling empties the queue', async () => {
    const started = await Promise.all(
      Array.from({ length: 110 }, () =>
        node.call('jobs.start', { params, json: { targets: ['fraud'], mode: 'only' } }).then(
          ({ id }) => id,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(started).toContain('JOBS_TOO_MANY');
    const ids = started.filter((one) => one !== 'JOBS_TOO_MANY');
    expect(ids.every((id) => id.startsWith('job-'))).toBe(true);
    await Promise.all(ids.map((job) => node.call('jobs.cancel', { params: { project, job } })));
    await until(async () => {
      const jobs = await node.call('jobs.list', { params });
      return jobs.every(({ endedAt }) => endedAt !== null) ? true : undefined;
    }, 'the queue to empty');
    expect(await build(node, ['scored'])).toMatchObject({ status: 'succeeded' });
  });
});

describe('listeners', () => {
  it('beyond the limit are refused, and make room when they leave', async () => {
    const open: ClientRequest[] = [];
    const listen = () =>
      new Promise<number>((resolve, reject) => {
        const headers = { authorization: `Bearer ${node.key}` };
        const sent = plainRequest(`${node.url}/api/events`, { rejectUnauthorized: false, agent: false, headers });
        sent.on('response', (reply) => {
          reply.on('error', () => undefined).resume();
          resolve(reply.statusCode ?? 0);
        });
        sent.on('error', reject).end();
        open.push(sent);
      });
    const statuses = await Promise.all(Array.from({ length: 260 }, listen));
    expect(statuses.filter((status) => status === 200)).toHaveLength(256);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    for (const sent of open) sent.destroy();
    await until(async () => ((await listen()) === 200 ? true : undefined), 'room for one more');
    for (const sent of open) sent.destroy();
  });
});

describe('the connection', () => {
  it('is TLS 1.3 or none', async () => {
    const { hostname: host, port } = new URL(node.url);
    const version = (maxVersion: 'TLSv1.2' | 'TLSv1.3') =>
      new Promise<string>((resolve) => {
        const socket = connect({ host, port: Number(port), rejectUnauthorized: false, maxVersion }, () => {
          resolve(socket.getProtocol() ?? '');
          socket.destroy();
        });
        socket.on('error', () => resolve('refused'));
      });
    expect(await version('TLSv1.2')).toBe('refused');
    expect(await version('TLSv1.3')).toBe('TLSv1.3');
  });
});

describe('a project that is deleted while it builds', () => {
  it('is gone as a whole, its job ends, and its name is free', async () => {
    const { id } = await node.call('jobs.start', { params, json: { targets: ['fraud'], mode: 'only' } });
    const asked = Array.from({ length: 5 }, () => outcome(node.call('flow.get', { params })));
    await node.call('projects.delete', { params });
    for (const answer of await Promise.all(asked)) expect(answer).not.toBe('INTERNAL');
    expect(await outcome(node.call('jobs.get', { params: { project, job: id } }))).toBe('NOT_FOUND');
    expect(readdirSync(join(node.folder, 'projects'))).not.toContain(project);
    expect(readdirSync(join(node.folder, 'trash'))).toHaveLength(1);
    await node.call('projects.create', { json: { name: 'Payments' } });
    expect((await node.call('projects.get', { params })).project.datasets).toEqual({});
  });
});

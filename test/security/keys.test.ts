import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../nodes/platform/http-client.ts';
import { callNode } from '../../nodes/services/deploy/node-client.ts';
import { bankFolder, connectBank, projectEdits, startTestNode, type TestNode } from '../integration/nodes-support.ts';

const project = 'payments';
let design: TestNode;
let automation: TestNode;
beforeAll(async () => {
  [design, automation] = await Promise.all([startTestNode('design'), startTestNode('automation')]);
  await connectBank(design, bankFolder());
  await design.call('projects.create', { json: { name: 'Payments' } });
  await design.call('projects.edit', { params: { project }, json: { label: 'Set up', edits: projectEdits } });
}, 60_000);
afterAll(async () => {
  await Promise.all([design, automation].map((node) => node?.child.kill()));
});

interface AuditLine {
  action: string;
  target: string;
  outcome: string;
  code?: string;
  by: { id: string; name: string };
}

const audited = (node: TestNode, action: string): AuditLine[] =>
  readFileSync(join(node.folder, 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AuditLine)
    .filter((line) => line.action === action);

const rename = (name: string) =>
  design.call('projects.edit', {
    params: { project },
    json: { label: 'Rename', edits: [{ ...projectEdits[0], value: { ...(projectEdits[0]?.value as object), name } }] },
  });

describe('a key that is revoked', () => {
  it('ends the event stream it opened before anything more is told', async () => {
    const { id, key } = await design.call('keys.create', { json: { name: 'listener', right: 'read' } });
    const stream = await request({ url: `${design.url}/api/events`, pin: design.fingerprint, key, timeout: 0 });
    let told = '';
    const ended = (async () => {
      for await (const piece of stream.body) told += String(piece);
    })();
    while (!told.includes('hello')) await new Promise((resolve) => stream.body.once('data', resolve));
    await rename('Before');
    while (!told.includes('"type":"project"')) await new Promise((resolve) => stream.body.once('data', resolve));
    await design.call('keys.delete', { params: { key: id } });
    const before = told;
    await rename('After');
    await ended;
    expect(told).toBe(before);
    const late = callNode({ url: design.url, fingerprint: design.fingerprint, key }, 'projects.list');
    await expect(late).rejects.toMatchObject({ code: 'AUTH_REQUIRED' });
  }, 30_000);
});

describe('what a node tells who asks', () => {
  const infoFor = (key?: string) =>
    callNode({ url: design.url, fingerprint: design.fingerprint, ...(key ? { key } : {}) }, 'node.info');

  it('is what its key is good for: with a key for reading nothing can be changed', async () => {
    const { id, key } = await design.call('keys.create', { json: { name: 'reader', right: 'read' } });
    expect(await infoFor(key)).toMatchObject({ kind: 'design', right: 'read', readOnly: true });
    expect(await design.call('node.info')).toMatchObject({ right: 'admin', readOnly: false });
    expect(await automation.call('node.info')).toMatchObject({ right: 'admin', readOnly: true });
    await design.call('keys.delete', { params: { key: id } });
    expect(await infoFor()).toMatchObject({ right: 'public' });
  });
});

describe('the audit log tells', () => {
  it('of pairing, tried and done', async () => {
    const params = { infrastructure: 'batch' };
    await design.call('infrastructures.put', { params, json: { name: 'Batch', kind: 'automation', stage: 'test' } });
    const address = { url: automation.url, fingerprint: automation.fingerprint };
    const wrong = design.call('infrastructures.pair', { params, json: { ...address, code: 'WRONG-CODE' } });
    await expect(wrong).rejects.toMatchObject({ code: 'NODE_PAIRING_CODE' });
    await design.call('infrastructures.pair', { params, json: { ...address, code: automation.pairingCode } });
    expect(audited(automation, 'node.pair').map(({ outcome, code }) => [outcome, code])).toEqual([
      ['failed', 'NODE_PAIRING_CODE'],
      ['done', undefined],
    ]);
    expect(audited(design, 'infrastructures.pair').map(({ outcome }) => outcome)).toEqual(['failed', 'done']);
  }, 30_000);

  it('who cancelled a job', async () => {
    const { id, key } = await design.call('keys.create', { json: { name: 'operator', right: 'write' } });
    const { id: job } = await design.call('jobs.start', { params: { project }, json: { targets: ['scored'] } });
    const operator = { url: design.url, fingerprint: design.fingerprint, key };
    await callNode(operator, 'jobs.cancel', { params: { project, job } });
    const [line] = audited(design, 'jobs.cancel');
    expect(line).toMatchObject({ outcome: 'done', by: { id, name: 'operator' } });
    expect(line?.target).toContain(job);
  }, 30_000);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Right } from '../../nodes/contract/routes/index.ts';
import { type Kind, startTestNode, type TestNode } from '../integration/nodes-support.ts';
import { ask, routesOf } from './ask.ts';

const kinds: Kind[] = ['design', 'automation', 'api', 'deployer'];
const rights = ['read', 'write', 'deploy', 'admin'] as const;
const weakerThan = (right: Right) => rights.slice(0, Math.max(0, rights.indexOf(right as (typeof rights)[number])));

describe.each(kinds)('on a node of kind %s', (kind) => {
  let node: TestNode;
  const keys: Record<string, string> = {};
  beforeAll(async () => {
    node = await startTestNode(kind, kind === 'api' ? { args: ['--workers', '1'] } : {});
    for (const right of [...rights, 'predict'] as const)
      keys[right] = (await node.call('keys.create', { json: { name: right, right } })).key;
  }, 60_000);
  afterAll(async () => {
    await node?.child.stop();
  });

  it.each(routesOf(kind))('%s is open to those who have its right and to nobody else', async (_id, spec) => {
    const status = async (key?: string) => (await ask(node, spec, key === undefined ? {} : { key })).status;
    if (spec.right === 'public') {
      expect(await status()).not.toBe(401);
      return;
    }
    expect(await status()).toBe(401);
    expect(await status(`mr_${'x'.repeat(43)}`)).toBe(401);
    expect(await status(keys.predict)).toBe(401);
    for (const weak of weakerThan(spec.right)) expect(await status(keys[weak])).toBe(403);
    expect([401, 403]).not.toContain(await status(keys[spec.right]));
  });

  it('events and metrics need the right to read', async () => {
    for (const path of ['/api/events', '/metrics']) {
      const spec = { method: 'GET', path, summary: '', right: 'read', nodes: [kind] } as const;
      expect((await ask(node, spec)).status).toBe(401);
      expect((await ask(node, spec, { key: keys.predict ?? '' })).status).toBe(401);
    }
  });

  it('a revoked key opens nothing any more', async () => {
    const { id, key } = await node.call('keys.create', { json: { name: 'leaver', right: 'admin' } });
    const spec = { method: 'GET', path: '/api/keys', summary: '', right: 'admin', nodes: [kind] } as const;
    expect((await ask(node, spec, { key })).status).toBe(200);
    await node.call('keys.delete', { params: { key: id } });
    expect((await ask(node, spec, { key })).status).toBe(401);
  });
});

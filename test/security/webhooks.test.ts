import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioRun } from '../../nodes/contract/flow.ts';
import { startTestNode, type TestNode, until } from '../integration/nodes-support.ts';

let inside: Server;
let port: number;
const received: string[] = [];
let node: TestNode;
beforeAll(async () => {
  inside = createServer((incoming, reply) => {
    let body = '';
    incoming.on('data', (piece) => {
      body += piece;
    });
    incoming.on('end', () => {
      received.push(body);
      reply.end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => inside.once('listening', resolve));
  port = (inside.address() as AddressInfo).port;
  node = await startTestNode('design');
  await node.call('projects.create', { json: { name: 'Messages' } });
}, 60_000);
afterAll(async () => {
  await node?.child.kill();
  inside.closeAllConnections();
  inside.close();
});

/** Runs a scenario of one message on the node, with a reporter to the same place. */
async function message(url: string): Promise<ScenarioRun> {
  const value = {
    ...{ id: 'tell', name: 'Tell', active: false, triggers: [] },
    steps: [{ id: 'send', kind: 'send-message', settings: { url, text: 'hello' } }],
    reporters: [{ id: 'told', kind: 'webhook', on: ['success', 'failed'], settings: { url } }],
  };
  const params = { project: 'messages', scenario: 'tell' };
  const edits = [{ family: 'scenarios', id: 'tell', value }];
  await node.call('projects.edit', { params, json: { label: 'Tell', edits } });
  const { id: run } = await node.call('scenarios.run', { params, json: {} });
  return until(async () => {
    const found = await node.call('scenarios.get', { params: { ...params, run } });
    return found.outcome === 'running' ? undefined : found;
  }, 'the scenario');
}

describe('a webhook', () => {
  it('is not a way into the network of the node', async () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '169.254.169.254', '192.168.1.1']) {
      const run = await message(`http://${host}:${port}/latest/meta-data`);
      expect(run.outcome).toBe('failed');
      expect(run.steps[0]?.error).toMatchObject({ code: 'NODE_ADDRESS_PRIVATE' });
      expect(run.steps[0]?.error?.hint ?? '').toContain('--allow-webhooks');
    }
    expect(received).toEqual([]);
  }, 60_000);

  it('reaches an address inside that the operator of the node allowed', async () => {
    await node.child.stop();
    node = await startTestNode('design', {
      folder: node.folder,
      args: ['--allow-webhooks', 'hooks.bank.example, 127.0.0.1'],
    });
    expect(await message(`http://127.0.0.1:${port}/hook`)).toMatchObject({ outcome: 'success' });
    expect(received).toHaveLength(2);
    expect(JSON.parse(received[0] ?? '')).toMatchObject({ scenario: 'tell', text: 'hello' });
    const other = await message(`http://10.0.0.1:${port}/hook`);
    expect(other.steps[0]?.error).toMatchObject({ code: 'NODE_ADDRESS_PRIVATE' });
  }, 60_000);
});

import { expect, test } from 'vitest';
import { offered, stateOf } from './connection-states.ts';

const works = { id: 'bank', path: '/data/bank', ok: true, message: 'The folder is there' };
const node = (name: string, connections = [works], problem: string | null = null) => ({
  node: name,
  name,
  problem,
  connections,
});

test('a connection that every node has works', () => {
  expect(stateOf([node('a'), node('b')], 'bank')).toMatchObject({ tone: 'done', label: 'Works' });
  expect(offered([node('a'), node('b', [{ ...works, id: 'archive' }])])).toEqual(['bank', 'archive']);
});

test('what one node lacks, or cannot reach, is named with the node', () => {
  const lacks = stateOf([node('a'), node('b', [])], 'bank');
  expect(lacks).toMatchObject({ tone: 'failed', label: 'Missing there' });
  expect(lacks.reason).toContain('b has no connection “bank” (it has: none)');
  const broken = stateOf([node('a', [{ ...works, ok: false, message: 'There is no folder /data/bank' }])], 'bank');
  expect(broken).toMatchObject({ label: 'Does not work', reason: 'a: There is no folder /data/bank' });
});

test('a node that does not answer leaves it open', () => {
  expect(stateOf([node('a', [], 'The node does not answer')], 'bank')).toMatchObject({ label: 'Not tested' });
});

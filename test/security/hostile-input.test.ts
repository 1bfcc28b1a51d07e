import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteSpec } from '../../nodes/contract/routes/index.ts';
import {
  bankFolder,
  type Kind,
  makeProject,
  startTestNode,
  type TestNode,
  temporaryFolder,
} from '../integration/nodes-support.ts';
import { ask, routesOf } from './ask.ts';

const nodes = {} as Record<'design' | 'automation' | 'api' | 'deployer', TestNode>;
const kinds = ['design', 'automation', 'api', 'deployer'] as const satisfies Kind[];

beforeAll(async () => {
  const folder = temporaryFolder('hostile');
  for (const kind of kinds) nodes[kind] = await startTestNode(kind, { folder: join(folder, kind) });
  await makeProject(nodes.design, bankFolder());
}, 120_000);
afterAll(async () => {
  await Promise.all(kinds.map((kind) => nodes[kind]?.child.stop()));
});

/** What a request names when it means no harm. */
const friendly: Record<string, string> = {
  project: 'payments',
  dataset: 'past_ready',
  model: 'fraud',
  scenario: 'daily',
  service: 'fraud-check',
  version: '1',
  kind: 'project-bundle',
};
const hostile = [
  '..',
  '../..',
  '../data',
  '..\\..\\node.db',
  '/etc/passwd',
  'a\0b',
  '__proto__',
  'constructor',
  'toString',
  `x'; DROP TABLE jobs; --`,
  `x" UNION SELECT 1 --`,
  '%2e%2e%2f',
  'é\u202e.json',
  'x'.repeat(280),
];

const namesIn = ({ path }: RouteSpec) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

function expectHarmless(answer: { status: number; text: string }, kind: (typeof kinds)[number], what: string): void {
  expect(`${what} ${answer.status >= 500 ? answer.text : 'is answered'}`).toBe(`${what} is answered`);
  expect(answer.text).not.toContain(nodes[kind].folder);
  expect(answer.text).not.toMatch(/\n\s+at |node_modules|root:x:/);
}

describe.each(kinds)('hostile names on a node of kind %s', (kind) => {
  const withNames = routesOf(kind).filter(([, spec]) => spec.path.includes(':'));
  it.each(withNames)('%s answers them by a client error and touches nothing', async (id, spec) => {
    for (const name of namesIn(spec))
      for (const value of hostile) {
        const params = { ...friendly, [name]: value };
        const answer = await ask(nodes[kind], spec, { key: nodes[kind].key, params, query: '?name=x&limit=3' });
        expectHarmless(answer, kind, `${id} with ${name} “${value.slice(0, 20)}”`);
      }
  });
});

describe.each(kinds)('hostile bodies on a node of kind %s', (kind) => {
  const deep = (open: string, close: string, n: number) => `${open.repeat(n)}1${close.repeat(n)}`;
  const bodies = {
    'no JSON': '{"a":',
    'another type': '[[]]',
    nothing: 'null',
    'a prototype': '{"__proto__":{"right":"admin"},"constructor":{"prototype":{"right":"admin"}}}',
    'a nested prototype': '{"name":"n","a":{"b":{"__proto__":{"isAdmin":true}}}}',
    'a deep array': deep('[', ']', 100_000),
    'a deep object': deep('{"a":', '}', 50_000),
    'deep settings': `{"label":"x","edits":[{"family":"recipes","id":"deep","value":${deep('{"a":', '}', 5000)}}]}`,
    'odd numbers': '{"offset":-1,"limit":1e308,"revision":-0.5,"version":1e999}',
  };
  const withBody = routesOf(kind).filter(([, spec]) => spec.method !== 'GET' && spec.method !== 'DELETE');
  it.each(withBody)('%s refuses them', async (id, spec) => {
    for (const [what, body] of Object.entries(bodies)) {
      const answer = await ask(nodes[kind], spec, { key: nodes[kind].key, params: friendly, body, query: '?name=x' });
      expectHarmless(answer, kind, `${id} with ${what}`);
    }
  });

  it('refuses a body beyond the limit before it reads it', async () => {
    const spec: RouteSpec = { method: 'POST', path: '/api/keys', summary: '', right: 'admin', nodes: [kind] };
    const body = `"${'x'.repeat(9 * 2 ** 20)}"`;
    // The node hangs up on who goes on sending, who may learn of the refusal or of the cut first.
    const code = await ask(nodes[kind], spec, { key: nodes[kind].key, body }).then(
      (answer) => answer.code,
      (error: { code: string }) => error.code,
    );
    expect(['BODY_TOO_LARGE', 'NODE_UNREACHABLE', 'SERVICE_DRAINING']).toContain(code);
  });
});

describe('odd numbers of rows', () => {
  it.each(['-1', '0', '1e300', '1.5', 'NaN', ''])('limit=%s is refused', async (limit) => {
    const spec: RouteSpec = {
      method: 'GET',
      path: '/api/projects/payments/jobs',
      summary: '',
      right: 'read',
      nodes: ['design'],
    };
    const answer = await ask(nodes.design, spec, { key: nodes.design.key, query: `?limit=${limit}` });
    expect([answer.status, answer.code]).toEqual([400, 'INPUT_INVALID']);
  });
});

describe('after all that', () => {
  it('the nodes are well, nothing lies outside their folders, and no secret stands in their audit logs', async () => {
    for (const kind of kinds) {
      expect((await nodes[kind].call('node.health')).status).toBe('ready');
      expect(statSync(nodes[kind].folder).mode & 0o077).toBe(0);
      const audit = readFileSync(join(nodes[kind].folder, 'audit.jsonl'), 'utf8');
      expect(audit).not.toMatch(/mr_[A-Za-z0-9_-]{43}/);
    }
    const root = join(nodes.design.folder, '..');
    expect(readdirSync(root).sort()).toEqual([...kinds].sort());
    const state = join(nodes.design.folder, 'projects', 'payments', '.millrace');
    for (const place of ['', 'data', 'models', 'tmp'])
      expect(existsSync(join(state, place, 'active.json'))).toBe(false);
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const kilobyte = 1000;
const mostAtFirst = 600 * kilobyte;

let folder = join(root, 'dist', 'renderer');
let own: string | undefined;

beforeAll(async () => {
  if (existsSync(join(folder, 'index.html'))) return;
  own = mkdtempSync(join(tmpdir(), 'bundle-size-'));
  folder = own;
  await build({
    configFile: join(root, 'renderer', 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: own, emptyOutDir: true },
  });
});
afterAll(() => {
  if (own) rmSync(own, { recursive: true });
});

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const assets = () => readdirSync(join(folder, 'assets'));

/** Scripts that `scripts` import at once, and they themselves. What is imported later, when it is needed, does not count. */
function withImports(scripts: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...scripts];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const code = read(`assets/${name}`);
    for (const [, next] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) if (next) open.push(next);
  }
  return found;
}

const zipped = (scripts: Iterable<string>) =>
  [...scripts].reduce((sum, name) => sum + gzipSync(read(`assets/${name}`), { level: 9 }).length, 0);
const atFirst = () => [...read('index.html').matchAll(/assets\/([\w.-]+\.js)/g)].map(([, name]) => name ?? '');
const pageOf = (name: string) => assets().filter((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));

test('what the browser loads before it shows anything is at most 600 kB, zipped', () => {
  const scripts = withImports(atFirst());
  expect(scripts.size).toBeGreaterThan(1);
  expect(zipped(scripts)).toBeLessThanOrEqual(mostAtFirst);
});

test('opening a project at its flow loads at most 600 kB of script, zipped', () => {
  const page = pageOf('FlowPage');
  expect(page).toHaveLength(1);
  expect(zipped(withImports([...atFirst(), ...page]))).toBeLessThanOrEqual(mostAtFirst);
});

test('the schemas of the contract come with the pages that read something by them, not with the flow', () => {
  const hasSchemas = (name: string) => read(`assets/${name}`).includes('_zod');
  const scripts = assets().filter((name) => name.endsWith('.js'));
  expect(scripts.filter(hasSchemas)).not.toEqual([]);
  expect([...withImports([...atFirst(), ...pageOf('FlowPage')])].filter(hasSchemas)).toEqual([]);
});

test.each([
  ...['FlowPage', 'DatasetsPage', 'DatasetPage', 'QualityPage', 'ModelsPage', 'ModelPage'],
  ...['DashboardsPage', 'DashboardPage', 'ScenariosPage', 'ConnectionsPage', 'DeployPage'],
])('%s is loaded only when it is opened', (name) => {
  const page = pageOf(name);
  expect(page).toHaveLength(1);
  expect(withImports(atFirst()).has(page[0] ?? '')).toBe(false);
});

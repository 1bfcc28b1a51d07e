import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runProgram } from '../../nodes/platform/child.ts';

const program = fileURLToPath(new URL('../../nodes/cli/millrace.mjs', import.meta.url));
const peer = fileURLToPath(new URL('../../../shared/data/sparkov_sample', import.meta.url));

interface Report {
  ok: boolean;
  rows: number;
  failed: number;
  requests: number;
  auc: number;
  pr_auc: number;
}

async function demo(more: string[]): Promise<Report> {
  const { code, out, error } = await runProgram({ name: 'the demo', args: [program, 'demo', '--json', ...more] });
  expect(code, `${out}\n${error}`).toBe(0);
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Report;
}

test('the demo holds from simulated transactions to a version switched under load', async () => {
  const report = await demo([]);
  expect(report).toMatchObject({ ok: true, failed: 0 });
  expect(report.requests).toBeGreaterThan(300);
  expect(report.auc).toBeGreaterThan(0.95);
}, 300_000);

test.skipIf(!existsSync(peer))(
  'the same flow, unchanged, runs on independent data (skipped where they are absent)',
  async () => {
    const report = await demo(['--data', peer]);
    expect(report).toMatchObject({ ok: true, failed: 0 });
    expect(report.auc).toBeGreaterThan(0.98);
    expect(report.pr_auc).toBeGreaterThan(0.8);
  },
  300_000,
);

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureChromium } from './support/chromium.ts';

interface Outcome {
  passed: number;
  failed: number;
  /** The failures in a line or a few each, told again at the end, where a long log is read first. */
  told?: string[];
}

const root = new URL('..', import.meta.url).pathname;
const reports = mkdtempSync(join(tmpdir(), 'millrace-test-'));
const only = process.argv.slice(2);

/** The stages of `npm test`, cheapest first. Each counts its own passes and failures. */
const stages: { name: string; run: () => Promise<Outcome> }[] = [
  { name: 'lint', run: () => command('biome', ['check', '--diagnostic-level=error', '.']) },
  ...['nodes/base', 'nodes', 'renderer', 'main', 'preload', 'test'].map((project) => ({
    name: `types ${project}`,
    run: () => command('tsc', ['-p', project]),
  })),
  { name: 'build', run: () => command('npm', ['run', '--silent', 'build']) },
  { name: 'unit, contract, integration', run: vitest },
  { name: 'package', run: () => script('test/package/pack-check.ts', ['--no-build']) },
  { name: 'browser', run: playwright },
];

let passed = 0;
let failed = 0;
const failures: string[] = [];
for (const stage of stages) {
  if (only.length > 0 && !only.some((word) => stage.name.includes(word))) continue;
  const started = Date.now();
  console.log(`\n── ${stage.name}`);
  const outcome = await stage.run();
  passed += outcome.passed;
  failed += outcome.failed;
  if (outcome.failed > 0) failures.push(stage.name, ...(outcome.told ?? []).map((line) => `  ${line}`));
  console.log(
    `── ${stage.name}: ${outcome.passed} passed, ${outcome.failed} failed (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
}
rmSync(reports, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function command(name: string, args: string[]): Promise<Outcome> {
  const code = await exitCode(name, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A test script of our own that ends with `N passed, N failed`. */
async function script(file: string, args: string[]): Promise<Outcome> {
  return command(process.execPath, [file, ...args]);
}

async function vitest(): Promise<Outcome> {
  const report = join(reports, 'vitest.json');
  const code = await exitCode('vitest', [
    'run',
    '-c',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const result = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  const broken = result.numFailedTests || result.numFailedTestSuites || (code === 0 ? 0 : 1);
  return { passed: result.numPassedTests, failed: broken, told: result.testResults.flatMap(failuresOfFile) };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  testResults: VitestFile[];
}

interface VitestFile {
  name: string;
  status: string;
  message: string;
  assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
}

function failuresOfFile(file: VitestFile): string[] {
  const name = relative(root, file.name);
  const failed = file.assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return file.status === 'failed' ? [`${name}: ${firstLines(file.message)}`] : [];
  return failed.map((test) => `${name} > ${test.fullName}: ${firstLines(test.failureMessages.join('\n'))}`);
}

function firstLines(message: string): string {
  return message.split('\n').slice(0, 3).join(' | ').slice(0, 400);
}

async function playwright(): Promise<Outcome> {
  ensureChromium();
  const report = join(reports, 'playwright.json');
  const code = await exitCode('playwright', ['test', '-c', 'test/playwright.config.ts', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected || (code === 0 ? 0 : 1) };
}

function exitCode(name: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', (error) => {
      console.log(String(error.message));
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

import { existsSync } from 'node:fs';
import type { BenchResult } from './bench-result.ts';

/** Names that `npm run bench [NAME…]` knows; each is a file here that exports `run()`. */
const names = [
  'recipes',
  'training',
  'scoring',
  'api',
  'canvas',
  'grid',
  'dashboards',
  'preview',
  'bundle',
  'deploy',
  'quality',
  'cancel',
] as const;

const args = process.argv.slice(2);
const json = args.includes('--json');
const asked = args.filter((arg) => !arg.startsWith('--'));
const unknown = asked.filter((name) => !(names as readonly string[]).includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark “${unknown[0]}”. Known: ${names.join(', ')}.`);
  process.exit(2);
}
let missed = 0;
for (const name of asked.length > 0 ? asked : names) {
  const file = new URL(`./${name}.ts`, import.meta.url);
  if (!existsSync(file)) {
    if (asked.includes(name)) {
      console.error(`The benchmark “${name}” is not written yet.`);
      process.exitCode = 2;
    }
    continue;
  }
  const { run } = (await import(file.href)) as { run: () => Promise<BenchResult[]> };
  for (const result of await run()) {
    if (result.ok === false) missed++;
    console.log(json ? JSON.stringify(result) : line(result));
  }
}
if (!json) console.log(missed === 0 ? 'Every goal that could be measured is met.' : `${missed} goals are missed.`);

function line(result: BenchResult): string {
  const value = `${result.name.padEnd(34)} ${format(result.value)} ${result.unit}`;
  if (result.peer_value === null) return `${value}   (peer missing: ${result.peer})`;
  const verdict = result.ok === null ? '' : result.ok ? 'ok' : 'MISSED';
  return `${value}   ${result.peer}: ${format(result.peer_value)}   ratio ${result.ratio?.toFixed(3)}   goal ${result.goal}   ${verdict}`;
}

function format(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}

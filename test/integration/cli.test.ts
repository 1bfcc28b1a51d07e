import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../nodes/platform/child.ts';
import { lockFolder } from '../../nodes/platform/lock.ts';
import { openEditableProject } from '../../nodes/store/editable-project.ts';
import { bankFolder, projectEdits } from './nodes-support.ts';

const program = fileURLToPath(new URL('../../nodes/cli/millrace.mjs', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'millrace-cli-'));
const at = (name: string) => join(root, name);
const project = at('payments');

async function millrace(...args: string[]) {
  return runProgram({ name: 'millrace', args: [program, ...args], env: { MILLRACE_HOME: at('home') } });
}

/** Runs a command with `--json`: standard output holds that one object and nothing else. */
async function asJson(...args: string[]): Promise<{ code: number | null; value: Record<string, unknown> }> {
  const { code, out, error } = await millrace(...args, '--json');
  const lines = out.trim().split('\n');
  expect(lines, `${out}\n${error}`).toHaveLength(1);
  return { code, value: JSON.parse(lines[0]!) as Record<string, unknown> };
}

/** Exit code and error code of a command that fails. */
async function failure(...args: string[]): Promise<[number | null, string]> {
  const { code, value } = await asJson(...args);
  expect(value).toMatchObject({ ok: false, error: { message: expect.any(String), hint: expect.any(String) } });
  return [code, (value.error as { code: string }).code];
}

beforeAll(async () => {
  mkdirSync(at('bank'));
  expect((await asJson('init', project)).value).toEqual({
    ok: true,
    path: project,
    project: 'payments',
    name: 'payments',
  });
  const editable = await openEditableProject(project);
  await editable.edit({ label: 'Set up', edits: projectEdits });
  editable.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a command line that is not understood', () => {
  it('is told with exit code 2 and the command to ask', async () => {
    expect(await failure('bild')).toEqual([2, 'CLI_USAGE']);
    expect(await failure('build')).toEqual([2, 'CLI_USAGE']);
    const { code, out, error } = await millrace('build', '--nope', 'x');
    expect([code, out]).toEqual([2, '']);
    expect(error).toBe(
      'CLI_USAGE: millrace build: unknown option “--nope”; did you mean “--mode”?\nSee “millrace build --help”.',
    );
  });

  it('is answered with help when it asks for it', async () => {
    const { code, out } = await millrace('--help');
    expect(code).toBe(0);
    for (const name of ['init', 'build', 'deploy', 'automation', 'demo']) expect(out).toContain(`\n  ${name} `);
  });
});

describe('import', () => {
  it('detects, copies and declares a file, and refuses the same id again', async () => {
    writeFileSync(at('cards.csv'), 'card;limit\nA;100\nB;250\n');
    const { code, value } = await asJson('import', project, at('cards.csv'), '--name', 'cards');
    expect(code).toBe(0);
    expect(value).toMatchObject({ ok: true, dataset: 'cards', format: 'csv', rows: 2 });
    expect(existsSync(join(project, 'files', 'cards.csv'))).toBe(true);
    expect(await failure('import', project, at('cards.csv'), '--name', 'cards')).toEqual([1, 'CLI_DATASET_EXISTS']);
  });

  it('refuses what it cannot read and leaves nothing behind', async () => {
    writeFileSync(at('book.xlsx'), Buffer.from('504b0304140006000800', 'hex'));
    writeFileSync(at('broken.csv'), 'a,b\n1,2\n"open,3\n');
    expect(await failure('import', project, at('book.xlsx'), '--name', 'book')).toEqual([1, 'CLI_FILE_KIND']);
    expect(await failure('import', project, at('bank'), '--name', 'bank')).toEqual([1, 'FILE_UNREADABLE']);
    expect(await failure('import', project, at('none.csv'), '--name', 'none')).toEqual([1, 'FILE_MISSING']);
    expect(await failure('import', project, at('broken.csv'), '--name', 'broken')).toEqual([1, 'DATA_ROW_BROKEN']);
    expect(readdirSync(join(project, 'files'))).toEqual(['cards.csv']);
    expect(existsSync(join(project, 'datasets', 'broken.json'))).toBe(false);
  });
});

describe('a project folder', () => {
  it('is made once, and missed when it is not there', async () => {
    expect(await failure('init', project)).toEqual([1, 'PROJECT_EXISTS']);
    expect(await failure('init', at('other'), '--sample', 'fraud')).toEqual([1, 'NOT_FOUND']);
    expect(await failure('build', at('nowhere'))).toEqual([1, 'PROJECT_MISSING']);
    expect(await failure('connect', at('nowhere'), 'bank', root)).toEqual([1, 'PROJECT_MISSING']);
    expect(existsSync(at('nowhere'))).toBe(false);
  });

  it('is used by one command at a time', async () => {
    const lock = await lockFolder(join(project, '.millrace'), 'the test');
    expect(await failure('build', project)).toEqual([1, 'LOCKED']);
    await lock.release();
  });
});

describe('the road of a project', () => {
  it('is built, trained and scored', async () => {
    expect(await failure('connect', project, 'bank', at('missing'))).toEqual([1, 'FILE_MISSING']);
    const bank = bankFolder();
    expect((await asJson('connect', project, 'bank', bank)).code).toBe(0);
    expect(await failure('build', project, 'scord')).toEqual([1, 'NOT_FOUND']);
    expect(await failure('build', project, '--mode', 'all')).toEqual([1, 'INPUT_INVALID']);
    expect(await failure('build', project, '--set', 'day')).toEqual([1, 'INPUT_INVALID']);
    const { value } = await asJson('build', project, 'scored');
    expect(value).toMatchObject({ ok: true, job: { status: 'succeeded' } });
    const trained = await asJson('train', project, 'fraud');
    expect(trained.value).toMatchObject({ ok: true, model: 'fraud', metrics: { auc: expect.any(Number) } });
    expect(await failure('train', project, 'scored')).toEqual([1, 'NOT_FOUND']);
    expect((await asJson('check', project)).value).toEqual({ ok: true, results: [] });

    writeFileSync(at('new.csv'), 'id,amount,hour,kind,is_night\na,900,2,web,1\nb,10,12,shop,0\n');
    const score = ['score', project, 'fraud', '--input', at('new.csv'), '--output'];
    expect((await asJson(...score, at('out.csv'))).value).toMatchObject({ ok: true, rows: 2 });
    expect(readFileSync(at('out.csv'), 'utf8').split('\n')[0]).toContain('probability');
    expect((await asJson(...score, at('out.parquet'))).code).toBe(0);
    expect(readFileSync(at('out.parquet')).subarray(0, 4).toString()).toBe('PAR1');
  }, 120_000);

  it('is packed under a version, verified, and refused when one byte was changed', async () => {
    const file = at('payments.millrace');
    const packed = await asJson('bundle', project, '-o', file, '--version', '7');
    expect(packed.value).toMatchObject({ ok: true, kind: 'project-bundle', id: 'payments', version: '7' });
    expect((await asJson('service', project, 'fraud-check', '-o', at('s.millrace'))).value).toMatchObject({
      kind: 'api-service',
      id: 'fraud-check',
    });
    expect((await asJson('verify', file)).value).toMatchObject({
      ok: true,
      trusted: true,
      sha256: packed.value.sha256,
    });
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(at('tampered.millrace'), bytes);
    expect(await failure('verify', at('tampered.millrace'))).toEqual([1, 'BUNDLE_CHANGED']);
    expect(await failure('service', project, 'fraud', '-o', at('x.millrace'))).toEqual([1, 'NOT_FOUND']);
    expect(await failure('deploy', file, '--to', 'https://127.0.0.1:1')).toEqual([1, 'NOT_FOUND']);
    expect(await failure('rollback')).toEqual([1, 'INPUT_INVALID']);
    expect(await failure('pair', 'http://127.0.0.1:1', 'code')).toEqual([1, 'INPUT_INVALID']);
    expect((await asJson('status')).value).toEqual({ ok: true, deployments: [], infrastructures: [] });
  }, 120_000);
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, type Session } from '../../engine/sql/session.ts';
import { checkSource, detectSource } from './source-detection.ts';

let session: Session;
let folder: string;
const ports = () => ({ session, folderOf: (id: string) => (id === 'project' ? folder : undefined) });
const detect = (request: Omit<Parameters<typeof detectSource>[0], 'connection'>) =>
  detectSource({ connection: 'project', ...request }, ports(), undefined);

beforeAll(async () => {
  session = await openSession({ threads: 2, preserveOrder: true });
  folder = await mkdtemp(join(tmpdir(), 'detection-'));
});
afterAll(async () => {
  session.close();
  await rm(folder, { recursive: true, force: true });
});

describe('looking into files', () => {
  it('finds columns with what they mean, and says how many files there are', async () => {
    await mkdir(join(folder, 'daily'));
    for (const day of [1, 2]) await writeFile(join(folder, 'daily', `${day}.csv`), `id,mail\n${day},a${day}@b.org\n`);
    const found = await detect({ path: 'daily/*.csv' });
    expect(found.schema).toEqual([
      { name: 'id', type: 'bigint', meaning: 'id' },
      { name: 'mail', type: 'string', meaning: 'email' },
    ]);
    expect(found.page.schema).toEqual(found.schema);
    expect(found.files).toMatchObject({ count: 2, names: ['daily/1.csv', 'daily/2.csv'] });
  });

  it('shows the rows that can be read beside what is wrong with the others', async () => {
    await writeFile(join(folder, 'broken.csv'), 'id,amount\n1,5\n2,much\n3,7\n');
    const schema = [
      { name: 'id', type: 'int' as const },
      { name: 'amount', type: 'double' as const },
    ];
    const { page, problems } = await detect({ path: 'broken.csv', schema });
    expect(problems).toMatchObject([{ code: 'DATA_ROW_BROKEN', severity: 'error' }]);
    expect(problems[0]?.message).toContain('line 3, column “amount”');
    expect(page.columns).toEqual([
      [1, 2, 3],
      [5, null, 7],
    ]);
    const check = await checkSource(
      { connection: 'project', path: 'broken.csv', format: { kind: 'csv' }, schema },
      ports(),
      undefined,
    );
    expect(check).toEqual({
      rows: 3,
      columns: [
        { name: 'id', cells: 0, examples: [] },
        { name: 'amount', cells: 1, examples: ['much'] },
      ],
    });
  });

  it('tells of rows that are cut or filled up, and of a format that suits better', async () => {
    await writeFile(join(folder, 'ragged.csv'), 'a,b,c\n1,2\n3,4,5\n6,7,8,9\n1,2,3\n');
    const { problems } = await detect({ path: 'ragged.csv' });
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        message:
          'Of the first 5 rows 1 with fewer cells than columns are filled up, 1 with more are cut after the last column',
      },
    ]);
    await writeFile(join(folder, 'aligned.txt'), 'Ann   Lee    12\nBob   Short   7\nCy    X     100\n');
    const aligned = await detect({ path: 'aligned.txt' });
    expect(aligned.problems[0]?.message).toContain('Fixed width');
    const fixed = await detect({ path: 'aligned.txt', format: { kind: 'fixed' } });
    expect(fixed.schema.map(({ type }) => type)).toEqual(['string', 'string', 'bigint']);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../platform/log.ts';
import { createQueryLog } from './query-log.ts';
import { readQueries } from './read-queries.ts';

const log = createLog({ name: 'test', level: 'silent' });
let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'queries-')), 'queries');
});

const head = (at: number) => `{"at":"2026-01-01T00:00:0${at}.000Z","service":"fraud","request":`;
const lines = () =>
  readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));

describe('the query log', () => {
  it('writes one line of JSON a query, whatever the layout of its body', async () => {
    const queries = createQueryLog({ folder, writer: 'w1', log });
    queries.add(head(1), Buffer.from('{\n "a": "x\\ny"\n}'), ',"reply":{"p":"é"}}');
    await queries.close();
    expect(lines().map((line) => JSON.parse(line))).toMatchObject([{ request: { a: 'x\ny' }, reply: { p: 'é' } }]);
  });

  it('begins a new file when one is full and removes the oldest', async () => {
    const queries = createQueryLog({ folder, writer: 'w1', log, fileBytes: 100, keepFiles: 3 });
    for (let i = 0; i < 8; i++) {
      queries.add(head(i), Buffer.from(`{"i":${i},"fill":"${'x'.repeat(100)}"}`), '}');
      await queries.flush();
    }
    await queries.close();
    expect(readdirSync(folder).length).toBeLessThanOrEqual(3);
    expect(lines().at(-1)).toContain('"i":7');
  });

  it('counts what it had to drop instead of holding up answers', async () => {
    const queries = createQueryLog({ folder, writer: 'w1', log, blockBytes: 1000 });
    queries.add(head(1), Buffer.alloc(2000, 'x'), '}');
    expect(queries.dropped).toBe(1);
    await queries.close();
  });

  it('goes on when its folder cannot be written', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    const queries = createQueryLog({ folder, writer: 'w1', log });
    queries.add(head(1), Buffer.from('{}'), '}');
    await queries.flush();
    expect(queries.dropped).toBe(1);
    await queries.close();
  });
});

describe('reading logged queries', () => {
  it('gives the newest of all writers first, of one service, past a line cut by a crash', async () => {
    mkdirSync(folder);
    const line = (at: number, service: string) =>
      `${JSON.stringify({ at: `2026-01-01T00:00:0${at}.000Z`, service })}\n`;
    writeFileSync(
      join(folder, '2026-01-01T00-00-00-000Z-w1.jsonl'),
      `${line(1, 'fraud')}${line(4, 'fraud')}{"at":"2026`,
    );
    writeFileSync(join(folder, '2026-01-01T00-00-00-001Z-w2.jsonl'), line(2, 'churn') + line(3, 'fraud'));
    const found = await readQueries(folder, { service: 'fraud', limit: 2 });
    expect(found.map(({ at }) => at)).toEqual(['2026-01-01T00:00:04.000Z', '2026-01-01T00:00:03.000Z']);
  });
});

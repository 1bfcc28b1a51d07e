import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { errorBody } from './error-body.ts';

const log = { error: () => undefined };

it('a database that has no room left is told as such, not as a bug', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-'));
  const db = await openDatabase(join(folder, 'node.db'));
  db.exec('CREATE TABLE t (text TEXT)');
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
  const thrown = (() => {
    try {
      db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100_000));
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeDefined();
  expect(errorBody(thrown, log)).toMatchObject({
    code: 'NODE_WRITE_FAILED',
    message: expect.stringContaining('the disk is full'),
  });
  db.close();
  rmSync(folder, { recursive: true });
});

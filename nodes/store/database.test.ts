import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, openDatabase } from './database.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-db-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('openDatabase', () => {
  it('writes ahead and syncs fully unless told otherwise', async () => {
    const db = await openDatabase(join(folder, 'deep/node.db'));
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    db.close();
    const quick = await openDatabase(join(folder, 'log.db'), { durability: 'normal' });
    expect(quick.pragma('synchronous', { simple: true })).toBe(1);
    quick.close();
  });

  it('says so when the file is something else', async () => {
    await writeFile(join(folder, 'node.db'), 'not a database, but long enough to look at'.repeat(100));
    await expect(openDatabase(join(folder, 'node.db'))).rejects.toMatchObject({ code: 'NODE_DATABASE' });
  });
});

describe('migrate', () => {
  it('runs each migration once, each area on its own', async () => {
    const path = join(folder, 'node.db');
    const first = await openDatabase(path);
    migrate(first, 'a', ['CREATE TABLE a (x INTEGER)']);
    migrate(first, 'b', ['CREATE TABLE b (x INTEGER)']);
    first.close();
    const second = await openDatabase(path);
    migrate(second, 'a', [
      'CREATE TABLE a (x INTEGER)',
      'ALTER TABLE a ADD COLUMN y INTEGER; INSERT INTO a VALUES (1, 2)',
    ]);
    expect(second.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: 2 }]);
    second.close();
  });

  it('leaves nothing of a migration that fails', async () => {
    const db = await openDatabase(join(folder, 'node.db'));
    expect(() => migrate(db, 'a', ['CREATE TABLE a (x INTEGER); CREATE TABLE a (x INTEGER)'])).toThrow(
      'already exists',
    );
    migrate(db, 'a', ['CREATE TABLE a (x INTEGER)']);
    db.close();
  });

  it('refuses a file of a newer version', async () => {
    const db = await openDatabase(join(folder, 'node.db'));
    migrate(db, 'a', ['SELECT 1', 'SELECT 1']);
    expect(() => migrate(db, 'a', ['SELECT 1'])).toThrow('newer than 1');
    db.close();
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSession, type Session } from '../sql/session.ts';
import { sampleTables } from './sample-tables.ts';

let session: Session;
beforeEach(async () => {
  session = await openSession({ preserveOrder: true });
  await session.run('CREATE TABLE numbers AS SELECT i FROM range(5) r(i)');
});
afterEach(() => session.close());

const read = async (table: string) => (await session.query(`SELECT i::INTEGER FROM ${table}`)).columns[0];

test('a sample is made once for each key, also when several ask at once', async () => {
  const samples = sampleTables(session);
  const select = 'SELECT * FROM numbers LIMIT 3';
  const [one, same, other] = await Promise.all([
    samples.find('a', select),
    samples.find('a', select),
    samples.find('b', 'SELECT * FROM numbers LIMIT 1'),
  ]);
  expect(one).toBe(same);
  expect(await read(one)).toEqual([0, 1, 2]);
  expect(await read(other)).toEqual([0]);
  await session.run('DROP TABLE numbers');
  expect(await read(await sampleTables(session).find('a', select))).toEqual([0, 1, 2]);
});

test('a sample that could not be read is tried again', async () => {
  const samples = sampleTables(session);
  await expect(samples.find('a', 'SELECT * FROM gone')).rejects.toThrow();
  expect(await read(await samples.find('a', 'SELECT * FROM numbers'))).toHaveLength(5);
});

test('more samples than are kept still give their rows', async () => {
  const samples = sampleTables(session);
  for (let i = 0; i < 12; i += 1) {
    expect(await read(await samples.find(`k${i}`, `SELECT * FROM numbers WHERE i = ${i % 5}`))).toEqual([i % 5]);
  }
});

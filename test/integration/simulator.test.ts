import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBenchTable, writeSample } from '../../resources/samples/credit-card-fraud/simulator/write-sample.ts';
import { peerSample, query } from './simulator-peer.ts';

const small = { seed: 3, cards: 20, from: '2025-01-01', days: 40, arrivingDays: 5 };
const peerDays = { seed: 7, cards: 30, from: '2025-01-01', days: 516, arrivingDays: 30 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every file below `dir` with its bytes, compressed ones unpacked. */
async function contents(dir: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (file: string) => [file.slice(dir.length), await readFile(file)] as const;
  return new Map(await Promise.all(files.sort().map(read)));
}

function linesOf(files: Map<string, Buffer>, name: string): string[] {
  const bytes = files.get(name);
  if (!bytes) throw new Error(`no file ${name}`);
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trimEnd().split('\n');
}

describe('the simulator’s writer', () => {
  it('has the same bytes for the same seed and others for another', async () => {
    const dirs = ['a', 'b', 'c'].map((name) => join(folder, name));
    await writeSample(dirs[0]!, small);
    await writeSample(dirs[1]!, small);
    await writeSample(dirs[2]!, { ...small, seed: 4 });
    const [first, again, other] = await Promise.all(dirs.map(contents));
    expect(first).toEqual(again);
    const history = '/transactions_history.csv.gz';
    expect(first!.get(history)).not.toEqual(other!.get(history));
    const days = [10, 11, 12, 13, 14].map((day) => `/daily/transactions_2025-02-${day}.csv`);
    expect([...first!.keys()]).toEqual(['/cardholders.csv', ...days, '/daily_labels.csv', '/merchants.csv', history]);
  });

  it('keeps the truth of the arriving days apart from them', async () => {
    const dir = join(folder, 'truth');
    await writeSample(dir, small);
    const files = await contents(dir);
    const daily = [...files.keys()].filter((name) => name.startsWith('/daily/'));
    for (const name of daily) expect(linesOf(files, name)[0]).not.toContain('fraud');
    const idsOf = (name: string) =>
      linesOf(files, name)
        .slice(1)
        .map((line) => line.split(',')[0]);
    const arriving = daily.flatMap(idsOf);
    expect(idsOf('/daily_labels.csv')).toEqual(arriving);
    const history = new Set(idsOf('/transactions_history.csv.gz'));
    expect(arriving.filter((id) => history.has(id))).toEqual([]);
  });

  it('replaces an earlier sample, leaving no day of it behind', async () => {
    const dir = join(folder, 'again');
    await writeSample(dir, small);
    await writeSample(dir, { ...small, arrivingDays: 2 });
    expect(await readdir(join(dir, 'daily'))).toHaveLength(2);
  });

  it('has the same rows as Parquet', async () => {
    const dir = join(folder, 'formats');
    await writeSample(dir, small);
    await writeSample(dir, { ...small, format: 'parquet' });
    const csv = `SELECT * FROM read_csv('${dir}/transactions_history.csv.gz')`;
    const parquet = `SELECT * FROM read_parquet('${dir}/transactions_history.parquet')`;
    expect(await query(`(${csv} EXCEPT ${parquet}) UNION ALL (${parquet} EXCEPT ${csv})`)).toEqual([]);
    expect(await query(`DESCRIBE ${parquet}`)).toEqual(await query(`DESCRIBE ${csv}`));
  });

  it('gives a benchmark table of exactly the rows asked for, in order of time', async () => {
    const file = join(folder, 'bench.parquet');
    await writeBenchTable(file, { rows: 25_000, seed: 1 });
    const sql = `SELECT count(*)::INT AS n, bool_and(later) AS sorted FROM (
      SELECT transaction_time >= lag(transaction_time, 1, transaction_time) OVER (ORDER BY transaction_id) AS later
      FROM '${file}')`;
    expect(await query(sql)).toEqual([{ n: 25_000, sorted: true }]);
  });

  it('names the option that makes no sense and writes nothing', async () => {
    const dir = join(folder, 'wrong');
    for (const option of [
      { cards: 0 },
      { days: 1.5 },
      { merchants: 3 },
      { from: '2025-02-30' },
      { arrivingDays: -1 },
    ]) {
      const where = Object.keys(option)[0];
      const wanted = { code: 'INPUT_INVALID', data: { where } };
      await expect(writeSample(dir, { ...small, ...option })).rejects.toMatchObject(wanted);
    }
    expect(existsSync(dir)).toBe(false);
  });
});

const decimal = String.raw`-?\d+\.\d+`;
const word = '(?:"[^"]+"|[^",]+)';
const transaction = String.raw`T\d{7},\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,C\d{4},M\d{4},[a-z_]+,${decimal},${decimal},${decimal}`;
const FORMATS: readonly [name: RegExp, line: RegExp][] = [
  [/history/, new RegExp(`^${transaction},[01]$`)],
  [/daily\//, new RegExp(`^${transaction}$`)],
  [/labels/, /^T\d{7},[01]$/],
  [
    /cardholders/,
    new RegExp(String.raw`^C\d{4},[FM],\d{4}-\d\d-\d\d,${word},${word},[A-Z]{2},\d{5},${decimal},${decimal},\d+$`),
  ],
  [/merchants/, new RegExp(`^M\\d{4},${word},[a-z_]+$`)],
];

describe.skipIf(!existsSync(peerSample))('beside the peer sample (skipped where ../shared/data is absent)', () => {
  it('has the same files, columns and value formats', async () => {
    const dir = join(folder, 'peer');
    await writeSample(dir, peerDays);
    const [ours, theirs] = await Promise.all([contents(dir), contents(peerSample)]);
    const foreign = [...theirs.keys()].filter((name) => !/SOURCE|examples/.test(name));
    expect([...ours.keys()]).toEqual(foreign);
    for (const name of foreign) {
      const format = FORMATS.find(([pattern]) => pattern.test(name))![1];
      const [own, peer] = [linesOf(ours, name), linesOf(theirs, name)];
      expect(own[0], name).toBe(peer[0]);
      for (const lines of [own, peer])
        expect(
          lines.slice(1).find((line) => !format.test(line)),
          name,
        ).toBeUndefined();
    }
  });
});

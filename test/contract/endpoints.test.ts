import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createRandom } from '../../nodes/base/random.ts';
import type { Schema } from '../../nodes/contract/schema.ts';
import { buildTable } from '../../nodes/engine/endpoints/build-tables.ts';
import { compileProgram } from '../../nodes/engine/endpoints/compile-program.ts';
import { endpointFiles } from '../../nodes/engine/endpoints/endpoint-file.ts';
import { loadEndpoint } from '../../nodes/engine/endpoints/load-endpoint.ts';
import { compileProgramRunner } from '../../nodes/engine/endpoints/run-program.ts';
import { type KeyedTable, openTable } from '../../nodes/engine/endpoints/table-file.ts';
import { planToDuckDb } from '../../nodes/engine/expr/dialect.ts';
import { planSchema } from '../../nodes/engine/expr/schema-of.ts';
import type { Expr } from '../../nodes/engine/sql/expr-tree.ts';
import type { Frame, Plan, WindowColumn, WindowFunction } from '../../nodes/engine/sql/plan.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({ threads: 1 });
});
afterAll(() => session.close());

const col = (name: string): Expr => ({ op: 'col', name });
const rawSchema: Schema = [
  { name: 'k', type: 'string' },
  { name: 't', type: 'timestamp' },
  { name: 'x', type: 'double' },
  { name: 'n', type: 'bigint' },
  { name: 's', type: 'string' },
  { name: 'd', type: 'decimal' },
];
const scan = (table: string, schema: Schema): Plan => ({ op: 'scan', table, schema });

/** A SELECT of random rows, some values null; with `ties`, several at the same instant. */
function randomRows(seed: number, ties: boolean): string {
  const random = createRandom(seed);
  const orNull = (text: string) => (random() < 0.15 ? 'NULL' : text);
  const rows = Array.from({ length: 60 }, (_, i) => {
    const second = ties ? Math.floor(random() * 12) * 10 : i * 7 + Math.floor(random() * 5);
    const k = orNull(`'${'abc'[Math.floor(random() * 3)]}'`);
    const x = orNull(`${Math.round(random() * 2000 - 1000) / 8}::DOUBLE`);
    const n = orNull(`${Math.floor(random() * 9)}::BIGINT`);
    const s = orNull(`'${'uvwxyz'[Math.floor(random() * 6)]}'`);
    const d = orNull(`${(random() * 100).toFixed(2)}::DECIMAL(10,2)`);
    return `(${k}::VARCHAR, TIMESTAMP '2026-01-01' + INTERVAL ${second} SECONDS, ${x}, ${n}, ${s}::VARCHAR, ${d})`;
  });
  return `(SELECT * FROM (VALUES ${rows.join(', ')}) v(k, t, x, n, s, d))`;
}

/** A runner of the program from `raw` to `plan`, with its tables filled from `relations`. */
async function compile(plan: Plan, relations: Record<string, string>, features: string[]) {
  const { program, tables } = compileProgram({
    raw: { id: 'raw', schema: rawSchema },
    target: { id: 'out', schema: planSchema(plan) },
    planOf: (id) => (id === 'out' ? plan : undefined),
    features,
  });
  const opened = new Map<string, KeyedTable>();
  for (const request of tables) opened.set(request.name, openTable(await buildTable(request, { session, relations })));
  return { program, run: compileProgramRunner(program, opened) };
}

/** Runs every row of `raw` alone and compares with what DuckDB gives for all of them together. */
async function expectAgreement(plan: Plan, relations: Record<string, string>, features: string[]): Promise<void> {
  const { program, run } = await compile(plan, relations, features);
  const { columns, rowCount } = await session.query(planToDuckDb(plan, relations));
  const schema = planSchema(plan);
  const place = (name: string) => schema.findIndex((column) => column.name === name);
  for (let row = 0; row < rowCount; row++) {
    const record = Object.fromEntries(rawSchema.map(({ name }) => [name, columns[place(name)]?.[row] ?? null]));
    const found = run(record);
    for (const [at, { name }] of program.features.entries()) {
      const wanted = columns[place(name)]?.[row] ?? null;
      const type = schema[place(name)]?.type;
      const expected = wanted === null || type === 'string' ? wanted : Number(wanted);
      const where = `${name} of row ${row}, ${JSON.stringify(record)}`;
      if (typeof expected === 'number') expect(found[at], where).toBeCloseTo(expected, 9);
      else expect(found[at], where).toEqual(expected);
    }
  }
}

const window = (columns: WindowColumn[]): Plan => ({ op: 'window', input: scan('raw', rawSchema), columns });
const figure = (fn: WindowFunction, arg: string | undefined, more: Partial<WindowColumn> = {}): WindowColumn => ({
  name: `${fn} ${arg ?? '*'}`,
  fn,
  ...(arg === undefined ? {} : { arg: col(arg) }),
  partitionBy: [col('k')],
  orderBy: [{ expr: col('t'), descending: false }],
  ...more,
});

const unordered = (frame: Frame | undefined): WindowColumn[] => {
  const more = frame ? { frame } : {};
  const numeric: WindowFunction[] = ['sum', 'avg', 'min', 'max', 'median', 'stddev'];
  return [
    figure('count', undefined, more),
    ...['x', 'n', 's', 'd'].map((arg) => figure('count', arg, more)),
    ...['x', 'n', 's'].map((arg) => figure('count-distinct', arg, more)),
    ...numeric.flatMap((fn) => ['x', 'n'].map((arg) => figure(fn, arg, more))),
    figure('avg', 'd', more),
    figure('quantile', 'x', { ...more, parameter: 0.3 }),
    ...['min', 'max'].map((fn) => figure(fn as WindowFunction, 's', more)),
  ];
};
const ordered = (frame: Frame | undefined): WindowColumn[] => {
  const more = frame ? { frame } : {};
  return [
    figure('first', 'x', more),
    figure('last', 's', more),
    figure('row-number', undefined, more),
    figure('lag', 'x', { ...more, parameter: 2 }),
    figure('lag', 's', more),
  ];
};

const frames: [string, Frame | undefined][] = [['no frame', undefined]];
for (const unit of ['rows', 'range'] as const)
  for (const preceding of [3, 40, null])
    for (const excludeCurrent of [false, true]) {
      const text = `${unit}, ${preceding ?? 'all'} before, ${excludeCurrent ? 'without' : 'with'} the current one`;
      frames.push([text, { unit, preceding, following: 0, excludeCurrent }]);
    }

describe('windows over a history', () => {
  test.each(frames)('give a live record what the batch window gives its row: %s', async (_, frame) => {
    const columns = [...unordered(frame), ...ordered(frame)];
    for (const seed of [1, 2])
      await expectAgreement(
        window(columns),
        { raw: randomRows(seed, false) },
        columns.map(({ name }) => name),
      );
  });
  it('leave rows of the same instant out as the batch windows of the past do', async () => {
    for (const preceding of [30, null]) {
      const columns = unordered({ unit: 'range', preceding, following: 0, excludeCurrent: true });
      const names = columns.map(({ name }) => name);
      for (const seed of [3, 4]) await expectAgreement(window(columns), { raw: randomRows(seed, true) }, names);
    }
  });
  it('are told apart by their partitions and orders', async () => {
    const columns = [
      figure('count', 'x'),
      figure('sum', 'x', { name: 'of both', partitionBy: [col('k'), col('s')] }),
      figure('max', 'x', { name: 'of all', partitionBy: [] }),
    ];
    const names = columns.map(({ name }) => name);
    await expectAgreement(window(columns), { raw: randomRows(5, false) }, names);
  });
});

const refSchema: Schema = [
  { name: 'k', type: 'string' },
  { name: 'v', type: 'double' },
];
const join = (more: object = {}): Plan => ({
  op: 'join',
  kind: 'left',
  left: scan('raw', rawSchema),
  right: scan('ref', refSchema),
  on: [{ left: col('k'), right: col('k'), compare: 'eq' }],
  columns: [
    ...rawSchema.map(({ name }) => ({ name, side: 'left' as const, column: name })),
    { name: 'v', side: 'right', column: 'v' },
  ],
  ...more,
});

describe('look-ups', () => {
  const ref = (rows: string) => `(SELECT * FROM (VALUES ${rows}) r(k, v))`;
  it('find the row of a key; a null or unknown key finds none', async () => {
    const relations = { raw: randomRows(6, false), ref: ref(`('a', 1.5::DOUBLE), ('b', NULL), (NULL, 7), (NULL, 8)`) };
    await expectAgreement(join(), relations, ['v', 'x']);
  });
  it('refuse a table with several rows for a key', async () => {
    const relations = { raw: randomRows(6, false), ref: ref(`('a', 1.5::DOUBLE), ('a', 2)`) };
    await expect(compile(join(), relations, ['v'])).rejects.toMatchObject({ code: 'SERVING_LOOKUP_DUPLICATES' });
  });
});

describe('stages of a program', () => {
  const projected: Plan = {
    op: 'project',
    input: scan('raw', rawSchema),
    columns: [
      ...rawSchema.map(({ name }) => ({ name, expr: col(name) })),
      {
        name: 'filled',
        expr: { op: 'call', fn: 'coalesce', args: [col('x'), { op: 'lit', type: 'double', value: 0 }] },
      },
    ],
  };
  it('compute projections as in batch, and pass filters and sorting by', async () => {
    await expectAgreement(projected, { raw: randomRows(7, false) }, ['filled', 's']);
    const sorted: Plan = { op: 'sort', input: projected, by: [{ expr: col('x'), descending: true }] };
    await expectAgreement(sorted, { raw: randomRows(7, false) }, ['filled']);
  });
  it('take the stacked branch that comes from the raw record', async () => {
    const old = scan('old', refSchema);
    const schema: Schema = [...rawSchema, { name: 'v', type: 'double' }, { name: 'from', type: 'string' }];
    const stacked: Plan = {
      op: 'union',
      inputs: [old, scan('raw', rawSchema)],
      schema: schema.slice(0, -1),
      originColumn: { name: 'from', values: ['old', 'new'] },
    };
    const { run } = await compile(stacked, {}, ['x', 'v', 'from']);
    expect(run({ x: 2 })).toEqual([2, null, 'new']);
  });
  it('take derived columns as they are sent, and name a missing one', async () => {
    const { run } = await compile(projected, {}, ['filled', 's']);
    expect(run({ x: null, s: 'a', filled: 9 })).toEqual(['a', 9]);
    expect(() => run({ s: 'a' })).toThrow(expect.objectContaining({ code: 'SERVING_FEATURE_MISSING' }));
    expect(() => run({ s: 'a', x: 'much' })).toThrow(expect.objectContaining({ code: 'VALUE_TYPE' }));
  });
});

describe('what a live record cannot pass', () => {
  const frame: Frame = { unit: 'rows', preceding: 2, following: 1 };
  const refused: [string, Plan][] = [
    ['a look at later rows', window([figure('lead', 'x')])],
    ['a frame that reaches later rows', window([figure('sum', 'x', { frame })])],
    ['a falling order', window([figure('sum', 'x', { orderBy: [{ expr: col('t'), descending: true }] })])],
    ['no order', window([figure('sum', 'x', { orderBy: [] })])],
    ['a rank', window([figure('rank', undefined)])],
    [
      'grouping',
      { op: 'aggregate', input: scan('raw', rawSchema), keys: [], aggregates: [{ name: 'x', fn: 'count' }] },
    ],
    ['a full join', join({ kind: 'full' })],
    ['a join by inequality', join({ on: [{ left: col('x'), right: col('v'), compare: 'lt' }] })],
    [
      'a join with itself',
      join({ right: scan('raw', rawSchema), columns: [{ name: 'x', side: 'right', column: 'x' }] }),
    ],
  ];
  test.each(refused)('%s', async (_, plan) => {
    const names = planSchema(plan).map(({ name }) => name);
    await expect(compile(plan, {}, names)).rejects.toMatchObject({ code: 'SERVING_STEP_UNSUPPORTED' });
  });
  it('a flow that does not start from the raw dataset', async () => {
    await expect(compile(scan('ref', refSchema), {}, ['v'])).rejects.toMatchObject({ code: 'SERVING_NO_PATH' });
  });
});

it('a package without one of its tables cannot be loaded', async () => {
  const relations = { raw: randomRows(8, false), ref: `(SELECT 'a' AS k, 1::DOUBLE AS v)` };
  const { program } = await compile(join(), relations, ['v']);
  const files = { [endpointFiles.program]: new TextEncoder().encode(JSON.stringify(program)) };
  await expect(loadEndpoint(files)).rejects.toMatchObject({ code: 'SERVING_PACKAGE' });
});

import { expect, test } from 'vitest';
import { splitRows } from './split.ts';
import { frameOf } from './testing/frames.ts';

const rows = Uint32Array.from({ length: 1000 }, (_, i) => i);
const strata = Float64Array.from(rows, (row) => (row % 10 === 0 ? 1 : 0));
const time = Array.from(rows, (row) => (row * 7919) % 1000);
const frame = frameOf({ time });

test('a random split keeps class shares and depends on its seed alone', () => {
  const split = (seed: number) => splitRows({ frame, rows, strata }, { kind: 'random', testShare: 0.2, seed });
  const { train, test: held } = split(1);
  expect(held.length).toBe(200);
  expect(held.filter((row) => strata[row] === 1).length).toBe(20);
  expect(new Set([...train, ...held]).size).toBe(1000);
  expect(split(1)).toEqual({ train, test: held });
  expect(split(2).test).not.toEqual(held);
});

test('a split by time tests on the latest rows, equal times together', () => {
  const { train, test: held } = splitRows({ frame, rows, strata }, { kind: 'time', column: 'time', testShare: 0.25 });
  expect(held.length).toBe(250);
  expect(Math.max(...Array.from(train, (row) => time[row]!))).toBeLessThan(
    Math.min(...Array.from(held, (row) => time[row]!)),
  );
});

test('a split by time can begin at a given time', () => {
  const { test: held } = splitRows(
    { frame, rows, strata },
    { kind: 'time', column: 'time', testShare: 0.2, from: 900 },
  );
  expect(held.length).toBe(100);
});

test('a split that cannot be made says why', () => {
  const byText = () =>
    splitRows({ frame: frameOf({ t: ['a'] }), rows, strata }, { kind: 'time', column: 't', testShare: 0.2 });
  expect(byText).toThrow(expect.objectContaining({ code: 'ML_SPLIT_UNFIT' }));
  const late = () => splitRows({ frame, rows, strata }, { kind: 'time', column: 'time', testShare: 0.2, from: 5000 });
  expect(late).toThrow(expect.objectContaining({ code: 'ML_TOO_FEW_ROWS' }));
});

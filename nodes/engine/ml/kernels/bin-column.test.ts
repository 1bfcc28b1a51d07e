import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { boostingModule, instantiateBoosting } from '../algorithms/gradient-boosting/kernel.ts';

const EDGES = 2048;
const SOURCE = 4096;
const ROWS = 8192;
const COLUMN = 65_536;
const STRIDE = 4;

function binsOf(values: Float32Array, edges: Float32Array): { rows: number[]; column: number[] } {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536, shared: true });
  const kernel = instantiateBoosting(boostingModule(), memory);
  new Float32Array(memory.buffer, EDGES, 256).fill(Number.POSITIVE_INFINITY).set(edges);
  new Float32Array(memory.buffer, SOURCE, values.length).set(values);
  kernel.binColumn(SOURCE, values.length, EDGES, ROWS, STRIDE, COLUMN);
  const rows = new Uint8Array(memory.buffer, ROWS, values.length * STRIDE).filter((_, i) => i % STRIDE === 0);
  return { rows: [...rows], column: [...new Uint8Array(memory.buffer, COLUMN, values.length)] };
}

test('a value is in the bin after the edges below it, a missing one in bin 0, for any number of edges', () => {
  const random = createRandom(3);
  for (const count of [0, 1, 2, 15, 16, 17, 31, 100, 253, 254]) {
    const edges = Float32Array.from({ length: count }, () => random.normal() * 5).sort();
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e-40];
    const values = Float32Array.from([...odd, ...edges, ...Array.from({ length: 200 }, () => random.normal() * 6)]);
    const expected = Array.from(values, (x) => (Number.isNaN(x) ? 0 : 1 + edges.filter((edge) => edge < x).length));
    const { rows, column } = binsOf(values, edges);
    expect(column, `${count} edges`).toEqual(expected);
    expect(rows).toEqual(column);
  }
});

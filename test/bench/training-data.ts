import { createRandom } from '../../nodes/base/random.ts';
import type { Frame, FrameColumn } from '../../nodes/engine/ml/frame.ts';

export const FEATURES = 20;

/** A made-up two-class table: 20 numbers, seven of which matter, with steps, curves and interactions; about 35 % positive. */
export function benchTable(rows: number): { columns: Float32Array[]; target: Uint8Array } {
  const random = createRandom(20_260_101);
  const columns = Array.from({ length: FEATURES }, (_, f) =>
    Float32Array.from({ length: rows }, () => (f % 4 === 3 ? random.int(30) : random.normal())),
  );
  const target = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const x = (feature: number) => columns[feature]![row]!;
    const score =
      1.2 * x(0) +
      Math.sin(2 * x(1)) +
      (x(2) > 0.5 ? 1 : 0) * (1 + 0.8 * x(4)) +
      0.05 * (x(3) - 15) * (x(5) > 0 ? 1 : 0.2) -
      0.6 * x(6) ** 2 -
      0.4;
    target[row] = random() < 1 / (1 + Math.exp(-1.8 * score)) ? 1 : 0;
  }
  return { columns, target };
}

/** The table as a frame with the target `label` (0 / 1). */
export function benchFrame(table: ReturnType<typeof benchTable>): Frame {
  const columns = new Map<string, FrameColumn>(
    table.columns.map((values, f) => [`x${f}`, { kind: 'number', values: Float64Array.from(values) }]),
  );
  columns.set('label', { kind: 'number', values: Float64Array.from(table.target) });
  return { rows: table.target.length, columns };
}

import { expect, test } from 'vitest';
import { layeredLayout } from './layered-layout.ts';

const gaps = { node: 40, layer: 28, margin: 40 };
const box = (id: string) => ({ id, width: 100, height: 50 });
const wire = (source: string, target: string) => ({ source, target });

test('a chain stands in one line from left to right', () => {
  const places = layeredLayout(['a', 'b', 'c'].map(box), [wire('a', 'b'), wire('b', 'c')], gaps);
  expect([...places.values()]).toEqual([
    { x: 90, y: 65 },
    { x: 218, y: 65 },
    { x: 346, y: 65 },
  ]);
});

test('a source stands right before the first node that reads it', () => {
  const wires = [wire('a', 'b'), wire('b', 'c'), wire('late', 'c')];
  const places = layeredLayout(['a', 'b', 'c', 'late'].map(box), wires, gaps);
  expect(places.get('late')?.x).toBe(places.get('b')?.x);
});

test('nodes never overlap, whatever the wires, loops and wires to nowhere included', () => {
  const ids = Array.from({ length: 300 }, (_, i) => `n${i}`);
  const wires = ids.flatMap((id, i) => [
    wire(id, `n${(i * 7 + 3) % 300}`),
    wire(`n${(i * 13) % 300}`, id),
    wire(id, 'gone'),
  ]);
  const places = layeredLayout(ids.map(box), wires, gaps);
  expect(places.size).toBe(300);
  const list = [...places.values()];
  const overlaps = list.filter((a, i) =>
    list.some((b, j) => i < j && Math.abs(a.x - b.x) < 100 && Math.abs(a.y - b.y) < 89.999),
  );
  expect(overlaps).toEqual([]);
});

test('crossing wires are put in order', () => {
  const wires = [wire('a', 'y'), wire('b', 'x')];
  const places = layeredLayout(['a', 'b', 'x', 'y'].map(box), wires, gaps);
  const y = (id: string) => places.get(id)?.y ?? 0;
  expect(y('a') < y('b')).toBe(y('y') < y('x'));
});

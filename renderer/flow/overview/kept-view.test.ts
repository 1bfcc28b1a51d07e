import { expect, test } from 'vitest';
import { isServing, type KeptView, layOver, pixelsOf, shiftTo } from './kept-view.ts';

const kept: KeptView = { transform: [10, 20, 0.5], width: 800, height: 600, margin: 100, ratio: 1 };
const lay = (x: number, y: number, zoom: number) => layOver(kept, [x, y, zoom]);

test('a kept picture lies over the pane where the flow is, its margin outside', () => {
  expect(lay(10, 20, 0.5)).toEqual({ x: -100, y: -100, scale: 1 });
  expect(lay(50, 0, 0.5)).toEqual({ x: -60, y: -120, scale: 1 });
  // The point of the flow that was in the picture's corner is where the other view has it.
  const { x, y, scale } = lay(40, 60, 0.6);
  const corner = { x: (-100 - 10) / 0.5, y: (-100 - 20) / 0.5 };
  expect(scale).toBeCloseTo(1.2);
  expect(x).toBeCloseTo(corner.x * 0.6 + 40);
  expect(y).toBeCloseTo(corner.y * 0.6 + 60);
});

test('one that is not scaled stays on whole pixels of the screen', () => {
  expect(lay(10.3, 20.6, 0.5)).toMatchObject({ x: -100, y: -99 });
  expect(layOver({ ...kept, ratio: 2 }, [10.3, 20.6, 0.5])).toMatchObject({ x: -99.5, y: -99.5 });
});

test('it serves as long as no part of the pane is bare and it is not blurred', () => {
  const serves = (x: number, y: number, zoom: number) => isServing(kept, lay(x, y, zoom));
  expect(serves(10, 20, 0.5)).toBe(true);
  expect(serves(110, -80, 0.5)).toBe(true);
  expect(serves(111, 20, 0.5)).toBe(false);
  expect(serves(10, -81, 0.5)).toBe(false);
  const around = (zoom: number) => [400 + (10 - 400) * (zoom / 0.5), 300 + (20 - 300) * (zoom / 0.5), zoom] as const;
  expect(serves(...around(0.45))).toBe(true);
  expect(serves(...around(0.38))).toBe(false);
  expect(serves(...around(0.6))).toBe(true);
  expect(serves(...around(0.7))).toBe(false);
});

test('moved on, what was drawn stays in place and the rest is bare, once', () => {
  const shift = shiftTo(kept, [10 - 300, 20 + 150, 0.5]);
  expect(shift).toEqual({
    view: { ...kept, transform: [-290, 170, 0.5] },
    x: -300,
    y: 150,
    strips: [
      { x: 700, y: 0, width: 300, height: 800 },
      { x: 0, y: 0, width: 700, height: 150 },
    ],
  });
  expect(shiftTo(kept, [10, 20, 0.5])?.strips).toEqual([]);
});

test('a movement by parts of a pixel keeps the picture on pixels and the rest in mind', () => {
  const half: KeptView = { ...kept, ratio: 1.5 };
  const shift = shiftTo(half, [110.4, 20, 0.5]);
  expect(shift?.x).toBe(151);
  expect(shift?.view.transform[0]).toBeCloseTo(10 + 151 / 1.5);
  expect(pixelsOf(half)).toEqual({ width: 1500, height: 1200 });
});

test('nothing can be moved on to another zoom, or when nothing drawn would be left', () => {
  expect(shiftTo(kept, [10, 20, 0.51])).toBe(null);
  expect(shiftTo(kept, [1010, 20, 0.5])).toBe(null);
  expect(shiftTo(kept, [10, -780, 0.5])).toBe(null);
});

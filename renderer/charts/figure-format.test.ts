import { expect, test } from 'vitest';
import { formatFigure, formatTick } from './figure-format.ts';

test('figures and ticks stay short however large they are', () => {
  for (const format of [undefined, 'number', 'integer', 'compact', 'currency']) {
    for (const value of [1e308, -2.5e307, 1e20]) {
      expect(formatFigure(value, format).length).toBeLessThan(12);
      expect(formatTick(value, format).length).toBeLessThan(12);
    }
  }
  expect(formatFigure(2.5e307, { unit: 'km' })).toBe('2.5e+307 km');
  expect(formatTick(2.5e-12)).toBe('2.5e-12');
});

test('what people count is written as before', () => {
  expect(formatFigure(1_234_567.5)).toBe('1,234,570');
  expect(formatTick(12_500)).toBe('12.5K');
  expect(formatTick(3e12, 'currency')).toBe('$3T');
});

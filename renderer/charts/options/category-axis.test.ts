import { expect, test } from 'vitest';
import { palettes } from '../palette.ts';
import { acrossAxis, downAxis } from './category-axis.ts';
import { timeTicks } from './time-ticks.ts';

const nominal = { groupCut: {}, groupColumn: { name: 'c', type: 'string' as const } };
const names = ['Groceries', 'Sports and the outdoors', 'Health and beauty products', 'Books'];
const across = (groups: string[], room: number, data: Parameters<typeof acrossAxis>[1]['data'] = nominal) => {
  const { axisLabel } = acrossAxis(groups, { data, palette: palettes.light, room, depth: 200 });
  const shown = groups.flatMap((_, index) => (axisLabel.interval(index) ? [axisLabel.formatter('', index)] : []));
  return { rotate: axisLabel.rotate, shown };
};

test('every category keeps its label: side by side, in lines, sloping, upright', () => {
  expect(across(names, 900)).toEqual({ rotate: 0, shown: names });
  expect(across(names, 400).shown[1]).toBe('Sports and the\noutdoors');
  expect(across(names, 160)).toMatchObject({ rotate: 45, shown: { length: 4 } });
  const upright = across(
    Array.from({ length: 30 }, (_, index) => `category ${index}`),
    420,
  );
  expect(upright).toMatchObject({ rotate: 90, shown: { length: 30 } });
});

test('bars that lie have their names beside them, in lines where rows are high', () => {
  const labels = (room: number) => {
    const { axisLabel } = downAxis(names, { data: nominal, palette: palettes.light, room, depth: 300 });
    return names.map((_, index) => axisLabel.formatter('', index));
  };
  expect(labels(240)[2]).toContain('\n');
  expect(labels(60)[2]).not.toContain('\n');
});

const days = Array.from({ length: 400 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 19));

test('days are labelled where months, quarters or years begin, as many as have room', () => {
  const labels = (room: number) => [...(timeTicks(days, { bin: 'day' }, room)?.values() ?? [])];
  expect(labels(1000)).toEqual(expect.arrayContaining(['2024-01', '2024-02', '2025-02']));
  expect(labels(320)).toEqual(['2024-01', '2024-04', '2024-07', '2024-10', '2025-01']);
  expect(labels(100)).toEqual(['2024', '2025']);
});

test('hours are labelled by the clock, and where a day begins by its date', () => {
  const hours = Array.from({ length: 48 }, (_, hour) =>
    new Date(Date.UTC(2024, 0, 1, hour)).toISOString().slice(0, 19),
  );
  const labels = [...(timeTicks(hours, { bin: 'hour' }, 600)?.values() ?? [])];
  expect(labels).toEqual(['2024-01-01', '06:00', '12:00', '18:00', '2024-01-02', '06:00', '12:00', '18:00']);
});

test('bins of numbers are labelled one in so many', () => {
  const bins = Array.from({ length: 40 }, (_, index) => String(index * 25));
  const data = { groupCut: { width: 25 }, groupColumn: { name: 'n', type: 'double' as const } };
  const { rotate, shown } = across(bins, 300, data);
  expect(rotate).toBe(0);
  expect(shown.length).toBeLessThan(14);
  expect(shown[0]).toBe('0');
});

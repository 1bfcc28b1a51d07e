import { expect, test } from 'vitest';
import { countryCodes } from './country-codes.ts';
import { equalEarth, fromEqualEarth } from './equal-earth.ts';
import { loadUsMap } from './us-map.ts';
import { loadWorldMap } from './world-map.ts';

test('codes of countries are what the language data know', () => {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  expect(countryCodes.length).toBeGreaterThan(240);
  for (const { two } of countryCodes) expect(names.of(two)).not.toBe(two);
  expect(new Set(countryCodes.map(({ three }) => three)).size).toBe(countryCodes.length);
});

test('countries are found by two and three letters, by digits and by names in any spelling', async () => {
  const { keyOf, names } = await loadWorldMap();
  for (const text of ['CH', 'che', '756', 'Switzerland', 'switzerland ']) expect(keyOf(text)).toBe('CH');
  for (const text of ['Côte d’Ivoire', 'Ivory Coast', 'CIV']) expect(keyOf(text)).toBe('CI');
  for (const text of ['USA', 'United States', 'United States of America']) expect(keyOf(text)).toBe('US');
  for (const text of ['Türkiye', 'Turkey', 'TUR']) expect(keyOf(text)).toBe('TR');
  expect(keyOf('Atlantis')).toBeUndefined();
  expect(names.get('DE')).toBe('Germany');
});

test('states are found by code, name and number', async () => {
  const { keyOf } = await loadUsMap();
  for (const text of ['NY', 'ny', 'New York', '36', 'US-NY']) expect(keyOf(text)).toBe('NY');
});

test('the projection of the world is undone by its inverse, and keeps the equator and the middle', () => {
  expect(equalEarth([0, 0]).map(Math.abs)).toEqual([0, 0]);
  for (const place of [
    [10, 50],
    [-170, -60],
    [100, 85],
  ]) {
    const back = fromEqualEarth(equalEarth(place));
    expect(back[0]).toBeCloseTo(place[0]!, 5);
    expect(back[1]).toBeCloseTo(place[1]!, 5);
  }
});

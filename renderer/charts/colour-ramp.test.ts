import { expect, test } from 'vitest';
import { colourAt, inkOn, rampOf } from './colour-ramp.ts';
import { palettes } from './palette.ts';
import { namedPalette, namedPalettes } from './palette-names.ts';

const { light, dark } = palettes;

test('amounts run from the smallest to the largest; below and above zero they have two sides', () => {
  expect(rampOf([3, null, 9], light)).toMatchObject({ from: 3, to: 9, colours: light.ramp });
  expect(rampOf([-2, 6], light)).toMatchObject({ from: -6, to: 6, colours: light.diverging });
  expect(rampOf([2, 6], namedPalette(light, 'red-blue', false))).toMatchObject({ from: -6, to: 6 });
  expect(rampOf([-2, 6], namedPalette(light, 'viridis', false))).toMatchObject({ from: -2, to: 6 });
  expect(rampOf([null], light)).toMatchObject({ from: 0, to: 1 });
});

test('ink is dark on light grounds and light on dark ones', () => {
  expect(inkOn('#ffffff')).toBe('#14161a');
  expect(inkOn('#1c3a76')).toBe('#ffffff');
});

test('on a dark ground what is near zero is dark and what is far is light, in every palette', () => {
  for (const { id, diverging } of namedPalettes) {
    if (!diverging) continue;
    const ramp = rampOf([-1, 1], namedPalette(dark, id, true));
    expect(inkOn(colourAt(ramp, 0))).toBe('#ffffff');
    expect(new Set(ramp.colours).size).toBe(ramp.colours.length);
  }
});

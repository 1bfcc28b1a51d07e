import { expect, test } from 'vitest';
import { palettes } from '../palette.ts';
import { colourScale } from './frame.ts';

const textOf = (from: number, to: number) =>
  colourScale({ colours: ['#ffffff', '#000000'], from, to }, { palette: palettes.light, format: {} }).text;

test('the ends of a colour scale are short, unless they would read the same', () => {
  expect(textOf(376, 41_500)).toEqual(['41.5K', '376']);
  expect(textOf(1_170, 1_231)).toEqual(['1,231', '1,170']);
});

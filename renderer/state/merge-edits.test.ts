import { expect, test } from 'vitest';
import { mergeValues } from './merge-edits.ts';

const recipe = {
  name: 'Clean',
  inputs: { in: ['raw'] },
  settings: {
    steps: [
      { id: 'a', text: 'one' },
      { id: 'b', text: 'two' },
    ],
    keep: 'all',
  },
};
const merge = (mine: unknown, theirs: unknown, side: 'mine' | 'theirs' = 'mine') =>
  mergeValues({ seen: recipe, mine, theirs }, side);

test('what only one side changed stays changed', () => {
  const theirs = { ...recipe, name: 'Clean rows' };
  const mine = { ...recipe, settings: { ...recipe.settings, keep: 'some' } };
  expect(merge(mine, theirs)).toEqual({ value: { ...mine, name: 'Clean rows' }, clashes: [] });
});

test('the same change on both sides is no clash', () => {
  expect(merge({ ...recipe, name: 'X' }, { ...recipe, name: 'X' })).toEqual({
    value: { ...recipe, name: 'X' },
    clashes: [],
  });
});

test('steps are merged one by one, new ones stand where they were put', () => {
  const mine = {
    ...recipe,
    settings: {
      ...recipe.settings,
      steps: [
        { id: 'a', text: 'mine' },
        { id: 'b', text: 'two' },
      ],
    },
  };
  const theirs = {
    ...recipe,
    settings: {
      ...recipe.settings,
      steps: [
        { id: 'a', text: 'one' },
        { id: 'c', text: 'new' },
        { id: 'b', text: 'two' },
      ],
    },
  };
  const { value, clashes } = merge(mine, theirs);
  expect(clashes).toEqual([]);
  expect(value).toMatchObject({
    settings: {
      steps: [
        { id: 'a', text: 'mine' },
        { id: 'c', text: 'new' },
        { id: 'b', text: 'two' },
      ],
    },
  });
});

test('a step moved on one side and changed on the other is both', () => {
  const [a, b] = recipe.settings.steps;
  const mine = { ...recipe, settings: { ...recipe.settings, steps: [b, a] } };
  const theirs = { ...recipe, settings: { ...recipe.settings, steps: [{ id: 'a', text: 'changed' }, b] } };
  expect(merge(mine, theirs).value).toMatchObject({ settings: { steps: [b, { id: 'a', text: 'changed' }] } });
});

test('the same field changed differently is named, and the chosen side wins', () => {
  const mine = { ...recipe, name: 'Mine', inputs: { in: ['raw', 'more'] } };
  const theirs = { ...recipe, name: 'Theirs', settings: { ...recipe.settings, keep: 'none' } };
  const kept = merge(mine, theirs, 'mine');
  expect(kept.clashes).toEqual([{ path: ['name'], mine: 'Mine', theirs: 'Theirs' }]);
  expect(kept.value).toMatchObject({ name: 'Mine', inputs: { in: ['raw', 'more'] }, settings: { keep: 'none' } });
  expect(merge(mine, theirs, 'theirs').value).toMatchObject({ name: 'Theirs', inputs: { in: ['raw', 'more'] } });
});

test('deleting what the other side changed is a clash of the whole object', () => {
  const theirs = { ...recipe, name: 'Theirs' };
  expect(merge(null, theirs)).toEqual({ value: null, clashes: [{ path: [], mine: null, theirs }] });
  expect(merge(null, recipe)).toEqual({ value: null, clashes: [] });
});

test('a step deleted here and left alone there is gone', () => {
  const mine = { ...recipe, settings: { ...recipe.settings, steps: recipe.settings.steps.slice(1) } };
  const theirs = { ...recipe, name: 'Theirs' };
  expect(merge(mine, theirs).value).toEqual({ ...mine, name: 'Theirs' });
});

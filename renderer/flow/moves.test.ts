import { expect, test } from 'vitest';
import type { Project } from '../../nodes/contract/project/index.ts';
import { movedWords, moveEdits, newPlaces } from './moves.ts';

const project = {
  datasets: {
    a: { id: 'a', name: 'a', source: { kind: 'managed' } },
    b: { id: 'b', name: 'b', source: { kind: 'managed' } },
  },
  recipes: {},
  models: {},
  layout: {
    nodes: { a: { x: 0, y: 0 }, b: { x: 200, y: 0, byHand: true } },
    notes: { n: { id: 'n', text: 'Hm', colour: 'amber', x: 0, y: 100, width: 240, height: 160 } },
  },
} as unknown as Project;

test('what is let go where it stands has no new place, and makes no step', () => {
  expect(newPlaces(project, { a: { x: 0, y: 0 }, b: { x: 200, y: 0 } })).toEqual({});
  expect(moveEdits(project, { a: { x: 0, y: 0 }, 'note:n': { x: 0, y: 100 } })).toEqual([]);
});

test('nodes that are moved are remembered as put there by hand, notes keep their size', () => {
  const edits = moveEdits(project, { a: { x: 16, y: 0 }, b: { x: 200, y: 0 }, 'note:n': { x: 8, y: 100 } });
  expect(edits.map(({ family }) => family)).toEqual(['layout', 'layout']);
  expect(edits.at(-1)?.value).toMatchObject({
    nodes: { a: { x: 16, y: 0, byHand: true }, b: { x: 200, y: 0, byHand: true } },
    notes: { n: { x: 8, y: 100, width: 240, text: 'Hm' } },
  });
});

test('what is not there any more cannot be moved', () => {
  expect(moveEdits(project, { gone: { x: 1, y: 1 }, 'note:gone': { x: 1, y: 1 } })).toEqual([]);
});

test('a step says what it moves', () => {
  expect(movedWords(['a'])).toBe('a node');
  expect(movedWords(['a', 'b', 'note:n'])).toBe('2 nodes');
  expect(movedWords(['note:n'])).toBe('a note');
});

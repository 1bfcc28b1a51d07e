import { describe, expect, it } from 'vitest';
import {
  arrangedColumns,
  orderedNames,
  plainLayout,
  withHidden,
  withMoved,
  withPinned,
  withWidth,
} from './column-layout.ts';

const names = ['a', 'b', 'c', 'd'];

describe('the layout of columns', () => {
  it('shows all as they stand in the data when nothing was arranged', () => {
    expect(arrangedColumns(names, plainLayout)).toEqual({ view: [0, 1, 2, 3], pinned: 0 });
  });

  it('leaves hidden ones out and puts pinned ones first', () => {
    const layout = withPinned(withHidden(plainLayout, 'b', true), 'd', true);
    expect(arrangedColumns(names, layout)).toEqual({ view: [3, 0, 2], pinned: 1 });
    expect(arrangedColumns(names, withPinned(withHidden(layout, 'b', false), 'd', false)).view).toEqual([0, 1, 2, 3]);
  });

  it('keeps what was moved when columns come and go', () => {
    const moved = withMoved(plainLayout, names, { from: 3, to: 0 });
    expect(orderedNames(names, moved.order)).toEqual(['d', 'a', 'b', 'c']);
    expect(orderedNames(['a', 'new', 'b', 'd'], moved.order)).toEqual(['d', 'a', 'new', 'b']);
  });

  it('pins a column that is moved among the pinned ones', () => {
    const pinned = withPinned(plainLayout, 'c', true);
    const moved = withMoved(pinned, ['c', 'a', 'b', 'd'], { from: 3, to: 0 });
    expect(arrangedColumns(names, moved)).toEqual({ view: [3, 2, 0, 1], pinned: 2 });
  });

  it('keeps widths until they are to fit again', () => {
    const wide = withWidth(plainLayout, 'a', 300.4);
    expect(wide.widths).toEqual({ a: 300 });
    expect(withWidth(wide, 'a', null).widths).toEqual({});
    expect(withWidth(wide, 'b', 3).widths.b).toBe(56);
  });
});

import type { ColumnLayout } from '../../nodes/contract/dataset-view.ts';

export type { ColumnLayout };

export const plainLayout: ColumnLayout = { order: [], hidden: [], pinned: [], widths: {} };

/** Places in the data of the columns to show, pinned ones first; and how many are pinned. */
export function arrangedColumns(names: readonly string[], layout: ColumnLayout): { view: number[]; pinned: number } {
  const at = new Map(names.map((name, index) => [name, index]));
  const hidden = new Set(layout.hidden);
  const shown = (list: readonly string[]) =>
    list.flatMap((name) => (hidden.has(name) || !at.has(name) ? [] : [at.get(name) ?? 0]));
  const pinned = shown(layout.pinned);
  const rest = shown(orderedNames(names, layout.order)).filter((index) => !pinned.includes(index));
  return { view: [...pinned, ...rest], pinned: pinned.length };
}

/** All names in the order they are shown: a column nobody moved stands behind the one it follows in the data. */
export function orderedNames(names: readonly string[], order: readonly string[]): string[] {
  const known = order.filter((name) => names.includes(name));
  if (known.length === 0) return [...names];
  const moved = new Set(known);
  const result = [...known];
  for (const [index, name] of names.entries()) {
    if (moved.has(name)) continue;
    const before = names[index - 1];
    const place = before === undefined ? 0 : result.indexOf(before) + 1;
    result.splice(place, 0, name);
  }
  return result;
}

const without = (list: readonly string[], name: string) => list.filter((one) => one !== name);

/** Moves a column to the place of another in the view. A pinned column moves among the pinned. */
export function withMoved(
  layout: ColumnLayout,
  view: readonly string[],
  move: { from: number; to: number },
): ColumnLayout {
  const name = view[move.from];
  if (name === undefined) return layout;
  const moved = view.toSpliced(move.from, 1).toSpliced(move.to, 0, name);
  const count = view.filter((one) => layout.pinned.includes(one)).length;
  if (move.from < count) return { ...layout, pinned: moved.slice(0, count) };
  if (move.to < count) return { ...layout, pinned: moved.slice(0, count + 1), order: moved };
  return { ...layout, order: moved };
}

export const withHidden = (layout: ColumnLayout, name: string, hidden: boolean): ColumnLayout => ({
  ...layout,
  hidden: hidden ? [...without(layout.hidden, name), name] : without(layout.hidden, name),
});

export const withPinned = (layout: ColumnLayout, name: string, pinned: boolean): ColumnLayout => ({
  ...layout,
  pinned: pinned ? [...without(layout.pinned, name), name] : without(layout.pinned, name),
});

/** A width in pixels, or null for the one that fits. */
export function withWidth(layout: ColumnLayout, name: string, width: number | null): ColumnLayout {
  const { [name]: _, ...others } = layout.widths;
  return { ...layout, widths: width === null ? others : { ...others, [name]: Math.round(Math.max(56, width)) } };
}

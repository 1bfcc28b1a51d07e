import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type ColumnLayout, plainLayout } from './column-layout.ts';

interface GridLayouts {
  /** Table → layout, the one used last at the end. */
  layouts: Readonly<Record<string, ColumnLayout>>;
  change: (table: string, layout: ColumnLayout) => void;
}

const kept = 200;

/** How columns are arranged, a table each; kept in the browser. */
export const useGridLayouts = create<GridLayouts>()(
  persist(
    (set) => ({
      layouts: {},
      change: (table, layout) =>
        set(({ layouts }) => {
          const { [table]: _, ...others } = layouts;
          return { layouts: Object.fromEntries([...Object.entries(others), [table, layout] as const].slice(-kept)) };
        }),
    }),
    { name: 'millrace.grid-layouts' },
  ),
);

/** The layout of one table and how to change it. */
export function useGridLayout(table: string): [ColumnLayout, (layout: ColumnLayout) => void] {
  const layout = useGridLayouts((state) => state.layouts[table]) ?? plainLayout;
  return [layout, (next) => useGridLayouts.getState().change(table, next)];
}

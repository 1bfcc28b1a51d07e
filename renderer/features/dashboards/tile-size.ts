/** Height of a row of the grid, and the room between tiles, in pixels. */
export const ROW = 80;
export const GAP = 12;
/** Narrower than this, tiles stand below one another: on phones, and beside open panes. */
export const NARROW = 640;

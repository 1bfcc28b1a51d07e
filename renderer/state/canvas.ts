type Places = Record<string, { x: number; y: number }>;

/** What commands may ask of the mounted canvas. */
export interface CanvasHandle {
  fit(): void;
  zoomTo(level: number): void;
  zoomBy(factor: number): void;
  /** Shows what lies further in a direction, in pixels. */
  panBy(by: { x: number; y: number }): void;
  /** The visible part, in flow units. */
  visible(): { x: number; y: number; width: number; height: number };
  /** Its middle. */
  middle(): { x: number; y: number };
  /** Where the pointer last was over the canvas, in flow units; the middle when it was not. */
  pointer(): { x: number; y: number };
  toScreen(point: { x: number; y: number }): { x: number; y: number };
  select(ids: readonly string[]): void;
  /** Brings something into view and lets it flash. */
  show(id: string): void;
  /** Goes near to something that is too small to be read. */
  makeLegible(id: string): void;
  places(): Places;
  /** The map is away, since nodes stand behind it. */
  isMapAway(): boolean;
  focus(): void;
}

let current: CanvasHandle | null = null;

/** The canvas on screen, or null on other pages. */
export const canvas = (): CanvasHandle | null => current;

export function mountCanvas(handle: CanvasHandle): () => void {
  current = handle;
  return () => {
    if (current === handle) current = null;
  };
}

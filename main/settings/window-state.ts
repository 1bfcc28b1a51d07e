import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const Bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const WindowState = z.object({
  bounds: Bounds,
  maximized: z.boolean().default(false),
  fullScreen: z.boolean().default(false),
  zoomLevel: z.number().min(-8).max(9).default(0),
  /** Loopback port of the last run: the same origin keeps the page's local storage. */
  port: z.number().int().min(0).max(65535).default(0),
});

/** Rectangle in device-independent pixels. */
export type Bounds = z.infer<typeof Bounds>;
export type WindowState = z.infer<typeof WindowState>;

export const SMALLEST = { width: 900, height: 600 };
const PREFERRED = { width: 1440, height: 900 };

/** The state kept by an earlier run, or null when there is none or it cannot be understood. */
export function readWindowState(file: string): WindowState | null {
  return readJsonFile(file, WindowState);
}

export function writeWindowState(file: string, state: WindowState): void {
  writeJsonFile(file, state);
}

/** Bounds for a first window: in the middle of `area`, never larger than it. */
export function firstBounds(area: Bounds): Bounds {
  const width = Math.min(PREFERRED.width, area.width);
  const height = Math.min(PREFERRED.height, area.height);
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  };
}

/**
 * `kept` when enough of its title bar can be seen on one of the work areas, and never larger than that area; else the bounds
 * of a first window.
 */
export function visibleBounds(kept: Bounds, areas: readonly Bounds[], primary: Bounds): Bounds {
  const seenWidth = (area: Bounds) => Math.min(kept.x + kept.width, area.x + area.width) - Math.max(kept.x, area.x);
  const reachable = areas.filter(
    (area) => seenWidth(area) >= 100 && kept.y >= area.y - 10 && kept.y <= area.y + area.height - 50,
  );
  const home = reachable.sort((a, b) => seenWidth(b) - seenWidth(a))[0];
  if (!home) return firstBounds(primary);
  const width = Math.max(Math.min(kept.width, home.width), SMALLEST.width);
  const height = Math.max(Math.min(kept.height, home.height), SMALLEST.height);
  // A window that had to shrink is drawn back onto its screen; another may hang over the edge, as it was left.
  const x = width < kept.width ? Math.max(home.x, Math.min(kept.x, home.x + home.width - width)) : kept.x;
  const y = height < kept.height ? Math.max(home.y, Math.min(kept.y, home.y + home.height - height)) : kept.y;
  return { x, y, width, height };
}

const CASCADE_PIXELS = 32;
const CASCADE_STEPS = 5;

/** The place of one more window beside `count` open ones: a step down and right of the last; the sixth begins anew. */
export function shifted(place: Bounds, count: number): Bounds {
  const step = (count % CASCADE_STEPS) * CASCADE_PIXELS;
  return { ...place, x: place.x + step, y: place.y + step };
}

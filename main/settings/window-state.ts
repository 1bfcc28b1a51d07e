import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

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
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Writes the state through a temporary name, so that a crash leaves the old or the new one. */
export function writeWindowState(file: string, state: WindowState): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, JSON.stringify(state));
  renameSync(`${file}.tmp`, file);
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

/** `kept` when enough of its title bar can be seen on one of the work areas, else the bounds of a first window. */
export function visibleBounds(kept: Bounds, areas: readonly Bounds[], primary: Bounds): Bounds {
  const isReachable = areas.some((area) => {
    const seenWidth = Math.min(kept.x + kept.width, area.x + area.width) - Math.max(kept.x, area.x);
    return seenWidth >= 100 && kept.y >= area.y - 10 && kept.y <= area.y + area.height - 50;
  });
  if (!isReachable) return firstBounds(primary);
  return { ...kept, width: Math.max(kept.width, SMALLEST.width), height: Math.max(kept.height, SMALLEST.height) };
}

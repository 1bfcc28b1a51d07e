const WINDOW_MS = 60_000;
const DELAYS_MS = [0, 500, 1_000, 2_000, 4_000];

/**
 * When to start the Design node again after it ended by itself.
 * @param crashes times of its earlier ends, milliseconds, the newest included
 * @param now milliseconds
 * @returns the delay before the next start in milliseconds, or null when it ended too often within a minute
 */
export function restartDelay(crashes: readonly number[], now: number): number | null {
  const recent = crashes.filter((time) => now - time < WINDOW_MS).length;
  return DELAYS_MS[Math.max(recent - 1, 0)] ?? null;
}

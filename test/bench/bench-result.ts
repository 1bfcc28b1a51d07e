/** One line of the benchmark table: our value beside a peer's, measured in the same run. */
export interface BenchResult {
  name: string;
  value: number;
  unit: string;
  peer: string;
  /** null when the peer is not installed. */
  peer_value: number | null;
  /** value / peer_value. */
  ratio: number | null;
  /** The aim, as text: `≤ 1.1`, `≥ 0.9`. */
  goal: string;
  ok: boolean | null;
}

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Runs ours and the peer in turn, `rounds` times each, and gives the medians of what they return. */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<{ ours: number; peer: number }> {
  const a: number[] = [];
  const b: number[] = [];
  for (let round = 0; round < rounds; round++) {
    a.push(await ours());
    b.push(await peer());
  }
  return { ours: median(a), peer: median(b) };
}

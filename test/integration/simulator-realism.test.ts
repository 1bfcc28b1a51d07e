import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../resources/samples/credit-card-fraud/simulator/categories.ts';
import { FRAUD_KINDS } from '../../resources/samples/credit-card-fraud/simulator/fraud.ts';
import { PLACES } from '../../resources/samples/credit-card-fraud/simulator/places.ts';
import { type Simulation, simulate } from '../../resources/samples/credit-card-fraud/simulator/simulate.ts';
import { peerFull, query } from './simulator-peer.ts';

const usual = { seed: 7, cards: 200, from: '2025-01-01', days: 516, arrivingDays: 30 };
/** 1 January 2025 was a Wednesday. */
const FIRST_WEEKDAY = 3;

let simulation: Simulation;
beforeAll(() => {
  simulation = simulate({ ...usual, cards: 800 });
});

describe('the simulated spending', () => {
  it('lives in at least 300 places of at least 45 states', () => {
    expect(PLACES.length).toBeGreaterThanOrEqual(300);
    expect(new Set(PLACES.map((place) => place.state)).size).toBeGreaterThanOrEqual(45);
    expect(PLACES.filter((place) => !/^\d{5}$/.test(place.zip) || !(place.population > 0))).toEqual([]);
  });

  it('is in order of time', () => {
    const { time } = simulation.transactions;
    expect(time.every((second, row) => row === 0 || second >= time[row - 1]!)).toBe(true);
  });

  it('has frauds of every kind, 0.5 to 1 % of the rows of the usual sample', () => {
    const { transactions, historyRows } = simulate(usual);
    expect(transactions.count).toBeLessThan(200_000);
    expect(new Set(transactions.fraud).size).toBe(FRAUD_KINDS.length + 1);
    for (const part of [transactions.fraud, transactions.fraud.subarray(historyRows)]) {
      const share = part.reduce((sum, kind) => sum + (kind > 0 ? 1 : 0), 0) / part.length;
      expect(share).toBeGreaterThan(0.005);
      expect(share).toBeLessThan(0.01);
    }
  });

  it('is not given away by the amount or by the count of the last day alone, though both tell something', () => {
    const { cents, fraud } = simulation.transactions;
    for (const scores of [cents, chargesInLastDay(simulation)]) {
      const area = areaUnderCurve(scores, fraud);
      expect(area).toBeGreaterThan(0.6);
      expect(area).toBeLessThan(0.9);
    }
  });
});

describe.skipIf(!existsSync(peerFull))('beside the peer data (skipped where ../shared/data is absent)', () => {
  const honest = `FROM '${peerFull}/*.parquet' WHERE is_fraud = 0`;
  const at = 'trans_date_trans_time::TIMESTAMP';

  async function peerCounts(key: string): Promise<Map<string, number>> {
    const rows = await query(`SELECT (${key})::VARCHAR AS k, count(*)::INT AS n ${honest} GROUP BY 1`);
    return new Map(rows.map(({ k, n }) => [String(k), Number(n)]));
  }

  it('falls on categories, hours and weekdays alike (total variation)', async () => {
    const { category, time } = simulation.transactions;
    const categories = countHonest(simulation, (row) => CATEGORIES[category[row]!]!.id);
    const hours = countHonest(simulation, (row) => Math.floor(time[row]! / 3600) % 24);
    const weekdays = countHonest(simulation, (row) => (Math.floor(time[row]! / 86_400) + FIRST_WEEKDAY) % 7);
    expect(totalVariation(categories, await peerCounts('category'))).toBeLessThan(0.1);
    expect(totalVariation(hours, await peerCounts(`hour(${at})`))).toBeLessThan(0.12);
    expect(totalVariation(weekdays, await peerCounts(`dayofweek(${at})`))).toBeLessThan(0.05);
  });

  it('has amounts alike in every category (mean of the logarithm, quantile ratios)', async () => {
    // Not 0.95: there the peer's travel amounts jump from small to large, and a ratio would say nothing.
    const levels = [0.25, 0.5, 0.75, 0.9, 0.99];
    const peer = await query(
      `SELECT category, avg(ln(amt)) AS mean, quantile_cont(amt, [${levels}]) AS q ${honest} GROUP BY 1`,
    );
    expect(peer).toHaveLength(CATEGORIES.length);
    for (const { category, mean, q } of peer as {
      category: string;
      mean: number;
      q: { items: number[] } | number[];
    }[]) {
      const amounts = honestAmounts(simulation, category);
      const logMean = amounts.reduce((sum, amount) => sum + Math.log(amount), 0) / amounts.length;
      expect(Math.abs(logMean - mean), `log mean of ${category}`).toBeLessThan(0.25);
      for (const [index, level] of levels.entries()) {
        const ratio = amounts[Math.floor(level * amounts.length)]! / (Array.isArray(q) ? q : q.items)[index]!;
        expect(ratio, `quantile ${level} of ${category}`).toBeGreaterThan(0.6);
        expect(ratio, `quantile ${level} of ${category}`).toBeLessThan(1.7);
      }
    }
  });
});

function countHonest({ transactions }: Simulation, key: (row: number) => string | number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < transactions.count; row++) {
    if (transactions.fraud[row]! > 0) continue;
    const name = String(key(row));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Half the sum of the absolute differences of the shares: 0 alike, 1 disjoint. */
function totalVariation(a: Map<string, number>, b: Map<string, number>): number {
  const total = (counts: Map<string, number>) => counts.values().reduce((sum, n) => sum + n, 0);
  const [totalA, totalB] = [total(a), total(b)];
  const difference = (key: string) => Math.abs((a.get(key) ?? 0) / totalA - (b.get(key) ?? 0) / totalB);
  return [...new Set([...a.keys(), ...b.keys()])].reduce((sum, key) => sum + difference(key), 0) / 2;
}

function honestAmounts({ transactions }: Simulation, category: string): Float64Array {
  const wanted = CATEGORIES.findIndex(({ id }) => id === category);
  const isWanted = (row: number) => transactions.category[row] === wanted && transactions.fraud[row] === 0;
  return Float64Array.from(
    transactions.cents.filter((_, row) => isWanted(row)),
    (cents) => cents / 100,
  ).sort();
}

/** How many charges each row's card had in the 24 hours before it. */
function chargesInLastDay({ transactions, cards }: Simulation): Uint32Array {
  const times: number[][] = cards.map(() => []);
  const first = new Uint32Array(cards.length);
  return Uint32Array.from(transactions.time, (now, row) => {
    const card = transactions.card[row]!;
    const past = times[card]!;
    while (first[card]! < past.length && past[first[card]!]! < now - 86_400) first[card]!++;
    return past.push(now) - 1 - first[card]!;
  });
}

/** Area under the ROC curve of `scores` for the rows with a fraud number, ties counted half. */
function areaUnderCurve(scores: Uint32Array | Int32Array, fraud: Uint8Array): number {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
  let below = 0;
  let wins = 0;
  let positives = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let hits = 0;
    for (; end < order.length && scores[order[end]!] === scores[order[start]!]; end++) {
      if (fraud[order[end]!]! > 0) hits++;
    }
    const honest = end - start - hits;
    wins += hits * (below + honest / 2);
    below += honest;
    positives += hits;
    start = end;
  }
  return wins / (positives * below);
}

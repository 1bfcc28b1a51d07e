import { canonicalJson } from '../../../base/canonical-json.ts';
import type { Schema } from '../../../contract/schema.ts';
import { isFraction, type SameCell } from './cells.ts';

type Row = readonly unknown[];

/** An expected row and the actual row that it is. */
export interface Pair {
  expected: number;
  actual: number;
}

interface Pairing {
  schema: Schema;
  same: SameCell;
  /** Places of the columns that tell rows apart; empty: found from the rows. */
  keys: readonly number[];
}

/** More rows than these are not compared one with every other. */
const similarAtMost = 300;

/** Finds for each expected row the actual one: the same, else one with the same key, else the most similar. */
export function pairRows(left: readonly Row[], right: readonly Row[], pairing: Pairing) {
  const equal = equalPairs(left, right, pairing);
  let missing = rest(left.length, new Set(equal.map((pair) => pair.expected)));
  let extra = rest(right.length, new Set(equal.map((pair) => pair.actual)));
  const keys = pairing.keys.length > 0 ? pairing.keys : keyColumn(left, right, pairing.schema);
  const changed = keys.length > 0 ? keyedPairs({ left, right, missing, extra }, keys) : [];
  drop(changed);
  if (keys.length === 0 && missing.length <= similarAtMost && extra.length <= similarAtMost) {
    const similar = similarPairs({ left, right, missing, extra }, pairing);
    changed.push(...similar);
    drop(similar);
  }
  return { equal, changed: changed.toSorted((a, b) => a.expected - b.expected), missing, extra };

  function drop(pairs: readonly Pair[]): void {
    const gone = new Set(pairs.map((pair) => pair.expected));
    const found = new Set(pairs.map((pair) => pair.actual));
    missing = missing.filter((row) => !gone.has(row));
    extra = extra.filter((row) => !found.has(row));
  }
}

function rest(length: number, taken: ReadonlySet<number>): number[] {
  return Array.from({ length }, (_, index) => index).filter((index) => !taken.has(index));
}

/** Rows that are the same. Fractions are compared only within rows that are otherwise equal. */
function equalPairs(left: readonly Row[], right: readonly Row[], { schema, same }: Pairing): Pair[] {
  const exact = schema.flatMap(({ type }, index) => (isFraction(type) ? [] : [index]));
  const keyOf = (row: Row) => keyText(row, exact);
  const waiting = new Map<string, number[]>();
  for (const [index, row] of right.entries()) {
    const key = keyOf(row);
    const list = waiting.get(key);
    if (list) list.push(index);
    else waiting.set(key, [index]);
  }
  return left.flatMap((row, expected) => {
    const candidates = waiting.get(keyOf(row)) ?? [];
    const at = candidates.findIndex((actual) =>
      row.every((cell, column) => same(cell, right[actual]![column], column)),
    );
    const [actual] = at < 0 ? [] : candidates.splice(at, 1);
    return actual === undefined ? [] : [{ expected, actual }];
  });
}

const keyText = (row: Row, columns: readonly number[]): string =>
  canonicalJson(columns.map((index) => (typeof row[index] === 'object' ? row[index] : String(row[index]))));

/** The first column whose values are all different on both sides. */
function keyColumn(left: readonly Row[], right: readonly Row[], schema: Schema): number[] {
  const isKey = (rows: readonly Row[], column: number) =>
    rows.every((row) => row[column] !== null) && new Set(rows.map((row) => String(row[column]))).size === rows.length;
  const found = schema.findIndex(({ type }, index) => {
    const isName = type === 'string' || type === 'bigint' || type === 'int';
    return isName && isKey(left, index) && isKey(right, index);
  });
  return found < 0 ? [] : [found];
}

interface Unpaired {
  left: readonly Row[];
  right: readonly Row[];
  missing: readonly number[];
  extra: readonly number[];
}

function keyedPairs({ left, right, missing, extra }: Unpaired, keys: readonly number[]): Pair[] {
  const waiting = new Map<string, number[]>();
  for (const actual of extra) {
    const key = keyText(right[actual]!, keys);
    waiting.set(key, [...(waiting.get(key) ?? []), actual]);
  }
  return missing.flatMap((expected) => {
    const actual = waiting.get(keyText(left[expected]!, keys))?.shift();
    return actual === undefined ? [] : [{ expected, actual }];
  });
}

/** Pairs with the most equal cells first; at least half of the cells must be equal. */
function similarPairs({ left, right, missing, extra }: Unpaired, { schema, same }: Pairing): Pair[] {
  const scored = missing.flatMap((expected) =>
    extra.map((actual) => {
      const row = right[actual]!;
      const score = left[expected]!.filter((cell, column) => same(cell, row[column], column)).length;
      return { expected, actual, score };
    }),
  );
  const good = scored.filter(({ score }) => score * 2 >= schema.length && score > 0).sort((a, b) => b.score - a.score);
  const paired = { expected: new Set<number>(), actual: new Set<number>() };
  return good.flatMap(({ expected, actual }) => {
    if (paired.expected.has(expected) || paired.actual.has(actual)) return [];
    paired.expected.add(expected);
    paired.actual.add(actual);
    return [{ expected, actual }];
  });
}

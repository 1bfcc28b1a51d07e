import { fail } from '../../../../nodes/contract/errors/index.ts';
import { createCalendar, DAY } from './calendar.ts';
import { type Card, createCard } from './cards.ts';
import { ColumnBuilder, type TransactionColumns } from './columns.ts';
import { steal } from './fraud.ts';
import { createMerchants, type Merchant } from './merchants.ts';
import { spend, type World } from './spending.ts';

/** What to simulate. The same options always give the same rows. */
export interface SimulationOptions {
  seed: number;
  /** Number of cards; a card makes about 1.4 transactions a day. */
  cards: number;
  /** Number of merchants, 700 unless told; at least 42. */
  merchants?: number;
  /** First day, as an ISO date. */
  from: string;
  /** Days of history, then days that arrive one by one. */
  days: number;
  arrivingDays: number;
}

/** A simulated stretch of card payments. */
export interface Simulation {
  options: Required<SimulationOptions>;
  cards: Card[];
  merchants: Merchant[];
  /** All transactions in order of time, history first. */
  transactions: TransactionColumns;
  /** How many of them are history. */
  historyRows: number;
}

const DEFAULT_MERCHANTS = 700;
/** Legitimate rows a card has on an average day, and frauds wanted for each of them. */
const ROWS_PER_CARD_DAY = 1.48;
const FRAUD_SHARE = 0.0084;

/** Simulates card payments, honest and fraudulent, as columns in order of time. Error: INPUT_INVALID. */
export function simulate(options: SimulationOptions): Simulation {
  const filled = { merchants: DEFAULT_MERCHANTS, ...options };
  checkOptions(filled);
  const days = filled.days + filled.arrivingDays;
  const merchants = createMerchants(filled.seed, filled.merchants);
  const rows = new ColumnBuilder(filled.cards * days * ROWS_PER_CARD_DAY * 1.05);
  const world: World = { seed: filled.seed, calendar: createCalendar(filled.from, days), merchants, rows };
  const year = Number(filled.from.slice(0, 4));
  const idWidth = Math.max(4, String(filled.cards).length);
  const cards = Array.from({ length: filled.cards }, (_, number) =>
    createCard(number, { seed: filled.seed, year, idWidth, merchants }),
  );
  for (const card of cards) {
    spend(card, world);
    steal(card, world, ROWS_PER_CARD_DAY * days * FRAUD_SHARE);
  }
  const transactions = rows.sorted();
  return {
    options: filled,
    cards,
    merchants: merchants.list,
    transactions,
    historyRows: rowsBefore(transactions, filled.days * DAY),
  };
}

const LIMITS = {
  cards: [1, 1_000_000],
  merchants: [42, 20_000],
  days: [1, 20_000],
  arrivingDays: [0, 10_000],
} as const;

function checkOptions(options: Required<SimulationOptions>): void {
  for (const name of Object.keys(LIMITS) as (keyof typeof LIMITS)[]) {
    const [least, most] = LIMITS[name];
    const value = options[name];
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    throw fail('INPUT_INVALID', { where: name, problem: `${value} is not a whole number from ${least} to ${most}` });
  }
  const midnight = new Date(`${options.from}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== options.from) {
    throw fail('INPUT_INVALID', { where: 'from', problem: `“${options.from}” is not a date such as 2025-01-01` });
  }
}

/** Number of rows earlier than `time`: binary search in the sorted times. */
export function rowsBefore({ time, count }: TransactionColumns, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

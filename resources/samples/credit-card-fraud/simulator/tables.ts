import { isoDate } from './calendar.ts';
import type { Card } from './cards.ts';
import { CATEGORIES } from './categories.ts';
import { PLACES } from './places.ts';
import type { Simulation } from './simulate.ts';

/** Columns of the transactions; arriving days lack the last. */
export const TRANSACTION_COLUMNS = [
  'transaction_id',
  'transaction_time',
  'card_id',
  'merchant_id',
  'category',
  'amount',
  'merch_lat',
  'merch_long',
  'is_fraud',
] as const;
const CARDHOLDER_COLUMNS = 'card_id,gender,birth_date,job,city,state,zip,home_lat,home_long,city_population';
const ROWS_PER_CHUNK = 4096;

/** A stretch of rows of the transactions, `from` included, `to` not. */
export interface RowRange {
  from: number;
  to: number;
  /** Whether the truth is a column of the table. */
  labelled: boolean;
}

/** Digits of a transaction's id. */
export function transactionIdWidth(simulation: Simulation): number {
  return Math.max(7, String(simulation.transactions.count).length);
}

/** The transactions of the range as CSV, some thousand rows at a time. */
export function* transactionsCsv(simulation: Simulation, range: RowRange): Generator<string> {
  yield `${TRANSACTION_COLUMNS.slice(0, range.labelled ? 9 : 8).join(',')}\n`;
  const { transactions, cards, merchants, options } = simulation;
  const width = transactionIdWidth(simulation);
  const timeText = createTimeText(options.from);
  for (let start = range.from; start < range.to; start += ROWS_PER_CHUNK) {
    let text = '';
    for (let row = start; row < Math.min(range.to, start + ROWS_PER_CHUNK); row++) {
      const ids = `${transactionId(row, width)},${timeText(transactions.time[row]!)},${cards[transactions.card[row]!]!.id}`;
      const what = `${merchants[transactions.merchant[row]!]!.id},${CATEGORIES[transactions.category[row]!]!.id}`;
      const where = `${decimal(transactions.lat[row]!, 1e5)},${decimal(transactions.long[row]!, 1e5)}`;
      const label = range.labelled ? (transactions.fraud[row]! > 0 ? ',1' : ',0') : '';
      text += `${ids},${what},${decimal(transactions.cents[row]!, 100)},${where}${label}\n`;
    }
    yield text;
  }
}

/** The truth of the arriving days. */
export function* labelsCsv(simulation: Simulation): Generator<string> {
  yield 'transaction_id,is_fraud\n';
  const { transactions, historyRows } = simulation;
  const width = transactionIdWidth(simulation);
  for (let row = historyRows; row < transactions.count; row++) {
    yield `${transactionId(row, width)},${transactions.fraud[row]! > 0 ? 1 : 0}\n`;
  }
}

export function* cardholdersCsv(cards: readonly Card[]): Generator<string> {
  yield `${CARDHOLDER_COLUMNS}\n`;
  for (const card of cards) {
    const { city, state, zip, population } = PLACES[card.place]!;
    const who = [card.id, card.gender, card.birthDate, quoted(card.job)];
    const where = [quoted(city), state, zip, decimal(card.home.lat, 1), decimal(card.home.long, 1), population];
    yield `${[...who, ...where].join(',')}\n`;
  }
}

export function* merchantsCsv({ merchants }: Simulation): Generator<string> {
  yield 'merchant_id,merchant_name,category\n';
  for (const { id, name, category } of merchants) yield `${id},${quoted(name)},${CATEGORIES[category]!.id}\n`;
}

const transactionId = (row: number, width: number) => `T${String(row + 1).padStart(width, '0')}`;

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A whole number over `unit`, always with a decimal point: 3.0, 6.52. */
function decimal(value: number, unit: number): string {
  const number = value / unit;
  return Number.isInteger(number) ? `${number}.0` : String(number);
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

/** Seconds since the first midnight as an ISO time without a zone. */
function createTimeText(from: string): (seconds: number) => string {
  let day = -1;
  let date = '';
  return (seconds) => {
    const today = Math.floor(seconds / 86_400);
    if (today !== day) {
      day = today;
      date = isoDate(from, day);
    }
    const rest = seconds - today * 86_400;
    return `${date}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  };
}

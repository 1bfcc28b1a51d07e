/** Transactions as columns, one array entry per row. Amounts in cents, positions in hundred-thousandths of a degree. */
export interface TransactionColumns {
  count: number;
  /** Seconds since midnight of the first day. */
  time: Uint32Array;
  /** Number of the card, of the merchant and of its category. */
  card: Uint32Array;
  merchant: Uint16Array;
  category: Uint8Array;
  cents: Int32Array;
  lat: Int32Array;
  long: Int32Array;
  /** 0 for a legitimate row, else the number of the fraud kind plus one. */
  fraud: Uint8Array;
}

/** One row on its way into the columns. */
export interface Row {
  time: number;
  card: number;
  merchant: number;
  category: number;
  cents: number;
  lat: number;
  long: number;
  fraud: number;
}

/** Growing columns: rows go in by `add` in any order and come out of `sorted` by time. */
export class ColumnBuilder {
  private columns: TransactionColumns;

  constructor(capacity: number) {
    this.columns = allocate(Math.max(1024, Math.ceil(capacity)));
  }

  get count(): number {
    return this.columns.count;
  }

  /** Copies `row` in; the caller may reuse the object. */
  add(row: Readonly<Row>): void {
    if (this.columns.count === this.columns.time.length) this.grow();
    const columns = this.columns;
    const at = columns.count++;
    columns.time[at] = row.time;
    columns.card[at] = row.card;
    columns.merchant[at] = row.merchant;
    columns.category[at] = row.category;
    columns.cents[at] = row.cents;
    columns.lat[at] = row.lat;
    columns.long[at] = row.long;
    columns.fraud[at] = row.fraud;
  }

  /** The rows in order of time; rows of the same second keep the order they came in. */
  sorted(): TransactionColumns {
    const { count } = this.columns;
    const order = orderByTime(this.columns.time, count);
    const from = this.columns;
    return {
      count,
      time: permute(from.time, order, new Uint32Array(count)),
      card: permute(from.card, order, new Uint32Array(count)),
      merchant: permute(from.merchant, order, new Uint16Array(count)),
      category: permute(from.category, order, new Uint8Array(count)),
      cents: permute(from.cents, order, new Int32Array(count)),
      lat: permute(from.lat, order, new Int32Array(count)),
      long: permute(from.long, order, new Int32Array(count)),
      fraud: permute(from.fraud, order, new Uint8Array(count)),
    };
  }

  private grow(): void {
    const old = this.columns;
    const next = allocate(Math.ceil(old.count * 1.5));
    next.count = old.count;
    next.time.set(old.time);
    next.card.set(old.card);
    next.merchant.set(old.merchant);
    next.category.set(old.category);
    next.cents.set(old.cents);
    next.lat.set(old.lat);
    next.long.set(old.long);
    next.fraud.set(old.fraud);
    this.columns = next;
  }
}

function allocate(capacity: number): TransactionColumns {
  return {
    count: 0,
    time: new Uint32Array(capacity),
    card: new Uint32Array(capacity),
    merchant: new Uint16Array(capacity),
    category: new Uint8Array(capacity),
    cents: new Int32Array(capacity),
    lat: new Int32Array(capacity),
    long: new Int32Array(capacity),
    fraud: new Uint8Array(capacity),
  };
}

const RADIX_BITS = 11;
const BUCKETS = 1 << RADIX_BITS;

/** Row numbers in order of time: a stable radix sort in three passes of 11 bits. */
function orderByTime(time: Uint32Array, count: number): Uint32Array {
  let order = new Uint32Array(count);
  for (let row = 0; row < count; row++) order[row] = row;
  let spare = new Uint32Array(count);
  for (let shift = 0; shift < 32; shift += RADIX_BITS) {
    const starts = new Uint32Array(BUCKETS + 1);
    for (let row = 0; row < count; row++) starts[((time[row]! >>> shift) & (BUCKETS - 1)) + 1]!++;
    for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1]! += starts[bucket]!;
    for (let i = 0; i < count; i++) {
      const row = order[i]!;
      spare[starts[(time[row]! >>> shift) & (BUCKETS - 1)]!++] = row;
    }
    [order, spare] = [spare, order];
  }
  return order;
}

function permute<T extends Uint32Array | Uint16Array | Uint8Array | Int32Array>(from: T, order: Uint32Array, to: T): T {
  for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
  return to;
}

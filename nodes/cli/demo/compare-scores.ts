import type { Answer, RawRecord, ScoreClient } from './score-client.ts';

export interface Comparison {
  raw: RawRecord[];
  single: number;
  batches: number;
  /** Cards whose first transaction of the day was compared. */
  firstOfCard: number;
  worstRaw: number;
  worstDerived: number;
}

const rawColumns = [
  'transaction_id',
  'transaction_time',
  'card_id',
  'merchant_id',
  'category',
  'amount',
  'merch_lat',
  'merch_long',
];
const batchSize = 50;

/**
 * Sends the transactions of a scored day to the API node and compares. Each alone and raw: the first of a card has the same past as
 * in batch and must score the same. Then all in batches with the rolling figures of the day, which must score the same too.
 */
export async function compareScores(client: ScoreClient, batch: readonly RawRecord[]): Promise<Comparison> {
  const inOrder = [...batch].sort((a, b) => (String(a.transaction_time) < String(b.transaction_time) ? -1 : 1));
  const raw = inOrder.map((record) => Object.fromEntries(rawColumns.map((name) => [name, record[name]])));
  const seen = new Set<unknown>();
  let worstRaw = 0;
  for (const [index, record] of raw.entries()) {
    const answer = await client.predict(record);
    if (seen.has(record.card_id)) continue;
    seen.add(record.card_id);
    worstRaw = Math.max(worstRaw, difference(answer, inOrder[index]!));
  }
  let worstDerived = 0;
  let batches = 0;
  for (let from = 0; from < inOrder.length; from += batchSize) {
    const part = inOrder.slice(from, from + batchSize);
    const answers = await client.predictMany(part);
    batches++;
    for (const [index, record] of part.entries())
      worstDerived = Math.max(worstDerived, difference(answers[index], record));
  }
  return { raw, single: raw.length, batches, firstOfCard: seen.size, worstRaw, worstDerived };
}

/** How far an answer is from the batch score of the same row; another class is infinitely far. */
function difference(answer: Answer | undefined, record: RawRecord): number {
  if (!answer || answer.prediction !== String(record.prediction)) return Number.POSITIVE_INFINITY;
  return Math.abs(answer.probability - Number(record.probability));
}

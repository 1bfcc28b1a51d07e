import { createRandom } from '../../../nodes/base/random.ts';

type Upload = { name: string; mimeType: string; buffer: Buffer };

const csv = (name: string, lines: readonly string[]): Upload => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
});

/** Transactions of some cards with the cards and the merchants behind them: large amounts at night are mostly frauds. */
export function fraudFiles(rows = 1200): Upload[] {
  const random = createRandom(7);
  const states = ['NY', 'TX', 'CA', 'WA'];
  const two = (value: number) => `${value}`.padStart(2, '0');
  const transactions = Array.from({ length: rows }, (_, at) => {
    const [hour, amount] = [random.int(24), Math.round(random() * 90_000) / 100];
    const fraud = random() < (amount > 500 && hour < 6 ? 0.9 : 0.02) ? 1 : 0;
    const time = `2026-01-${two(1 + Math.floor((at * 28) / rows))}T${two(hour)}:${two(random.int(60))}:00`;
    return `T${at},${time},C${random.int(40)},M${random.int(12)},${amount},${fraud}`;
  });
  const cards = Array.from({ length: 40 }, (_, at) => `C${at},${states[at % 4]},${1950 + (at % 50)}`);
  const merchants = Array.from({ length: 12 }, (_, at) => `M${at},Shop ${at}`);
  return [
    csv('transactions.csv', ['transaction_id,time,card_id,merchant_id,amount,is_fraud', ...transactions]),
    csv('cardholders.csv', ['card_id,state,born', ...cards]),
    csv('merchants.csv', ['merchant_id,merchant', ...merchants]),
  ];
}

import { request } from '../../platform/http-client.ts';
import { callNode } from '../../services/deploy/node-client.ts';
import type { DemoNode } from './demo-node.ts';

export type RawRecord = Record<string, unknown>;

export interface Answer {
  prediction: string;
  probability: number;
}

/** Makes a key for the bank's system: it may ask for predictions of the service, nothing else. */
export async function makeServiceKey(node: DemoNode): Promise<string> {
  const address = { url: node.url, fingerprint: node.fingerprint, key: node.token };
  const { key } = await callNode(address, 'keys.create', {
    json: { name: 'bank', right: 'predict', service: 'fraud' },
  });
  return key;
}

/** Asks the API node as a bank's system would, and keeps count. */
export class ScoreClient {
  requests = 0;
  failed = 0;
  readonly milliseconds: number[] = [];
  /** Versions that answered, in order of appearance. */
  readonly generations: string[] = [];
  firstFailure: string | undefined;
  private readonly node: DemoNode;
  private readonly key: string;

  /** `key`: a service key of the node. */
  constructor(node: DemoNode, key: string) {
    this.node = node;
    this.key = key;
  }

  /** One record; undefined when the request failed. */
  async predict(features: RawRecord): Promise<Answer | undefined> {
    const reply = await this.send('predict', { features });
    return reply ? answerOf((reply as { result: unknown }).result) : undefined;
  }

  /** Several records in one request. */
  async predictMany(records: readonly RawRecord[]): Promise<Answer[]> {
    const reply = await this.send('predict-multi', { items: records.map((features) => ({ features })) });
    return ((reply as { results?: unknown[] } | undefined)?.results ?? []).map(answerOf);
  }

  /** Milliseconds below which a share of the single requests was answered. */
  percentile(share: number): number {
    const sorted = [...this.milliseconds].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  }

  private async send(operation: string, json: unknown): Promise<unknown> {
    this.requests++;
    const started = performance.now();
    try {
      const { url, fingerprint } = this.node;
      const reply = await request({
        url: `${url}/public/api/v1/fraud/transaction/${operation}`,
        json,
        pin: fingerprint,
        key: this.key,
        timeout: 10_000,
      });
      const body = (await reply.json()) as { generation?: string };
      this.milliseconds.push(performance.now() - started);
      if (body.generation && this.generations.at(-1) !== body.generation) this.generations.push(body.generation);
      return body;
    } catch (error) {
      this.failed++;
      this.firstFailure ??= error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }
}

function answerOf(result: unknown): Answer {
  const { prediction, probas } = result as { prediction: string; probas: Record<string, number> };
  return { prediction: String(prediction), probability: probas['1'] ?? Number.NaN };
}

/** Keeps `connections` requests under way until the returned function is called; it resolves when the last is answered. */
export function keepAsking(
  client: ScoreClient,
  records: readonly RawRecord[],
  connections: number,
): () => Promise<void> {
  let stopped = false;
  let next = 0;
  const ask = async () => {
    while (!stopped) await client.predict(records[next++ % records.length]!);
  };
  const running = Array.from({ length: connections }, ask);
  return async () => {
    stopped = true;
    await Promise.all(running);
  };
}

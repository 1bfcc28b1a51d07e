import type { FastifyReply } from 'fastify';
import { countRequest } from '../services/serving/request-metrics.ts';
import type { ActiveEndpoint } from '../services/serving/service-table.ts';
import type { Serving } from './serving-app.ts';

const json = 'application/json; charset=utf-8';

/** In the query log, the body of a request that has none. */
export const noBody = Buffer.from('null');

/** Where the answer to a request goes. */
export interface Outlet {
  /** A complete JSON text, with status 200. */
  send(text: string): void;
  refuse(error: unknown): void;
}

export interface Exchange {
  outlet: Outlet;
  endpoint: ActiveEndpoint;
  /** `performance.now()` at its begin. */
  started: number;
  records: number;
  /** The request as it came, for the query log. */
  body: Uint8Array;
}

/** Sends a complete JSON text. Text without a character beyond ASCII needs no encoding. */
export function sendJson(raw: FastifyReply['raw'], status: number, text: string): void {
  const bytes = Buffer.byteLength(text);
  raw.writeHead(status, ['content-type', json, 'content-length', String(bytes)]);
  raw.end(text, bytes === text.length ? 'latin1' : 'utf8');
}

/** Through a Fastify reply. The text is complete and no hook looks at it: it goes out without the server's reply pipeline. */
export function replyOutlet(reply: FastifyReply): Outlet {
  return {
    send(text) {
      reply.hijack();
      sendJson(reply.raw, 200, text);
    },
    refuse: (error) => void reply.send(error),
  };
}

/** Runs the scoring and finishes with its text. Stays synchronous when the scoring is. */
export function answer(serving: Serving, exchange: Exchange, score: () => string | Promise<string>): void {
  let text: string | Promise<string>;
  try {
    text = score();
  } catch (error) {
    refuse(serving, exchange, error);
    return;
  }
  if (typeof text === 'string') finish(serving, exchange, text);
  else
    text.then(
      (done) => finish(serving, exchange, done),
      (error) => refuse(serving, exchange, error),
    );
}

/** Sends the result, a part of a JSON object; counts and logs the query. */
export function finish(serving: Serving, exchange: Exchange, result: string): void {
  const { outlet, endpoint, started, records, body } = exchange;
  const ms = performance.now() - started;
  const where = `"service":"${endpoint.service}","endpoint":"${endpoint.name}","generation":"${endpoint.version}"`;
  const shownMs = ms.toFixed(3);
  outlet.send(`{${result},${where},"timing":{"totalMs":${shownMs}}}`);
  countRequest(serving.metrics.of(endpoint), ms / 1000, records);
  const head = `{"at":"${isoNow()}",${where},"ms":${shownMs},"request":`;
  serving.queries.add(head, body, `,"reply":{${result}}}`);
}

/** Sends the error and counts it. */
export function refuse(serving: Serving, { outlet, endpoint }: Exchange, error: unknown): void {
  serving.metrics.of(endpoint).errors += 1;
  outlet.refuse(error);
}

let isoSecond = 0;
let isoText = '';

/** The time in ISO form; the date part is printed once a second. */
function isoNow(): string {
  const now = Date.now();
  const second = Math.floor(now / 1000);
  if (second !== isoSecond) {
    isoSecond = second;
    isoText = new Date(second * 1000).toISOString().slice(0, 20);
  }
  return `${isoText}${String(now % 1000).padStart(3, '0')}Z`;
}

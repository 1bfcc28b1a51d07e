import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, isAppError } from '../base/app-error.ts';
import { fail } from '../contract/errors/index.ts';
import type { Prediction } from '../services/serving/loaded-service.ts';
import { countRequest } from '../services/serving/request-metrics.ts';
import type { ActiveEndpoint } from '../services/serving/service-table.ts';
import type { Serving } from './serving-app.ts';

interface EndpointParams {
  service: string;
  endpoint: string;
}
type RequestRecord = Record<string, unknown>;

const json = 'application/json; charset=utf-8';
const noBody = Buffer.from('null');

/** The prediction routes in the shape that existing clients of such nodes speak: `predict`, `predict-multi`, `predict-simple`. */
export function bindPredictions(server: FastifyInstance, serving: Serving): void {
  const base = '/public/api/v1/:service/:endpoint';
  server.post<{ Params: EndpointParams }>(`${base}/predict`, (request, reply) => {
    const started = performance.now();
    const endpoint = admitted(serving, request);
    answer(serving, { request, reply, endpoint, started, records: 1 }, () => {
      const result = endpoint.score(featuresOf(request.body, 'body'));
      return result instanceof Promise ? result.then(printResult) : printResult(result);
    });
  });
  server.post<{ Params: EndpointParams }>(`${base}/predict-multi`, (request, reply) => {
    const started = performance.now();
    const endpoint = admitted(serving, request);
    const records = itemsOf(request.body);
    answer(serving, { request, reply, endpoint, started, records: records.length }, () => {
      try {
        const results = endpoint.predict(records);
        return results instanceof Promise ? results.then(printResults) : printResults(results);
      } catch (error) {
        throw nameItem(error, records, endpoint);
      }
    });
  });
  server.get<{ Params: EndpointParams; Querystring: Record<string, string> }>(
    `${base}/predict-simple`,
    (request, reply) => {
      const started = performance.now();
      const endpoint = admitted(serving, request);
      const features = typedFeatures(endpoint, request.query);
      request.rawBody = Buffer.from(JSON.stringify({ features }));
      answer(serving, { request, reply, endpoint, started, records: 1 }, () => {
        const result = endpoint.score(features);
        return result instanceof Promise ? result.then(printResult) : printResult(result);
      });
    },
  );
}

/** Says which of many records could not be scored. */
function nameItem(error: unknown, records: RequestRecord[], endpoint: ActiveEndpoint): unknown {
  if (!isAppError(error) || records.length < 2) return error;
  const item = records.findIndex((record) => {
    try {
      endpoint.predict([record]);
      return false;
    } catch {
      return true;
    }
  });
  return new AppError(error.code, `Item ${item}: ${error.message}`, { ...error.data, item }, { cause: error });
}

function admitted(serving: Serving, request: FastifyRequest<{ Params: EndpointParams }>): ActiveEndpoint {
  const { service, endpoint } = request.params;
  serving.checkAccess(service, request.headers.authorization);
  const { body } = request;
  if (!isRecord(body)) return serving.table.endpoint(service, endpoint);
  if (wantsExplanations(body)) throw fail('SERVICE_EXPLANATIONS', { service, endpoint });
  return serving.table.endpoint(service, endpoint, forcedVersion(body));
}

function wantsExplanations({ explanations }: RequestRecord): boolean {
  return isRecord(explanations) && explanations.enabled === true;
}

/** The version that a client insists on, instead of the active one. */
function forcedVersion({ dispatch }: RequestRecord): string | undefined {
  if (dispatch === undefined || dispatch === null) return undefined;
  const forced = isRecord(dispatch) ? (dispatch.forcedGeneration ?? undefined) : null;
  if (forced === undefined || typeof forced === 'string') return forced;
  throw fail('INPUT_INVALID', { where: 'body.dispatch.forcedGeneration', problem: 'the name of a version is needed' });
}

export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
  endpoint: ActiveEndpoint;
  /** `performance.now()` at its begin. */
  started: number;
  records: number;
}

/** Runs the scoring, sends its text, counts and logs the query. Stays synchronous when the scoring is. */
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

function finish(serving: Serving, exchange: Exchange, result: string): void {
  const { request, reply, endpoint, started, records } = exchange;
  const ms = performance.now() - started;
  const where = `"service":"${endpoint.service}","endpoint":"${endpoint.name}","generation":"${endpoint.version}"`;
  const shownMs = ms.toFixed(3);
  send(reply, `{${result},${where},"timing":{"totalMs":${shownMs}}}`);
  countRequest(serving.metrics.of(endpoint), ms / 1000, records);
  const head = `{"at":"${isoNow()}",${where},"ms":${shownMs},"request":`;
  serving.queries.add(head, request.rawBody ?? noBody, `,"reply":{${result}}}`);
}

/** The text is complete and no hook looks at replies here: it goes out without the server's reply pipeline. */
function send(reply: FastifyReply, text: string): void {
  reply.hijack();
  reply.raw.writeHead(200, ['content-type', json, 'content-length', String(Buffer.byteLength(text))]);
  reply.raw.end(text);
}

function refuse(serving: Serving, { reply, endpoint }: Exchange, error: unknown): void {
  serving.metrics.of(endpoint).errors += 1;
  reply.send(error);
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

function printResult(prediction: Prediction): string {
  return `"result":${printPrediction(prediction)}`;
}

function printResults(predictions: Prediction[]): string {
  return `"results":[${predictions.map(printPrediction).join(',')}]`;
}

function printPrediction({ prediction, probas }: Prediction): string {
  const value = JSON.stringify(prediction);
  if (!probas) return `{"prediction":${value},"ignored":false}`;
  return `{"prediction":${value},"probas":${JSON.stringify(probas)},"ignored":false}`;
}

function featuresOf(body: unknown, where: string): RequestRecord {
  const features = isRecord(body) ? body.features : undefined;
  if (isRecord(features)) return features;
  throw fail('INPUT_INVALID', { where: `${where}.features`, problem: 'an object with the features is needed' });
}

function itemsOf(body: unknown): RequestRecord[] {
  const items = isRecord(body) ? body.items : undefined;
  if (!Array.isArray(items))
    throw fail('INPUT_INVALID', { where: 'body.items', problem: 'a list of {"features": {…}} is needed' });
  return items.map((item, i) => featuresOf(item, `body.items.${i}`));
}

function isRecord(value: unknown): value is RequestRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const numericInputs = new Set(['number', 'int', 'bigint', 'double', 'decimal']);

/** Features given as query parameters are texts: those of numeric inputs become numbers where they are such. */
function typedFeatures(endpoint: ActiveEndpoint, query: Record<string, string>): RequestRecord {
  const features: RequestRecord = { ...query };
  for (const { name, type } of endpoint.inputs) {
    const text = query[name];
    if (text === undefined) continue;
    if (text === '') features[name] = null;
    else if (numericInputs.has(type) && Number.isFinite(Number(text))) features[name] = Number(text);
    else if (type === 'boolean' && (text === 'true' || text === 'false')) features[name] = text === 'true';
  }
  return features;
}

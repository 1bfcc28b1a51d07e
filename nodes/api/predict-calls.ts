import { AppError, isAppError } from '../base/app-error.ts';
import { fail } from '../contract/errors/index.ts';
import type { Prediction } from '../services/serving/loaded-service.ts';
import type { Waiting } from '../services/serving/micro-batch.ts';
import type { ActiveEndpoint } from '../services/serving/service-table.ts';
import { answer, type Exchange, finish, type Outlet, refuse } from './answer.ts';
import type { Serving } from './serving-app.ts';

type RequestRecord = Record<string, unknown>;

/** A request for predictions, whichever way it came. */
export interface PredictCall {
  service: string;
  endpoint: string;
  authorization: string | undefined;
  /** The parsed body, and the same as it came. */
  body: unknown;
  rawBody: Uint8Array;
  /** `performance.now()` at its begin. */
  started: number;
  outlet: Outlet;
}

/** `predict`: one record. Throws what is wrong with the request. */
export function predictOne(serving: Serving, call: PredictCall): void {
  const endpoint = admitted(serving, call);
  scoreOne(serving, { call, endpoint, features: featuresOf(call.body, 'body') });
}

/** Scores one record and answers. */
export function scoreOne(
  serving: Serving,
  { call, endpoint, features }: { call: PredictCall; endpoint: ActiveEndpoint; features: RequestRecord },
): void {
  const { outlet, started, rawBody } = call;
  const exchange = { outlet, endpoint, started, records: 1, body: rawBody };
  endpoint.score(new WaitingCall(serving, exchange, features));
}

class WaitingCall implements Waiting {
  readonly record: RequestRecord;
  private readonly serving: Serving;
  private readonly exchange: Exchange;

  constructor(serving: Serving, exchange: Exchange, record: RequestRecord) {
    this.serving = serving;
    this.exchange = exchange;
    this.record = record;
  }

  scored(prediction: Prediction): void {
    finish(this.serving, this.exchange, `"result":${printPrediction(prediction)}`);
  }

  failed(error: unknown): void {
    refuse(this.serving, this.exchange, error);
  }
}

/** `predict-multi`: many records. Throws what is wrong with the request. */
export function predictMany(serving: Serving, call: PredictCall): void {
  const endpoint = admitted(serving, call);
  const records = itemsOf(call.body);
  const { outlet, started, rawBody } = call;
  answer(serving, { outlet, endpoint, started, records: records.length, body: rawBody }, () => {
    try {
      const results = endpoint.predict(records);
      return results instanceof Promise ? results.then(printResults) : printResults(results);
    } catch (error) {
      throw nameItem(error, records, endpoint);
    }
  });
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

/** The endpoint that is asked, when the caller may ask it. */
export function admitted(serving: Serving, { service, endpoint, authorization, body }: PredictCall): ActiveEndpoint {
  serving.checkAccess(service, authorization);
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

function printResults(predictions: Prediction[]): string {
  return `"results":[${predictions.map(printPrediction).join(',')}]`;
}

/** JSON of the labels met so far; models have few. */
const quoted = new Map<string, string>();
const mostQuoted = 1000;

function quote(text: string): string {
  const known = quoted.get(text);
  if (known !== undefined) return known;
  const made = JSON.stringify(text);
  if (quoted.size < mostQuoted) quoted.set(text, made);
  return made;
}

/** The same text as `JSON.stringify` gives, without asking for the shape of the objects each time. */
function printPrediction({ prediction, probas }: Prediction): string {
  const value = typeof prediction === 'string' ? quote(prediction) : JSON.stringify(prediction);
  if (!probas) return `{"prediction":${value},"ignored":false}`;
  let pairs = '';
  for (const label in probas) {
    const p = probas[label]!;
    pairs += `${pairs === '' ? '' : ','}${quote(label)}:${Number.isFinite(p) ? p : null}`;
  }
  return `{"prediction":${value},"probas":{${pairs}},"ignored":false}`;
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

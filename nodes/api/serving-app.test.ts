import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail } from '../contract/errors/index.ts';
import { hashApiKey } from '../platform/keys.ts';
import { createLog } from '../platform/log.ts';
import type { LoadedEndpoint, LoadedService } from '../services/serving/loaded-service.ts';
import { createQueryLog, type QueryLog } from '../services/serving/query-log.ts';
import { readQueries } from '../services/serving/read-queries.ts';
import { createServiceTable, type ServiceTable } from '../services/serving/service-table.ts';
import { createServingApp, type ServingApp } from './serving-app.ts';

const log = createLog({ name: 'test', level: 'silent' });
let folder: string;
let table: ServiceTable;
let queries: QueryLog;
let app: ServingApp;
let disposed: string[];

/** A service that tells how much of 100 the amount is. Folder names say what is special about a version. */
async function loadShareService(path: string): Promise<LoadedService> {
  const version = path.split('/').at(-1)!;
  const share = (record: Record<string, unknown>) => {
    if (record.amount === undefined) throw fail('ML_FEATURE_MISSING', { column: 'amount' });
    if (typeof record.amount !== 'number')
      throw fail('ML_FEATURE_TYPE', { column: 'amount', expected: 'a number', value: record.amount });
    const fraud = record.amount / 100;
    return { prediction: fraud > 0.5 ? '1' : '0', probas: { '0': 1 - fraud, '1': fraud } };
  };
  const endpoint: LoadedEndpoint = {
    inputs: [{ name: 'amount', type: 'double', required: true }],
    predict: (records) =>
      version === 'batched' ? Promise.resolve().then(() => records.map(share)) : records.map(share),
    checkGolden: async () => ({
      ok: version !== 'wrong',
      checks: [{ name: 'golden rows', ok: version !== 'wrong', message: 'compared' }],
    }),
  };
  return {
    id: 'fraud',
    version,
    endpoints: new Map([['score', endpoint]]),
    dispose: () => void disposed.push(version),
  };
}

beforeEach(() => {
  disposed = [];
  folder = mkdtempSync(join(tmpdir(), 'serving-'));
  table = createServiceTable(loadShareService);
  queries = createQueryLog({ folder, writer: 'w1', log });
  app = createServingApp({ table, queries, log, bodyLimit: 10_000 });
  app.setAccess({ publicServices: ['fraud'], keys: [] });
});
afterEach(async () => {
  await app.server.close();
  await queries.close();
});

const activate = async (version: string) => {
  const report = await table.prepare({ id: 'fraud', version, folder: `/x/${version}` });
  if (report.ok) table.commit('fraud', version);
  return report;
};
const predict = (features: unknown, headers = {}) =>
  app.server.inject({ method: 'POST', url: '/public/api/v1/fraud/score/predict', payload: { features }, headers });

describe('predictions', () => {
  it('answers one record with prediction, probabilities and generation', async () => {
    await activate('v1');
    const reply = await predict({ amount: 80 });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({
      result: { prediction: '1', probas: { '0': expect.closeTo(0.2), '1': 0.8 }, ignored: false },
      service: 'fraud',
      endpoint: 'score',
      generation: 'v1',
    });
  });
  it('answers many records and a simple query', async () => {
    await activate('v1');
    const url = '/public/api/v1/fraud/score';
    const payload = { items: [{ features: { amount: 80 } }, { features: { amount: 10 } }] };
    const many = await app.server.inject({ method: 'POST', url: `${url}/predict-multi`, payload });
    expect(many.json().results.map((one: { prediction: string }) => one.prediction)).toEqual(['1', '0']);
    const simple = await app.server.inject({ url: `${url}/predict-simple?amount=60` });
    expect(simple.json().result.prediction).toBe('1');
  });
  it('names the item among many that cannot be scored', async () => {
    await activate('v1');
    const payload = { items: [{ features: { amount: 80 } }, { features: { amount: 'x' } }] };
    const url = '/public/api/v1/fraud/score/predict-multi';
    const reply = await app.server.inject({ method: 'POST', url, payload });
    expect(reply.json()).toMatchObject({ code: 'ML_FEATURE_TYPE', data: { item: 1, column: 'amount' } });
    expect(reply.json().message).toMatch(/^Item 1: /);
  });
  it('takes JSON without a content type, as some clients send it', async () => {
    await activate('v1');
    const payload = Buffer.from('{"features":{"amount":80}}');
    const reply = await app.server.inject({ method: 'POST', url: '/public/api/v1/fraud/score/predict', payload });
    expect(reply.json().result.prediction).toBe('1');
  });
  it('scores requests of one moment together, a bad one among them alone failing', async () => {
    await activate('batched');
    const replies = await Promise.all([predict({ amount: 1 }), predict({ amount: 'x' }), predict({ amount: 99 })]);
    expect(replies.map((reply) => reply.statusCode)).toEqual([200, 400, 200]);
    expect(replies[2].json().result.prediction).toBe('1');
  });
  it('names a missing feature, a mistyped one, an unknown service and endpoint, a body too large or not JSON', async () => {
    expect((await predict({ amount: 1 })).json().code).toBe('SERVICE_NOT_ACTIVE');
    await activate('v1');
    const missing = await predict({});
    expect([missing.statusCode, missing.json().code]).toEqual([400, 'ML_FEATURE_MISSING']);
    const mistyped = await predict({ amount: 'ten' });
    expect([mistyped.statusCode, mistyped.json().code, mistyped.json().data.column]).toEqual([
      400,
      'ML_FEATURE_TYPE',
      'amount',
    ]);
    expect((await predict(undefined)).json().code).toBe('INPUT_INVALID');
    const large = await predict({ amount: 1, note: 'x'.repeat(20_000) });
    expect([large.statusCode, large.json().code]).toEqual([413, 'BODY_TOO_LARGE']);
    const post = (endpoint: string, payload: string) =>
      app.server.inject({
        method: 'POST',
        url: `/public/api/v1/fraud/${endpoint}/predict`,
        payload,
        headers: { 'content-type': 'application/json' },
      });
    expect((await post('score', '{"features":')).json().code).toBe('BODY_NOT_JSON');
    const unknown = await post('scored', '{"features":{}}');
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'SERVICE_ENDPOINT_UNKNOWN']);
    expect(unknown.json().message).toContain('“score”');
  });
});

describe('explanations', () => {
  it('are refused by an endpoint that gives none, unless they are switched off', async () => {
    await activate('v1');
    const asked = (enabled: boolean) =>
      app.server.inject({
        method: 'POST',
        url: '/public/api/v1/fraud/score/predict',
        payload: { features: { amount: 1 }, explanations: { enabled } },
      });
    expect([(await asked(true)).statusCode, (await asked(true)).json().code]).toEqual([400, 'SERVICE_EXPLANATIONS']);
    expect((await asked(false)).statusCode).toBe(200);
  });
});

describe('service keys', () => {
  it('refuses a key from the moment it is taken away', async () => {
    await activate('v1');
    const headers = { authorization: 'Bearer own' };
    app.setAccess({ publicServices: [], keys: [{ hash: hashApiKey('own'), service: 'fraud' }] });
    for (let i = 0; i < 2; i++) expect((await predict({ amount: 1 }, headers)).statusCode).toBe(200);
    app.setAccess({ publicServices: [], keys: [] });
    expect((await predict({ amount: 1 }, headers)).statusCode).toBe(401);
  });

  it('lets in keys of the service and of all services, as Bearer or Basic, and no others', async () => {
    await activate('v1');
    app.setAccess({
      publicServices: [],
      keys: [
        { hash: hashApiKey('own'), service: 'fraud' },
        { hash: hashApiKey('all'), service: null },
        { hash: hashApiKey('other'), service: 'churn' },
      ],
    });
    const status = async (authorization?: string) =>
      (await predict({ amount: 1 }, authorization ? { authorization } : {})).statusCode;
    expect(await status()).toBe(401);
    expect(await status('Bearer own')).toBe(200);
    expect(await status(`Basic ${Buffer.from('all:').toString('base64')}`)).toBe(200);
    expect(await status('Bearer other')).toBe(403);
    expect(await status('Bearer wrong')).toBe(401);
  });
});

describe('versions', () => {
  it('refuses a version whose golden rows differ and keeps the active one', async () => {
    await activate('v1');
    expect((await activate('wrong')).ok).toBe(false);
    expect((await predict({ amount: 1 })).json().generation).toBe('v1');
    expect(disposed).toEqual(['wrong']);
  });
  it('keeps the version before for a rollback and lets go the one before that', async () => {
    for (const version of ['v1', 'v2', 'v3']) await activate(version);
    expect(disposed).toEqual(['v1']);
    await activate('v2');
    expect((await predict({ amount: 1 })).json().generation).toBe('v2');
    expect(disposed).toEqual(['v1']);
  });
  it('answers from another loaded version when the client insists on it, and refuses one that is not loaded', async () => {
    for (const version of ['v1', 'v2']) await activate(version);
    const forced = (forcedGeneration: unknown) =>
      app.server.inject({
        method: 'POST',
        url: '/public/api/v1/fraud/score/predict',
        payload: { features: { amount: 1 }, dispatch: { forcedGeneration } },
      });
    expect((await forced('v2')).json().generation).toBe('v2');
    expect((await forced('v1')).json().generation).toBe('v1');
    expect((await forced(null)).json().generation).toBe('v2');
    const unknown = await forced('v9');
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'SERVICE_NOT_ACTIVE']);
    expect(unknown.json().message).toContain('“v9”');
    expect((await forced(9)).json().code).toBe('INPUT_INVALID');
  });
});

describe('the open inference protocol', () => {
  it('tells metadata and scores tensors', async () => {
    await activate('v1');
    expect((await app.server.inject({ url: '/v2/health/ready' })).json()).toEqual({ ready: true });
    const metadata = (await app.server.inject({ url: '/v2/models/fraud.score' })).json();
    expect(metadata).toMatchObject({ versions: ['v1'], inputs: [{ name: 'amount', datatype: 'FP64' }] });
    const infer = (data: unknown, shape: number[]) =>
      app.server.inject({
        method: 'POST',
        url: '/v2/models/fraud.score/infer',
        payload: { id: 'q7', inputs: [{ name: 'amount', datatype: 'FP64', shape, data }] },
      });
    const reply = (await infer([80, 10], [2])).json();
    expect(reply).toMatchObject({ id: 'q7', model_name: 'fraud.score', model_version: 'v1' });
    expect(reply.outputs[0]).toEqual({ name: 'prediction', datatype: 'BYTES', shape: [2], data: ['1', '0'] });
    expect(reply.outputs[1].shape).toEqual([2, 2]);
    expect((await infer([80, 10], [3])).json().code).toBe('SERVICE_TENSOR');
  });
});

describe('draining and the query log', () => {
  it('tells load balancers to go away while it still answers', async () => {
    await activate('v1');
    expect((await app.server.inject({ url: '/isAlive/' })).statusCode).toBe(200);
    app.drain();
    expect((await app.server.inject({ url: '/isAlive/' })).statusCode).toBe(503);
    expect((await app.server.inject({ url: '/v2/health/ready' })).statusCode).toBe(503);
    expect((await predict({ amount: 1 })).statusCode).toBe(200);
  });
  it('keeps each query with its request, reply and version, newest first', async () => {
    await activate('v1');
    await app.server.inject({
      method: 'POST',
      url: '/public/api/v1/fraud/score/predict',
      headers: { 'content-type': 'application/json' },
      payload: '{\n  "features": {"amount": 80, "note": "ü\\n"}\n}',
    });
    await predict({ amount: 10 });
    await queries.flush();
    const logged = await readQueries(folder, { service: 'fraud', limit: 10 });
    expect(logged.map((one) => (one.reply as { result: { prediction: string } }).result.prediction).sort()).toEqual([
      '0',
      '1',
    ]);
    const first = logged.find((one) => JSON.stringify(one).includes('ü'));
    expect(first).toMatchObject({
      service: 'fraud',
      endpoint: 'score',
      generation: 'v1',
      request: { features: { amount: 80, note: 'ü\n' } },
    });
    expect(await readQueries(folder, { service: 'churn', limit: 10 })).toEqual([]);
  });
});

import type { FastifyInstance } from 'fastify';
import { fail } from '../contract/errors/index.ts';
import type { EndpointInput, Prediction } from '../services/serving/loaded-service.ts';
import type { ActiveEndpoint } from '../services/serving/service-table.ts';
import { answer, noBody, replyOutlet } from './answer.ts';
import type { Serving } from './serving-app.ts';

interface Tensor {
  name?: unknown;
  shape?: unknown;
  datatype?: unknown;
  data?: unknown;
}
interface ModelParams {
  model: string;
  version?: string;
}

/**
 * The Open Inference Protocol, version 2, over REST (as spoken by KServe, Triton and MLServer clients). A model is one endpoint, named
 * `service.endpoint`; each input column is a tensor of shape [rows] or [rows, 1]. A missing value is null.
 */
export function bindInferenceProtocol(server: FastifyInstance, serving: Serving): void {
  server.get('/v2', () => ({ name: 'millrace', version: '1', extensions: [] }));
  server.get('/v2/health/live', () => ({ live: true }));
  server.get('/v2/health/ready', () => {
    if (serving.isDraining()) throw fail('SERVICE_DRAINING');
    return { ready: true };
  });
  const modelOf = (params: ModelParams, authorization: string | undefined) => {
    const dot = params.model.lastIndexOf('.');
    const [service, name] = [params.model.slice(0, dot), params.model.slice(dot + 1)];
    serving.checkAccess(service, authorization);
    const endpoint = serving.table.endpoint(service, name);
    if (params.version !== undefined && params.version !== endpoint.version)
      throw fail('NOT_FOUND', {
        kind: 'active version',
        id: params.version,
        suggestion: `; active is ${endpoint.version}`,
      });
    return endpoint;
  };
  for (const base of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    server.get<{ Params: ModelParams }>(base, (request) =>
      metadata(request.params.model, modelOf(request.params, request.headers.authorization)),
    );
    server.get<{ Params: ModelParams }>(`${base}/ready`, (request) => {
      modelOf(request.params, request.headers.authorization);
      return { name: request.params.model, ready: true };
    });
    server.post<{ Params: ModelParams }>(`${base}/infer`, (request, reply) => {
      const started = performance.now();
      const endpoint = modelOf(request.params, request.headers.authorization);
      const body = (request.body ?? {}) as { id?: unknown; inputs?: unknown };
      const records = recordsOf(body.inputs);
      const head = `"model_name":${JSON.stringify(request.params.model)},"model_version":${JSON.stringify(endpoint.version)}`;
      const id = typeof body.id === 'string' ? `"id":${JSON.stringify(body.id)},` : '';
      const print = (predictions: Prediction[]) => `${id}${head},"outputs":${JSON.stringify(outputsOf(predictions))}`;
      const exchange = {
        outlet: replyOutlet(reply),
        endpoint,
        started,
        records: records.length,
        body: request.rawBody ?? noBody,
      };
      answer(serving, exchange, () => {
        const predictions = endpoint.predict(records);
        return predictions instanceof Promise ? predictions.then(print) : print(predictions);
      });
    });
  }
}

const datatypes: Record<string, string> = {
  boolean: 'BOOL',
  int: 'INT32',
  bigint: 'INT64',
  double: 'FP64',
  decimal: 'FP64',
  number: 'FP64',
};

function metadata(name: string, endpoint: ActiveEndpoint) {
  const tensor = ({ name, type }: EndpointInput) => ({ name, datatype: datatypes[type] ?? 'BYTES', shape: [-1] });
  return {
    name,
    versions: [endpoint.version],
    platform: 'millrace',
    inputs: endpoint.inputs.map(tensor),
    outputs: [
      { name: 'prediction', datatype: 'BYTES', shape: [-1] },
      { name: 'probabilities', datatype: 'FP64', shape: [-1, -1] },
    ],
  };
}

/** Tensors by column → one record a row. SERVICE_TENSOR. */
function recordsOf(inputs: unknown): Record<string, unknown>[] {
  if (!Array.isArray(inputs) || inputs.length === 0)
    throw fail('INPUT_INVALID', { where: 'body.inputs', problem: 'a list of tensors is needed' });
  let records: Record<string, unknown>[] | undefined;
  for (const [i, tensor] of (inputs as Tensor[]).entries()) {
    const name = tensor?.name;
    if (typeof name !== 'string')
      throw fail('INPUT_INVALID', { where: `body.inputs.${i}.name`, problem: 'a name is needed' });
    const data = columnOf(tensor, name);
    records ??= data.map(() => ({}));
    if (records.length !== data.length)
      throw fail('SERVICE_TENSOR', {
        input: name,
        reason: `it has ${data.length} rows, the first has ${records.length}`,
      });
    for (const [row, value] of data.entries()) records[row]![name] = value;
  }
  return records ?? [];
}

function columnOf({ shape, data, datatype }: Tensor, input: string): unknown[] {
  if (!Array.isArray(data)) throw fail('SERVICE_TENSOR', { input, reason: 'its data are not a list' });
  const flat: unknown[] = data.flat(1);
  const sizes = Array.isArray(shape) ? shape : [];
  if ((sizes.length !== 1 && sizes.length !== 2) || (sizes[1] ?? 1) !== 1)
    throw fail('SERVICE_TENSOR', { input, reason: 'its shape must be [rows] or [rows, 1]' });
  if (sizes[0] !== flat.length)
    throw fail('SERVICE_TENSOR', { input, reason: `its shape says ${sizes[0]} rows, its data have ${flat.length}` });
  return datatype === 'BOOL' ? flat.map((value) => (value === null ? null : Boolean(value))) : flat;
}

function outputsOf(predictions: Prediction[]) {
  const isText = predictions.some(({ prediction }) => typeof prediction === 'string');
  const outputs: object[] = [
    {
      name: 'prediction',
      datatype: isText ? 'BYTES' : 'FP64',
      shape: [predictions.length],
      data: predictions.map(({ prediction }) => prediction),
    },
  ];
  const classes = Object.keys(predictions[0]?.probas ?? {});
  if (classes.length > 0)
    outputs.push({
      name: 'probabilities',
      datatype: 'FP64',
      shape: [predictions.length, classes.length],
      parameters: { classes: classes.join(',') },
      data: predictions.flatMap(({ probas }) => classes.map((name) => probas?.[name] ?? null)),
    });
  return outputs;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActiveEndpoint } from '../services/serving/service-table.ts';
import { noBody, replyOutlet } from './answer.ts';
import { admitted, type PredictCall, predictMany, predictOne, scoreOne } from './predict-calls.ts';
import type { Serving } from './serving-app.ts';

interface EndpointParams {
  service: string;
  endpoint: string;
}

/** The prediction routes in the shape that existing clients of such nodes speak: `predict`, `predict-multi`, `predict-simple`. */
export function bindPredictions(server: FastifyInstance, serving: Serving): void {
  const base = '/public/api/v1/:service/:endpoint';
  server.post<{ Params: EndpointParams }>(`${base}/predict`, (request, reply) =>
    predictOne(serving, callOf(request, reply)),
  );
  server.post<{ Params: EndpointParams }>(`${base}/predict-multi`, (request, reply) =>
    predictMany(serving, callOf(request, reply)),
  );
  server.get<{ Params: EndpointParams; Querystring: Record<string, string> }>(
    `${base}/predict-simple`,
    (request, reply) => {
      const call = callOf(request, reply);
      const endpoint = admitted(serving, call);
      const features = typedFeatures(endpoint, request.query);
      const rawBody = Buffer.from(JSON.stringify({ features }));
      scoreOne(serving, { call: { ...call, rawBody }, endpoint, features });
    },
  );
}

function callOf(request: FastifyRequest<{ Params: EndpointParams }>, reply: FastifyReply): PredictCall {
  const { params, body, rawBody = noBody } = request;
  const { authorization } = request.headers;
  const started = performance.now();
  return { ...params, authorization, body, rawBody, started, outlet: replyOutlet(reply) };
}

const numericInputs = new Set(['number', 'int', 'bigint', 'double', 'decimal']);

/** Features given as query parameters are texts: those of numeric inputs become numbers where they are such. */
function typedFeatures(endpoint: ActiveEndpoint, query: Record<string, string>): Record<string, unknown> {
  const features: Record<string, unknown> = { ...query };
  for (const { name, type } of endpoint.inputs) {
    const text = query[name];
    if (text === undefined) continue;
    if (text === '') features[name] = null;
    else if (numericInputs.has(type) && Number.isFinite(Number(text))) features[name] = Number(text);
    else if (type === 'boolean' && (text === 'true' || text === 'false')) features[name] = text === 'true';
  }
  return features;
}

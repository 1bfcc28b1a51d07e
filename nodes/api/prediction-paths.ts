import type { EndpointInput } from '../services/serving/loaded-service.ts';
import type { ActiveService } from '../services/serving/service-table.ts';

type Json = Record<string, unknown>;

/** The prediction endpoints of the active services as OpenAPI paths, each with the features it takes. */
export function predictionPaths(services: readonly ActiveService[]): Json {
  const paths: Json = {};
  for (const { id, version, endpoints } of services)
    for (const { name, inputs } of endpoints) {
      const base = `/public/api/v1/${id}/${name}`;
      const features = featuresSchema(inputs);
      const item = { type: 'object', required: ['features'], properties: { features } };
      const items = { type: 'object', required: ['items'], properties: { items: { type: 'array', items: item } } };
      paths[`${base}/predict`] = { post: operation(`Predict one record (${id} ${version})`, item) };
      paths[`${base}/predict-multi`] = { post: operation(`Predict many records (${id} ${version})`, items) };
      paths[`/v2/models/${id}.${name}/infer`] = {
        post: operation(`Open Inference Protocol v2 (${id} ${version})`, { type: 'object' }),
      };
    }
  return paths;
}

const jsonTypes: Record<string, string> = {
  int: 'integer',
  bigint: 'integer',
  double: 'number',
  decimal: 'number',
  number: 'number',
  boolean: 'boolean',
};

function featuresSchema(inputs: readonly EndpointInput[]): Json {
  const properties = inputs.map(({ name, type }) => [name, { type: [jsonTypes[type] ?? 'string', 'null'] }]);
  const required = inputs.filter((input) => input.required).map(({ name }) => name);
  return { type: 'object', required, properties: Object.fromEntries(properties) };
}

function operation(summary: string, schema: Json): Json {
  return {
    summary,
    tags: ['predictions'],
    security: [{ key: ['predict'] }],
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { 200: { description: 'The prediction' } },
  };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { fail } from '../contract/errors/index.ts';
import { errorReply } from '../server/error-reply.ts';
import type { ErrorLog } from '../services/error-body.ts';
import { type Outlet, sendJson } from './answer.ts';
import { type PredictCall, predictMany, predictOne } from './predict-calls.ts';
import type { Serving } from './serving-app.ts';

type RawRequest = FastifyRequest['raw'];
type RawResponse = FastifyReply['raw'];

interface Target {
  service: string;
  endpoint: string;
  predict: (serving: Serving, call: PredictCall) => void;
}

/** Addresses whose meaning is remembered; clients ask the same few again and again. */
const mostRemembered = 1000;
const address = /^\/public\/api\/v1\/([^/?#]+)\/([^/?#]+)\/predict(-multi)?$/;

/**
 * The common requests – `predict` and `predict-multi` with a body of known length – answered without the framework's routing, hooks and
 * reply pipeline, which cost more than the scoring. Says false, having touched nothing, for every other request: the routes of
 * `bindPredictions` answer those, by the same functions.
 */
export function createDirectPredictions(serving: Serving, options: { bodyLimit: number; log: ErrorLog }) {
  const targets = new Map<string, Target>();
  const targetOf = (url: string): Target | undefined => {
    const known = targets.get(url);
    if (known) return known;
    const parts = address.exec(url);
    if (!parts || url.includes('%')) return undefined;
    const [, service = '', endpoint = '', many] = parts;
    const target = { service, endpoint, predict: many ? predictMany : predictOne };
    if (targets.size < mostRemembered) targets.set(url, target);
    return target;
  };
  return (request: RawRequest, response: RawResponse): boolean => {
    if (request.method !== 'POST' || serving.isDraining()) return false;
    const target = targetOf(request.url ?? '');
    const { headers } = request;
    const length = Number(headers['content-length']);
    if (!target || !(length > 0 && length <= options.bodyLimit)) return false;
    if (headers['content-encoding'] !== undefined || headers.expect !== undefined) return false;
    const outlet: Outlet = {
      send: (text) => sendJson(response, 200, text),
      refuse(error) {
        const { status, body } = errorReply(error, options.log);
        sendJson(response, status, JSON.stringify(body));
      },
    };
    const { authorization } = headers;
    collect(request, (rawBody) => {
      const started = performance.now();
      try {
        const { service, endpoint } = target;
        const body = parseBody(rawBody);
        target.predict(serving, { service, endpoint, authorization, body, rawBody, started, outlet });
      } catch (error) {
        outlet.refuse(error);
      }
    });
    return true;
  };
}

/** The whole body; nothing is called when the client goes away before its end. */
function collect(request: RawRequest, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
}

/** BODY_NOT_JSON. */
export function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw fail('BODY_NOT_JSON', { reason: body.length === 0 ? 'it is empty' : (error as Error).message });
  }
}

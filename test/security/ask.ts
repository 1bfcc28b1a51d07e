import { type RouteId, type RouteSpec, routes } from '../../nodes/contract/routes/index.ts';
import { request } from '../../nodes/platform/http-client.ts';
import type { Kind, TestNode } from '../integration/nodes-support.ts';

export interface Answer {
  status: number;
  text: string;
  code: string | undefined;
}

/** Routes of a kind of node, as anyone may read them in its API description. */
export function routesOf(kind: Kind): [RouteId, RouteSpec][] {
  return Object.entries(routes as Record<string, RouteSpec>).filter(([, spec]) => spec.nodes.includes(kind)) as [
    RouteId,
    RouteSpec,
  ][];
}

/** Sends what no client of ours would: any parameters, any body, any key. */
export async function ask(
  node: TestNode,
  spec: RouteSpec,
  how: { key?: string; params?: Record<string, string>; query?: string; body?: string } = {},
): Promise<Answer> {
  const path = spec.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(how.params?.[name] ?? 'none'));
  const takesBody = spec.method !== 'GET' && spec.method !== 'DELETE';
  const body = spec.upload ? (how.body ?? 'no archive') : (how.body ?? '{}');
  const reply = await request({
    url: `${node.url}${path}${how.query ?? ''}`,
    method: spec.method,
    pin: node.fingerprint,
    ...(how.key ? { key: how.key } : {}),
    ...(takesBody ? { body, headers: { 'content-type': 'application/json' } } : {}),
    anyStatus: true,
  });
  const text = await reply.text();
  return { status: reply.status, text, code: /"code":"(\w+)"/.exec(text)?.[1] };
}

import { z } from 'zod';

/** Least right a caller needs. `public` needs no key. */
export type Right = 'public' | 'read' | 'write' | 'deploy' | 'admin';

export type NodeKind = 'design' | 'automation' | 'api' | 'deployer';

/** One HTTP operation: the server binds it to a service, the client is derived from it, OpenAPI is printed from it. */
export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `:params`. */
  readonly path: string;
  readonly summary: string;
  readonly right: Right;
  /** Which nodes offer it. */
  readonly nodes: readonly NodeKind[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON body; `upload` instead takes a raw stream. */
  readonly body?: z.ZodType;
  readonly upload?: boolean;
  /** JSON reply; `download` instead answers a file. */
  readonly reply?: z.ZodType;
  readonly download?: boolean;
}

export const both = ['design', 'automation'] as const satisfies readonly NodeKind[];
export const id = z.string().min(1).max(200);
export const paramsOf = <K extends string>(...names: K[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, id])) as Record<K, typeof id>);
/** How many rows, jobs or queries a caller wants at most. */
export const limit = z.coerce.number().int().min(1).max(10_000);
export const Done = z.object({ ok: z.literal(true) });

import type { ErrorBody } from '../../nodes/contract/flow.ts';
import {
  type RouteId,
  type RouteInput,
  type RouteReply,
  type RouteSpec,
  routes,
} from '../../nodes/contract/routes/index.ts';
import { changesSent } from './barrier.ts';
import { takeAnswer } from './early-answers.ts';
import { authHeaders } from './token.ts';
import { upload } from './upload.ts';

type Required<I extends RouteId> = {
  [K in keyof RouteInput<I> as RouteInput<I>[K] extends undefined
    ? never
    : object extends RouteInput<I>[K]
      ? never
      : K]: RouteInput<I>[K];
};
type Optional<I extends RouteId> = {
  [K in keyof RouteInput<I> as RouteInput<I>[K] extends undefined
    ? never
    : object extends RouteInput<I>[K]
      ? K
      : never]?: RouteInput<I>[K];
};
/** What a call takes: `params`, `query`, `body` as the route declares them. */
export type CallInput<I extends RouteId> = Required<I> & Optional<I>;

export interface CallOptions {
  signal?: AbortSignal;
  /** Raw body of an upload route. */
  file?: Blob;
  /** How far sending the file is, in bytes. */
  onProgress?: (sent: number, total: number) => void;
  /** Does not wait for changes on their way: for the sending of the changes itself. */
  ahead?: boolean;
}

/** An error a node answered, or `UNREACHABLE` when it did not. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly hint: string | undefined;
  readonly data: Record<string, unknown>;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.hint = body.hint;
    this.data = body.data ?? {};
  }
}

interface AnyInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** Path with its `:params` filled and the query appended. */
export function urlOf(spec: RouteSpec, input: AnyInput): string {
  const path = spec.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null) query.set(key, String(value));
  }
  const text = query.toString();
  return `.${path}${text ? `?${text}` : ''}`;
}

/** These change the project themselves, one after the other. */
const changing: readonly RouteId[] = ['projects.edit', 'projects.undo', 'projects.redo'];

async function send(id: RouteId, input: AnyInput, options: CallOptions): Promise<Response> {
  const spec: RouteSpec = routes[id];
  if (input.params?.project && !options.ahead && !changing.includes(id)) await changesSent();
  const headers = authHeaders();
  let body: BodyInit | undefined;
  if (options.file) {
    headers['content-type'] = 'application/octet-stream';
    body = options.file;
  } else if (spec.body) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(input.body ?? {});
  }
  let response: Response;
  try {
    const { signal, file, onProgress } = options;
    const to = { method: spec.method, headers, signal };
    const url = urlOf(spec, input);
    response =
      file && onProgress
        ? await upload({ url, ...to, file, onProgress })
        : await ((spec.method === 'GET' && takeAnswer(url)) || fetch(url, { ...to, body }));
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(0, {
      code: 'UNREACHABLE',
      message: 'The node does not answer',
      hint: 'It may be starting again. The workbench reconnects by itself.',
    });
  }
  if (!response.ok) throw new ApiError(response.status, await errorBody(response));
  return response;
}

async function errorBody(response: Response): Promise<ErrorBody> {
  try {
    const body: unknown = await response.json();
    if (body && typeof body === 'object' && 'code' in body && 'message' in body) return body as ErrorBody;
  } catch {
    // Not JSON: a proxy in between answered.
  }
  return { code: 'HTTP_ERROR', message: `The node answered ${response.status} ${response.statusText}` };
}

/** Calls one operation of the node's API. Throws ApiError. */
export async function call<I extends RouteId>(
  id: I,
  input: CallInput<I>,
  options: CallOptions = {},
): Promise<RouteReply<I>> {
  const response = await send(id, input as AnyInput, options);
  return (await response.json()) as RouteReply<I>;
}

export interface DownloadOptions {
  signal?: AbortSignal;
  /** Bytes received so far, of how many; the node does not always know. */
  onProgress?: (received: number, total: number | null) => void;
}

/** The body of a reply, told of as it comes. */
async function received(response: Response, onProgress: NonNullable<DownloadOptions['onProgress']>): Promise<Blob> {
  const total = Number(response.headers.get('content-length')) || null;
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    bytes += part.value.byteLength;
    onProgress(bytes, total);
  }
  return new Blob(parts, { type: response.headers.get('content-type') ?? '' });
}

/** Fetches a download route and hands the file to the browser under `name`. */
export async function download<I extends RouteId>(
  id: I,
  input: CallInput<I>,
  name: string,
  { signal, onProgress = () => undefined }: DownloadOptions = {},
): Promise<void> {
  const response = await send(id, input as AnyInput, signal ? { signal } : {});
  const url = URL.createObjectURL(await received(response, onProgress));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

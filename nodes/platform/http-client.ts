import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { Agent, buildConnector, Dispatcher } from 'undici';
import { AppError } from '../base/app-error.ts';
import { ERRORS, fail } from '../contract/errors/index.ts';
import type { AddressGuard } from './address-guard.ts';
import { createAtomicFile } from './atomic-write.ts';
import { fileInfo, readStream, writeStream } from './files.ts';

export interface HttpRequest {
  url: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  /** How messages name what is called, at the beginning of a sentence; its address when absent. */
  peer?: string;
  /** API key, sent as bearer. */
  key?: string;
  /** Body: at most one of these three. */
  json?: unknown;
  body?: string | Uint8Array | Readable;
  /** Path of a file, streamed with its length. */
  file?: string;
  /** SHA-256 fingerprint (hex) that the server's certificate must have; then no authority is asked. */
  pin?: string;
  /** Where the call may go, when its address was not chosen by this node's administrator. */
  guard?: AddressGuard;
  /** Milliseconds to connect and to wait between pieces of the reply. Default 30,000; 0 waits for ever. */
  timeout?: number;
  signal?: AbortSignal;
  /** Hand back replies of any status instead of throwing for 400 and more. */
  anyStatus?: boolean;
}

export interface HttpReply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Must be read or `discard`ed. */
  body: Readable;
  json(): Promise<unknown>;
  text(): Promise<string>;
  bytes(): Promise<Uint8Array>;
  /** Streams the body into a file which appears only when complete. */
  saveTo(path: string): Promise<void>;
  discard(): Promise<void>;
}

const defaultTimeout = 30_000;
const agents = new Map<string, Agent>();

/** Loaded with the first call: a node at its start has nobody to call. */
const loadUndici = () => import('undici');
type Undici = Awaited<ReturnType<typeof loadUndici>>;

/**
 * One HTTP(S) call. A reply of status 400 and more is thrown as the error the other node named (`{code, message, data}`), else as
 * NODE_REPLY. NODE_UNREACHABLE, NODE_FINGERPRINT, NODE_UNTRUSTED, NODE_TIMEOUT, NODE_ADDRESS_PRIVATE, ABORTED. Redirects are not followed.
 */
export async function request(options: HttpRequest): Promise<HttpReply> {
  const timeout = options.timeout ?? defaultTimeout;
  let reply: Dispatcher.ResponseData;
  options.guard?.checkHost(URL.parse(options.url)?.hostname ?? '');
  try {
    const undici = await loadUndici();
    reply = await undici.request(options.url, {
      method: options.method ?? (hasBody(options) ? 'POST' : 'GET'),
      dispatcher: agentFor(undici, options, timeout),
      headersTimeout: timeout,
      bodyTimeout: timeout,
      ...(options.signal ? { signal: options.signal } : {}),
      ...(await bodyOf(options)),
    });
  } catch (error) {
    throw callFailure(options, error);
  }
  if (reply.statusCode >= 400 && !options.anyStatus) throw await remoteError(options, reply);
  return replyOf(options, reply);
}

/** `request` whose reply is JSON. */
export async function requestJson(options: HttpRequest): Promise<unknown> {
  return (await request(options)).json();
}

/** Closes all kept connections: at the end of a program. */
export async function closeConnections(): Promise<void> {
  const open = [...agents.values()];
  agents.clear();
  await Promise.all(open.map((agent) => agent.destroy()));
}

function hasBody(options: HttpRequest): boolean {
  return options.json !== undefined || options.body !== undefined || options.file !== undefined;
}

async function bodyOf(options: HttpRequest) {
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  if (options.key) headers.authorization = `Bearer ${options.key}`;
  if (options.json !== undefined) {
    headers['content-type'] ??= 'application/json';
    return { headers, body: JSON.stringify(options.json) };
  }
  if (options.file !== undefined) {
    const info = await fileInfo(options.file);
    if (!info) throw fail('FILE_MISSING', { path: options.file });
    headers['content-type'] ??= 'application/octet-stream';
    headers['content-length'] = String(info.size);
    return { headers, body: readStream(options.file) };
  }
  return options.body === undefined ? { headers } : { headers, body: options.body };
}

function replyOf(options: HttpRequest, reply: Dispatcher.ResponseData): HttpReply {
  const reading = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      throw callFailure(options, error);
    }
  };
  return {
    status: reply.statusCode,
    headers: reply.headers,
    body: reply.body,
    json: () => reading(() => reply.body.json()),
    text: () => reading(() => reply.body.text()),
    bytes: () => reading(async () => new Uint8Array(await reply.body.arrayBuffer())),
    discard: () => reading(() => reply.body.dump()),
    async saveTo(path) {
      const pending = await createAtomicFile(path);
      try {
        await reading(() => pipeline(reply.body, writeStream(pending.path)));
        await pending.commit();
      } catch (error) {
        await pending.discard();
        throw error;
      }
    },
  };
}

/** One pool of connections for each pinned certificate, guard and time limit. */
function agentFor(undici: Undici, { pin, guard }: Pick<HttpRequest, 'pin' | 'guard'>, timeout: number): Agent {
  const name = `${pin ?? ''}/${guard?.name ?? ''}/${timeout}`;
  const known = agents.get(name);
  if (known) return known;
  const connectTimeout = timeout === 0 ? defaultTimeout : timeout;
  const plain = { timeout: connectTimeout, ...(guard ? { lookup: guard.lookup } : {}) };
  const agent = new undici.Agent({ connect: pin ? pinnedConnector(undici, pin, plain) : plain });
  agents.set(name, agent);
  return agent;
}

/** The certificate is compared before a byte of the request leaves; sessions are not resumed, so every connection is checked. */
function pinnedConnector(undici: Undici, pin: string, plain: buildConnector.BuildOptions): buildConnector.connector {
  const strict = { rejectUnauthorized: false, maxCachedSessions: 0, minVersion: 'TLSv1.3' as const };
  const connect = undici.buildConnector({ ...plain, ...strict });
  return (target, done) =>
    connect(target, (error, socket) => {
      if (error || !socket) return done(error ?? new Error('no connection'), null);
      const found = fingerprintOf(socket as TLSSocket);
      if (target.protocol === 'https:' && found === normal(pin)) return done(null, socket);
      socket.destroy();
      done(fail('NODE_FINGERPRINT', { expected: normal(pin), found: found ?? 'none' }), null);
    });
}

function fingerprintOf(socket: TLSSocket): string | undefined {
  if (typeof socket.getPeerCertificate !== 'function') return undefined;
  const certificate: PeerCertificate | Record<string, never> = socket.getPeerCertificate();
  return certificate.fingerprint256 ? normal(certificate.fingerprint256) : undefined;
}

/** Fingerprints are compared as bare lower-case hex, however they were written. */
function normal(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}

async function remoteError(options: HttpRequest, reply: Dispatcher.ResponseData): Promise<AppError> {
  const text = await reply.body.text().catch(() => '');
  const said = parseError(text);
  if (said && said.code in ERRORS)
    return new AppError(said.code, said.message, { ...said.data, node: originOf(options.url) });
  const reason = said?.message ?? text.slice(0, 200);
  return fail('NODE_REPLY', { ...namesOf(options), status: reply.statusCode, reason, code: said?.code });
}

function parseError(text: string): { code: string; message: string; data: Record<string, unknown> } | undefined {
  try {
    const body = JSON.parse(text) as { code?: unknown; message?: unknown; data?: unknown };
    if (typeof body?.code !== 'string' || typeof body.message !== 'string') return undefined;
    const data = typeof body.data === 'object' && body.data !== null ? (body.data as Record<string, unknown>) : {};
    return { code: body.code, message: body.message, data };
  } catch {
    return undefined;
  }
}

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name cannot be resolved now',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'there is no way to that network',
  UND_ERR_SOCKET: 'the connection was cut',
  EPROTO: 'it does not speak TLS 1.3',
};

function callFailure(options: HttpRequest, error: unknown): AppError {
  const cause = error as { name?: string; code?: string; message?: string };
  const names = namesOf(options);
  if (error instanceof AppError)
    return error.code === 'NODE_FINGERPRINT' ? fail('NODE_FINGERPRINT', { ...error.data, ...names }) : error;
  if (options.signal?.aborted || cause.name === 'AbortError') return fail('ABORTED', {}, { cause: error });
  if (cause.code?.startsWith('UND_ERR_') && cause.code.endsWith('_TIMEOUT'))
    return fail('NODE_TIMEOUT', { ...names, seconds: (options.timeout ?? defaultTimeout) / 1000 }, { cause: error });
  if (untrusted.has(cause.code ?? ''))
    return fail('NODE_UNTRUSTED', { ...names, reason: cause.message }, { cause: error });
  return fail('NODE_UNREACHABLE', { ...names, reason: wayProblem(cause) }, { cause: error });
}

/** Why there was no connection, in words. */
export function wayProblem(error: { code?: string; message?: string }): string {
  return reasons[error.code ?? ''] ?? error.message ?? String(error);
}

function namesOf({ url, peer }: HttpRequest) {
  const origin = originOf(url);
  return { url: origin, peer: peer ?? origin };
}

/** The address as messages and logs tell it: paths say nothing to people, and those of webhooks are secrets. */
function originOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? `${parsed.protocol}//${parsed.host}` : url;
}

/** The host part of an address as it is written in URLs: IPv6 in brackets. */
export function hostInUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

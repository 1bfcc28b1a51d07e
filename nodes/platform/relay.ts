import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream';

/** Longest path of a socket that every system takes. */
const longestSocketPath = 90;

/**
 * A local socket for two processes of one node, in its data folder, or where that has too long a path in a temporary one that only this
 * user may open. `remove` deletes it.
 */
export function makeLocalSocket(dataFolder: string): { path: string; remove(): void } {
  if (process.platform === 'win32') return { path: `\\\\.\\pipe\\millrace-${process.pid}`, remove: () => undefined };
  const own = join(resolve(dataFolder), 'node.sock');
  if (Buffer.byteLength(own) <= longestSocketPath) {
    // Left by a process that was killed: the data folder is ours alone, so nobody listens there.
    rmSync(own, { force: true });
    return { path: own, remove: () => rmSync(own, { force: true }) };
  }
  const folder = mkdtempSync(join(tmpdir(), 'millrace-'));
  return { path: join(folder, 'node.sock'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Bodies up to this size are handed on in one piece. */
const smallBody = 64 * 1024;

/** Hands a request with its body to the server behind `socketPath`, and its answer back, both streamed. */
export function relay(from: IncomingMessage, to: ServerResponse, socketPath: string): void {
  const { method, url, headers } = from;
  const forward = request({ socketPath, method, path: url, headers, agent: false }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, to, () => undefined);
  });
  forward.on('error', () => {
    if (to.headersSent) return to.destroy();
    to.writeHead(503, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
    to.end(JSON.stringify({ code: 'SERVICE_DRAINING', message: 'This node is starting or being stopped' }));
  });
  to.on('close', () => forward.destroy());
  sendBody(from, forward);
}

/**
 * A small body goes with its head in one write: a server that refuses by the head alone and closes can then not break the writing
 * of the rest, which would lose its answer. A large one is streamed, not as a pipeline: an early answer must still go back.
 */
function sendBody(from: IncomingMessage, forward: ClientRequest): void {
  const parts: Buffer[] = [];
  let bytes = 0;
  const collect = (part: Buffer) => {
    parts.push(part);
    bytes += part.length;
    if (bytes <= smallBody) return;
    from.off('data', collect);
    from.off('end', finish);
    forward.write(Buffer.concat(parts));
    from.pipe(forward);
  };
  const finish = () => forward.end(Buffer.concat(parts));
  from.on('data', collect);
  from.on('end', finish);
}

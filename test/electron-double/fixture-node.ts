import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** A real little server that keeps the Design node's contract with the desktop, for tests of the shell alone. */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    desktop: { type: 'boolean' },
  },
});

const token = randomBytes(32).toString('hex');
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'";
const PAGE = `<!doctype html><title>Workbench</title><script src="/page.js"></script>
<main data-pid="${process.pid}">Design node ${process.pid}</main><a id="popup" target="_blank" href="/away">new</a>`;
const SCRIPT = `const [, token, route] = /^#token=([0-9a-f]+)&(.*)$/.exec(location.hash) ?? [];
window.token = token;
if (token) history.replaceState(null, '', '/#' + route);
window.heard = []; window.files = []; window.projects = []; window.updates = [];
window.millrace?.onOpenProject((id) => window.projects.push(id));
window.millrace?.onMenuCommand((id) => window.heard.push(id));
window.millrace?.onUpdate(({ state }) => window.updates.push(state.status));
window.millrace?.onOpenFile((path) => window.files.push(path));`;

/** What a test says that this node is doing. */
function running(): string {
  const file = join(values.data ?? '', 'running.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : '[]';
}

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  const foreign = new URL(request.url ?? '/', 'http://x').searchParams.get('to');
  if (path === '/page.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(SCRIPT);
  else if (path === '/api/running') {
    const isOwn = request.headers.authorization === `Bearer ${token}`;
    response.writeHead(isOwn ? 200 : 401, { 'content-type': 'application/json' }).end(isOwn ? running() : '{}');
  } else if (path === '/redirect' && foreign) response.writeHead(302, { location: foreign }).end();
  else response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': CSP }).end(PAGE);
});

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}
const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort };
const stop = () => {
  console.log('stopped gracefully');
  process.exit(0);
};
process.on('SIGTERM', stop);
parentPort?.on('message', ({ data }) => {
  if ((data as { type?: string }).type === 'stop') stop();
});

server.listen(Number(values.port), values.host, () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  console.log(`started with data in ${values.data}, resources in ${process.env.MILLRACE_RESOURCES}`);
  console.log(JSON.stringify({ event: 'ready', url: `http://127.0.0.1:${port}`, token }));
});

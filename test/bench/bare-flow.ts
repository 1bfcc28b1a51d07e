import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openProjectFiles } from '../../nodes/store/project-files.ts';
import { graphOf } from '../../renderer/flow/graph.ts';

/** A page with nothing but React Flow's own nodes and wires. */
export interface BareFlow {
  url: string;
  close(): Promise<void>;
}

/** Serves a project's nodes at their places, drawn by React Flow as it comes, with only those in sight as elements. */
export async function startBareFlow(project: string): Promise<BareFlow> {
  const loaded = await (await openProjectFiles(project, { readOnly: true })).load();
  const graph = graphOf(loaded);
  const nodes = graph.nodes.map(({ id, name }) => ({
    ...{ id, data: { label: name }, position: loaded.layout.nodes[id], width: 150, height: 40 },
    ...{ sourcePosition: 'right', targetPosition: 'left' },
  }));
  const edges = graph.edges.map(({ id, source, target }) => ({ id, source, target }));
  const built = await build({
    entryPoints: [fileURLToPath(new URL('./bare-flow-page.tsx', import.meta.url))],
    ...{ bundle: true, write: false, minify: true, format: 'esm', outdir: 'out', jsx: 'automatic' },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const file = (end: string) => built.outputFiles.find(({ path }) => path.endsWith(end))?.contents ?? '';
  const html = `<!doctype html><meta charset="utf-8"><title>Bare</title><link rel="stylesheet" href="/page.css">
    <body style="margin:0"><div id="root" style="width:100vw;height:100vh"></div><script type="module" src="/page.js"></script>`;
  const answers: Record<string, [string, string | Uint8Array]> = {
    '/': ['text/html', html],
    '/page.js': ['text/javascript', file('.js')],
    '/page.css': ['text/css', file('.css')],
    '/flow.json': ['application/json', JSON.stringify({ nodes, edges })],
  };
  const server = createServer((request, response) => {
    const [type, body] = answers[request.url ?? '/'] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

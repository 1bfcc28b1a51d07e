import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { exists } from '../platform/files.ts';
import { packageRoot } from '../platform/paths.ts';

const notBuilt = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Millrace</title></head>
<body style="font:16px system-ui;max-width:36rem;margin:15vh auto;padding:0 1rem">
<h1>The workbench is not built yet</h1>
<p>This node runs, but there are no pages to show. Run <code>npm run build</code> and reload.</p>
<p>Its HTTP interface is described at <a href="/docs">/docs</a>.</p></body></html>`;

/** Serves the built workbench at `/`; a clear page when there is none. Hashed assets may be cached for ever, the page not. */
export async function serveWorkbench(
  server: FastifyInstance,
  folder = join(packageRoot(), 'dist/renderer'),
): Promise<void> {
  if (!(await exists(join(folder, 'index.html')))) {
    server.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(notBuilt));
    return;
  }
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = /[\\/]assets[\\/]/.test(path);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';
import { type RouteSpec, routes } from '../nodes/contract/routes/index.ts';

/** In development the page talks to a running Design node: `MILLRACE_NODE=http://127.0.0.1:4300 npm run dev`. */
const node = process.env.MILLRACE_NODE ?? 'http://127.0.0.1:4300';

/** `early.ts` is loaded as a file of its own, before the rest of the code. */
const early: Plugin = {
  name: 'early-script',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle }): HtmlTagDescriptor[] {
      const chunks = Object.values(bundle ?? {}).flatMap((file) => (file.type === 'chunk' ? [file] : []));
      const own = chunks.find(({ name, isEntry }) => isEntry && name === 'early');
      const tag = (tag: string, attrs: HtmlTagDescriptor['attrs']): HtmlTagDescriptor => ({
        ...{ tag, injectTo: 'head-prepend' },
        attrs: { ...attrs, crossorigin: true },
      });
      return [
        tag('script', { type: 'module', async: true, src: `./${own?.fileName ?? 'early.ts'}` }),
        ...(own?.imports ?? []).map((file) => tag('link', { rel: 'modulepreload', href: `./${file}` })),
      ];
    },
  },
};

/** To call a node the page needs how each operation is reached, not the schemas of what is said: those are most of the code. */
const routeTable: Plugin = {
  name: 'route-table',
  load(id) {
    if (!id.endsWith('/nodes/contract/routes/index.ts')) return null;
    const table = Object.entries(routes).map(([id, route]) => {
      const { method, path, upload, download, body } = route as RouteSpec;
      return [id, { method, path, upload, download, body: body ? true : undefined }];
    });
    return `export const routes = ${JSON.stringify(Object.fromEntries(table))};`;
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [routeTable, react(), early],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    chunkSizeWarningLimit: 1200,
    sourcemap: false,
    rollupOptions: {
      // A schema nobody parses with is dropped, and what only such a schema reads.
      treeshake: {
        manualPureFunctions: ['z'],
        moduleSideEffects: [{ test: /\/nodes\/(contract|base)\//, sideEffects: false }],
      },
      input: { index: `${import.meta.dirname}/index.html`, early: `${import.meta.dirname}/early.ts` },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: node, changeOrigin: true, headers: { origin: node } } },
  },
});

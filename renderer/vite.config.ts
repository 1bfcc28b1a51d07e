import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

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

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), early],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    chunkSizeWarningLimit: 1200,
    sourcemap: false,
    rollupOptions: {
      input: { index: `${import.meta.dirname}/index.html`, early: `${import.meta.dirname}/early.ts` },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: node, changeOrigin: true, headers: { origin: node } } },
  },
});

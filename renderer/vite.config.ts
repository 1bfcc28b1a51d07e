import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** In development the page talks to a running Design node: `MILLRACE_NODE=http://127.0.0.1:4300 npm run dev`. */
const node = process.env.MILLRACE_NODE ?? 'http://127.0.0.1:4300';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    chunkSizeWarningLimit: 1200,
    sourcemap: false,
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: node, changeOrigin: true, headers: { origin: node } } },
  },
});

#!/usr/bin/env node
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `NODE_TOO_OLD: Millrace needs Node.js 24 or newer; this is ${process.versions.node}. Start it through npm (npm start, npm run millrace), which uses the pinned Node, or install Node 24.`,
  );
  process.exit(1);
}
await import('./main.ts');

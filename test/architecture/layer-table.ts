/**
 * Who may import whom. A layer is a folder (or a file); a file belongs to the longest one that holds it. It may import itself and what its
 * row names; a name ending with `/*` stands for every layer below it. Nothing else: a new exception is a change of the design.
 */
export interface Layer {
  readonly path: string;
  readonly mayImport: readonly string[];
}

const pure = ['nodes/base', 'nodes/contract'];
const ground = [...pure, 'nodes/platform'];

/** Inside the engine, from the lowest rank to the highest; layers of one rank never import one another. */
const engineRanks = [
  ['sql', 'bundles', 'code'],
  ['expr'],
  ['data'],
  ['ml'],
  ['recipes', 'quality', 'charts', 'statistics', 'endpoints'],
  ['flow'],
  ['scenarios'],
];

const engine = engineRanks.flatMap((rank, i) =>
  rank.map((name) => ({
    path: `nodes/engine/${name}`,
    mayImport: [
      ...ground,
      ...engineRanks
        .slice(0, i)
        .flat()
        .map((lower) => `nodes/engine/${lower}`),
    ],
  })),
);

const beforeServer = [...ground, 'nodes/store', 'nodes/engine/*', 'nodes/services'];
const roots = ['nodes/design', 'nodes/deployer', 'nodes/automation', 'nodes/api'];

const renderer = 'renderer';
const low = [
  ...pure,
  'preload/bridge.ts',
  'renderer/client',
  'renderer/state',
  'renderer/i18n',
  'renderer/ui',
  'renderer/styles',
];
const parts = ['renderer/forms', 'renderer/grid', 'renderer/flow', 'renderer/charts'];

/** Only files of the folder itself, not of folders below it. */
export const layers: readonly Layer[] = [
  { path: 'nodes/base', mayImport: [] },
  { path: 'nodes/contract', mayImport: ['nodes/base'] },
  { path: 'nodes/platform', mayImport: pure },
  { path: 'nodes/store', mayImport: ground },
  ...engine,
  { path: 'nodes/services', mayImport: [...ground, 'nodes/store', 'nodes/engine/*'] },
  { path: 'nodes/server', mayImport: beforeServer },
  ...roots.map((path) => ({ path, mayImport: [...beforeServer, 'nodes/server'] })),
  { path: 'nodes/cli', mayImport: [...beforeServer, 'nodes/server', ...roots] },

  { path: 'preload/bridge.ts', mayImport: pure },
  { path: 'preload', mayImport: [...pure, 'preload/bridge.ts'] },

  { path: 'main/settings', mayImport: pure },
  { path: 'main/protocol', mayImport: pure },
  ...['windows', 'design-node', 'dialogs', 'updates'].map((name) => ({
    path: `main/${name}`,
    mayImport: [...pure, 'preload/bridge.ts', 'main/settings', 'main/protocol'],
  })),
  ...['ipc', 'menus'].map((name) => ({
    path: `main/${name}`,
    mayImport: [
      ...pure,
      'preload/bridge.ts',
      ...['settings', 'protocol', 'windows', 'design-node', 'dialogs', 'updates'].map((lower) => `main/${lower}`),
    ],
  })),
  { path: 'main', mayImport: [...pure, 'preload/bridge.ts', 'main/*'] },

  { path: 'renderer/styles', mayImport: [] },
  { path: 'renderer/i18n', mayImport: pure },
  { path: 'renderer/client', mayImport: [...pure, 'preload/bridge.ts'] },
  { path: 'renderer/state', mayImport: [...pure, 'renderer/client'] },
  { path: 'renderer/ui', mayImport: [...pure, 'renderer/styles', 'renderer/i18n'] },
  ...parts.map((path) => ({ path, mayImport: low })),
  { path: 'renderer/commands', mayImport: [...low, ...parts] },
  { path: 'renderer/explore', mayImport: [...low, ...parts] },
  { path: 'renderer/lineage', mayImport: [...low, ...parts] },
  { path: 'renderer/golden', mayImport: [...low, ...parts] },
  {
    path: 'renderer/features',
    mayImport: [...low, ...parts, 'renderer/commands', 'renderer/explore', 'renderer/lineage', 'renderer/golden'],
  },
  { path: renderer, mayImport: [...pure, 'preload/bridge.ts', 'renderer/*'] },
];

/** Folders whose own folders may not import one another: `renderer/features/deploy` knows nothing of `renderer/features/models`. */
export const independentParts = ['renderer/features'];

/** What touches the outside may be imported (at run time) by these alone. Tests may use it everywhere. */
export const ownedModules: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      'fs',
      'fs/promises',
      'net',
      'child_process',
      'worker_threads',
      'http',
      'https',
      'http2',
      'tls',
      'dgram',
      'cluster',
    ].map((name) => [`node:${name}`, ['nodes/platform', 'main']]),
  ),
  'better-sqlite3': ['nodes/store'],
  undici: ['nodes/platform'],
  pino: ['nodes/platform'],
  yazl: ['nodes/engine/bundles'],
  yauzl: ['nodes/engine/bundles', 'nodes/engine/data/workbook'],
  '@e965/xlsx': ['nodes/engine/data/workbook'],
  '@duckdb/node-api': ['nodes/engine/sql'],
  'onnxruntime-node': ['nodes/engine/ml'],
  cephes: ['nodes/engine/statistics'],
  'ml-matrix': ['nodes/engine/statistics'],
  electron: ['main', 'preload'],
};

/** Run by themselves, never imported: the launcher, which checks the version of Node first, and what rebuilds committed binaries. */
export const standalone: readonly string[] = ['nodes/cli/millrace.mjs', 'nodes/engine/ml/kernels/rebuild.mjs'];

/** Sides that never see a module of another side's environment, besides what the table above says. */
export const forbiddenModules: readonly { in: string; pattern: RegExp; because: string }[] = [
  { in: 'nodes/base', pattern: /^node:/, because: 'base is pure' },
  { in: 'nodes/contract', pattern: /^node:/, because: 'contract is pure' },
  {
    in: 'nodes',
    pattern: /^(react|react-dom|@mantine|@xyflow|electron)(\/|$)/,
    because: 'nodes never see React or Electron',
  },
  { in: 'renderer', pattern: /^(node:|electron$)/, because: 'the renderer runs in a browser' },
  { in: 'main', pattern: /^(react|@mantine)/, because: 'pages are drawn by the renderer' },
];

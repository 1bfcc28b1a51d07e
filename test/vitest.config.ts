import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: [
      'nodes/**/*.test.ts',
      'renderer/**/*.test.ts',
      'main/**/*.test.ts',
      'test/{architecture,contract,integration,golden,security,fault,migrations}/**/*.test.ts',
    ],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

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
    // A test that fails once on a shared machine is tried again there; on one's own machine it fails.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

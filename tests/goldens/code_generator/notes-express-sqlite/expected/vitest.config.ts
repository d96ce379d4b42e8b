import { defineConfig } from 'vitest/config';

/** How the tests run: one file after another in one process, for they share a database. */
export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/setup.ts'],
    fileParallelism: false,
    isolate: false,
    fsModuleCachePath: '.cache/modules',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

// The real client against the stub: about a second per run, a few more per terminal session.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/client/**/*.client.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    retry: 0,
  },
});

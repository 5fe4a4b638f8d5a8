import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^fast-check$/,
        replacement: fileURLToPath(new URL('test/seeded-fast-check.ts', import.meta.url)),
      },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/client/**'],
    // Laws run hundreds of cases, and real processes start slowly on a busy machine.
    testTimeout: 120_000,
    // vitest would leave one core to itself, on a machine of two the half of them.
    maxWorkers: '100%',
    // Hooks read the environment: a developer's own settings must not reach the tests.
    env: {TIERWISE_DISABLE: '', TIERWISE_MODE: '', TIERWISE_TIER: ''},
    coverage: {
      provider: 'v8',
      include: ['lib/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {lines: 80, functions: 80, branches: 80, statements: 80},
    },
  },
});

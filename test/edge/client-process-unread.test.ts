import {expect, test, vi} from 'vitest';
import {readClientProcess} from '../../lib/edge/client-process.ts';

/** A system without /proc, as macOS is. */
vi.mock('node:fs', async (original) => ({
  ...(await original<object>()),
  readFileSync: () => {
    throw new Error('ENOENT: no such file or directory');
  },
}));

test('a command line that cannot be read is not taken for an empty one', () => {
  expect(readClientProcess()).toBeUndefined();
});

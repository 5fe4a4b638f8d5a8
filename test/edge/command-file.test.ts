import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {isOurCommand} from '../../lib/edge/command-file.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

const ours = fileURLToPath(new URL('../../commands/tier.md', import.meta.url));

test('the first command file that exists decides', () => {
  const folder = temporaryFolder();
  const theirs = put(join(folder, 'theirs.md'), 'Rate the tier of this cake.');
  const absent = join(folder, 'absent.md');
  expect(isOurCommand([ours, theirs])).toBe(true);
  expect(isOurCommand([theirs, ours])).toBe(false);
  expect(isOurCommand([absent, ours])).toBe(true);
  expect(isOurCommand([absent])).toBe(false);
  expect(isOurCommand([])).toBe(false);
});

test('a folder of the name of a file is passed over', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'tier.md'));
  expect(isOurCommand([join(folder, 'tier.md')])).toBe(false);
  expect(isOurCommand([join(folder, 'tier.md'), ours])).toBe(true);
});

import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {findFolderObstacle} from '../../lib/edge/folder-access.ts';
import {impossibleFolder, temporaryFolder} from './temporary-folder.ts';

test('a folder that is there, or can be made, is fine; nothing is created', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'here'));
  expect(findFolderObstacle(join(folder, 'here'))).toBeUndefined();
  expect(findFolderObstacle(join(folder, 'not', 'yet', 'there'))).toBeUndefined();
  expect(existsSync(join(folder, 'not'))).toBe(false);
});

test('a folder below a file cannot be made', () => {
  expect(findFolderObstacle(impossibleFolder())).toMatch(/is a file/);
  expect(findFolderObstacle(join(impossibleFolder(), 'deeper'))).toMatch(/is a file/);
});

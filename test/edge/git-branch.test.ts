import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readBranch} from '../../lib/edge/git-branch.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

test('the branch of a repository, from a folder below it too', () => {
  const folder = temporaryFolder();
  put(join(folder, '.git', 'HEAD'), 'ref: refs/heads/release/2\n');
  put(join(folder, 'src', 'a.ts'), '');
  expect(readBranch(folder)).toBe('release/2');
  expect(readBranch(join(folder, 'src'))).toBe('release/2');
});

test('the branch of a worktree', () => {
  const folder = temporaryFolder();
  put(join(folder, 'main', '.git', 'worktrees', 'b', 'HEAD'), 'ref: refs/heads/b\n');
  put(join(folder, 'b', '.git'), 'gitdir: ../main/.git/worktrees/b\n');
  expect(readBranch(join(folder, 'b'))).toBe('b');
});

test('a bare commit has none', () => {
  const folder = temporaryFolder();
  put(join(folder, '.git', 'HEAD'), '0316588aa\n');
  expect(readBranch(folder)).toBeUndefined();
});

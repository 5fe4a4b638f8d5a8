import {expect, it} from 'vitest';
import {asksForBranch} from '../../../lib/core/decision/asks-for-branch.ts';
import {branchOfHead} from '../../../lib/core/decision/branch-of-head.ts';
import {linkedGitFolder} from '../../../lib/core/decision/linked-git-folder.ts';

it.each([
  ['ref: refs/heads/release/2\n', 'release/2'],
  ['0316588aa\n', undefined],
  ['', undefined],
])('HEAD %j', (head, branch) => {
  expect(branchOfHead(head)).toBe(branch);
});

it.each([
  ['gitdir: ../main/.git/worktrees/b\n', '../main/.git/worktrees/b'],
  ['', undefined],
])('.git %j', (text, folder) => {
  expect(linkedGitFolder(text)).toBe(folder);
});

it('is looked up only where a rule asks for it', () => {
  const rules = (when: object) => ({rules: [{when, tier: 'stay' as const}]});
  expect(asksForBranch({config: {}, project: {}})).toBe(false);
  expect(asksForBranch({config: rules({kind: 'docs'}), project: {}})).toBe(false);
  expect(asksForBranch({config: {}, project: rules({branch: 'main'})})).toBe(true);
});

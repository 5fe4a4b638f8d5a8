import {mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {projectAgentFolders} from '../../lib/edge/project-agent-folders.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

const agentsOf = (folder: string) => join(folder, '.claude', 'agents');

test('of the project and each folder above it, up to the root of the repository', () => {
  const root = join(temporaryFolder(), 'repository');
  mkdirSync(join(root, '.git'), {recursive: true});
  const project = join(root, 'packages', 'a');
  expect(projectAgentFolders(project, [], '/user')).toEqual(
    [project, dirname(project), root].map(agentsOf),
  );
  expect(projectAgentFolders(root, [], '/user')).toEqual([agentsOf(root)]);
});

test('without a repository up to the top', () => {
  const project = temporaryFolder();
  const folders = projectAgentFolders(project, [], '/user');
  expect(folders[0]).toBe(agentsOf(project));
  expect(folders.at(-1)).toBe(agentsOf('/'));
});

test('of a worktree the main tree counts as well', () => {
  const folder = temporaryFolder();
  const tree = join(folder, 'tree');
  put(join(tree, '.git'), `gitdir: ${join(folder, 'main', '.git', 'worktrees', 'tree')}\n`);
  expect(projectAgentFolders(tree, [], '/user')).toEqual(
    [tree, join(folder, 'main')].map(agentsOf),
  );
});

test('a .git file that names no worktree ends the way up', () => {
  const folder = temporaryFolder();
  for (const text of ['gitdir: ../.git/modules/x\n', 'hello', '']) {
    put(join(folder, 'x', '.git'), text);
    expect(projectAgentFolders(join(folder, 'x'), [], '/user')).toEqual([
      agentsOf(join(folder, 'x')),
    ]);
  }
});

test('a project that cannot be looked at ends no prompt', () => {
  const file = put(join(temporaryFolder(), 'file'), '');
  expect(projectAgentFolders(join(file, 'x'), [], '/user')).toContain(agentsOf(join(file, 'x')));
});

test('added folders count, each once, and the agents of the user never', () => {
  const home = temporaryFolder();
  mkdirSync(join(home, '.git'));
  const project = join(home, 'project');
  const folders = projectAgentFolders(project, ['../other', '/added', '/added'], agentsOf(home));
  expect(folders).toEqual([project, join(home, 'other'), '/added'].map(agentsOf));
});

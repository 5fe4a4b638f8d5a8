import {chmodSync, rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, test, vi} from 'vitest';
import {checkRepository, noteRepository} from '../../lib/app/watch-repository.ts';
import {granted} from '../app/isolation-bed.ts';
import {makeRepository, type TestRepository} from './make-repository.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

vi.setConfig({testTimeout: 60_000});

const meddling: Record<string, (repository: TestRepository) => void> = {
  'ref refs/heads/x added': ({git}) => git('branch', 'x'),
  'ref refs/heads/main changed': ({git}) => git('commit', '-q', '--allow-empty', '-m', 'second'),
  'ref refs/tags/v1 removed': ({git}) => git('tag', '-d', 'v1'),
  'head HEAD changed': ({git}) => git('checkout', '-q', '--detach'),
  'file config changed': ({git}) => git('config', 'core.fsmonitor', '/tmp/x'),
  'file hooks/pre-commit added': ({root}) => put(join(root, '.git/hooks/pre-commit'), ''),
  'file hooks/old removed': ({root}) => rmSync(join(root, '.git/hooks/old')),
  'file hooks/mode changed': ({root}) => chmodSync(join(root, '.git/hooks/mode'), 0o755),
  'file info/attributes added': ({root}) => put(join(root, '.git/info/attributes'), '* filter=x'),
  'file objects/info/alternates added': ({root}) =>
    put(join(root, '.git/objects/info/alternates'), '/x'),
  'file info/exclude changed': ({root}) => {
    rmSync(join(root, '.git/info/exclude'), {force: true});
    symlinkSync('/etc/hosts', join(root, '.git/info/exclude'));
  },
};

test('every difference is found and named', async () => {
  for (const [name, meddle] of Object.entries(meddling)) {
    const repository = makeRepository();
    const {root, git, environment} = repository;
    git('tag', 'v1');
    put(join(root, '.git/hooks/old'), '#!/bin/sh\n');
    put(join(root, '.git/hooks/mode'), '#!/bin/sh\n');
    put(join(root, '.git/info/exclude'), '');
    const before = granted(await noteRepository(root, environment));
    expect((await checkRepository(before, {folder: root, environment})).ok).toBe(true);
    meddle(repository);
    const answer = await checkRepository(before, {folder: root, environment});
    const differences = !answer.ok && 'differences' in answer.failure && answer.failure.differences;
    const [kind, path, change] = name.split(' ');
    expect(differences, name).toEqual([{kind, name: path, change}]);
  }
});

it('a linked work tree has settings of its own, which count', async () => {
  const {git, environment} = makeRepository();
  const root = join(temporaryFolder(), 'linked');
  git('worktree', 'add', '-q', root);
  git('config', 'extensions.worktreeConfig', 'true');
  const before = granted(await noteRepository(root, environment));
  git('-C', root, 'config', '--worktree', 'core.hooksPath', '/tmp/x');
  expect(await checkRepository(before, {folder: root, environment})).toMatchObject({
    failure: {differences: [{name: 'worktrees/linked/config.worktree', change: 'added'}]},
  });
});

import {chmodSync, existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, vi} from 'vitest';
import {askGit, firstLine, GitError, runGit, splitZero} from '../../lib/edge/git.ts';
import {shareObjects} from '../../lib/edge/object-alternates.ts';
import {gitIn, makeHome, makeRepository} from './make-repository.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

vi.setConfig({testTimeout: 60_000});

it('starts no program that a configuration names', async () => {
  const {root, git, environment, home} = makeRepository();
  const canary = join(home, 'canary');
  const evil = put(join(home, 'evil'), `#!/bin/sh\ntouch ${canary}\n`);
  chmodSync(evil, 0o755);
  for (const name of ['core.fsmonitor', 'core.pager', 'diff.external', 'core.sshCommand']) {
    git('config', name, evil);
    git('config', '--global', name, evil);
  }
  git('config', 'core.hooksPath', home);
  for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction']) {
    chmodSync(put(join(home, hook), `#!/bin/sh\ntouch ${canary}\n`), 0o755);
  }
  put(join(root, 'a.txt'), 'changed');
  const place = {folder: root, isPersons: true};
  const run = (...args: string[]) => runGit(environment, place, args);
  await run('status');
  await run('diff-index', '-p', 'HEAD');
  await run('ls-files', '--others');
  await run('update-ref', 'refs/heads/x', 'HEAD');
  await run('checkout', '-q', 'x');
  expect(await askGit(environment, place, ['fetch', 'ssh://nowhere/x'])).toBeUndefined();
  expect(await askGit(environment, place, ['fetch', `ext::${evil}`])).toBeUndefined();
  expect(existsSync(canary)).toBe(false);
  // The bed is real: without our care it does start.
  gitIn(root, environment)('status');
  expect(existsSync(canary)).toBe(true);
});

it('is not led elsewhere by GIT_ variables', async () => {
  const {root, environment} = makeRepository();
  const led = {...environment, GIT_DIR: '/nowhere', GIT_WORK_TREE: '/', GIT_CONFIG_COUNT: '1'};
  const top = await runGit(led, {folder: root, isPersons: true}, ['rev-parse', '--show-toplevel']);
  expect(firstLine(top)).toBe(root);
});

it('says what git said, and that git is missing', async () => {
  const {root, environment} = makeRepository();
  const failureOf = (env: Record<string, string>, folder: string) =>
    runGit(env, {folder, isPersons: false}, ['cat-file', '-p', 'none']).catch(
      (error: unknown) => error instanceof GitError && error.failure,
    );
  expect(await failureOf(environment, root)).toEqual({
    code: 'git-failed',
    command: 'cat-file',
    folder: root,
    message: 'fatal: Not a valid object name none',
  });
  expect(await failureOf(environment, '/nowhere')).toMatchObject({code: 'git-failed'});
  expect(await failureOf({PATH: '/nowhere'}, root)).toEqual({code: 'git-missing'});
});

it('splits at zero bytes, and keeps what is no UTF-8', () => {
  expect(splitZero(Buffer.from('a\0\0b\n\0')).map(String)).toEqual(['a', '', 'b\n']);
  expect(splitZero(Buffer.from([255, 0]))[0]).toEqual(Buffer.from([255]));
});

it('reads the objects of a repository with any name', async () => {
  const {environment} = makeHome();
  const base = makeRepository();
  const odd = join(temporaryFolder(), '#"odd\\ \t näme');
  base.git('clone', '-q', '--no-hardlinks', base.root, odd);
  const other = join(temporaryFolder(), 'other');
  base.git('init', '-q', '--bare', other);
  await shareObjects(other, join(odd, '.git/objects'));
  const id = base.git('rev-parse', 'HEAD');
  expect(
    firstLine(await runGit(environment, {folder: other, isPersons: false}, ['cat-file', '-t', id])),
  ).toBe('commit');
});

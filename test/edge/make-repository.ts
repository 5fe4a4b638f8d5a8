import {execFileSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {put, temporaryFolder} from './temporary-folder.ts';

/** A person's home without any configuration of this machine, and the environment to go with it. */
export function makeHome(): {home: string; environment: Record<string, string>} {
  const home = temporaryFolder();
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
  return {home, environment};
}

/** A repository with a person's own git to act in it. */
export interface TestRepository {
  root: string;
  environment: Record<string, string>;
  home: string;
  /** The output of a git command that must succeed, without its last line end. */
  git: (...args: string[]) => string;
  put: (path: string, text: string) => string;
}

/** An empty repository without commits. `options` are for `git init`. */
export function makeEmptyRepository(...options: string[]): TestRepository {
  const {home, environment} = makeHome();
  const root = join(temporaryFolder(), 'project');
  mkdirSync(root);
  const git = gitIn(root, environment);
  git('init', '-q', '-b', 'main', ...options);
  git('config', 'user.name', 'Pat');
  git('config', 'user.email', 'pat@example.org');
  return {root, environment, home, git, put: (path, text) => put(join(root, path), text)};
}

/** A repository with one commit of these files. */
export function makeRepository(
  files: Readonly<Record<string, string>> = {'a.txt': 'one\n', 'src/b.txt': 'two\n'},
): TestRepository {
  const repository = makeEmptyRepository();
  for (const [path, text] of Object.entries(files)) {
    repository.put(path, text);
  }
  repository.git('add', '-A');
  repository.git('commit', '-qm', 'first');
  return repository;
}

export function gitIn(folder: string, environment: Record<string, string>) {
  return (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).replace(/\n$/, '');
}

import {join} from 'node:path';
import type {IsolationFailure} from '../core/isolation/isolation-failure.ts';
import type {Environment} from './environment.ts';
import {askGit, firstLine, GitError, type GitPlace, runGit} from './git.ts';

/** A person's repository, as seen from one of its folders. */
export interface Repository {
  /** The root of the work tree. */
  root: string;
  /** The folder that was asked about, from the root: empty, or with a final `/`. */
  prefix: string;
  /** Of this work tree; of a linked one it is not the common one. */
  gitFolder: string;
  /** Config, refs, hooks and objects lie here. */
  commonFolder: string;
  objects: string;
  objectFormat: string;
  /** `refs/heads/main`; null: HEAD is detached. */
  branch: string | null;
  /** null: there is no commit yet. */
  commit: string | null;
}

/**
 * Finds the repository that a folder is in.
 * @throws GitError when there is none, or none that a copy can be made of.
 */
export async function findRepository(
  environment: Environment,
  folder: string,
): Promise<Repository> {
  const place: GitPlace = {folder, isPersons: true};
  const ask = async (...args: string[]) => firstLine(await runGit(environment, place, args));
  const path = (name: string) => ask('rev-parse', '--path-format=absolute', name);

  await refuseUnusable(environment, place);
  const commonFolder = await path('--git-common-dir');
  const branch = await askGit(environment, place, ['symbolic-ref', '-q', 'HEAD']);
  const commit = await askGit(environment, place, ['rev-parse', '-q', '--verify', 'HEAD^{commit}']);
  return {
    root: await path('--show-toplevel'),
    prefix: await ask('rev-parse', '--show-prefix'),
    gitFolder: await path('--git-dir'),
    commonFolder,
    objects: join(commonFolder, 'objects'),
    objectFormat: await ask('rev-parse', '--show-object-format'),
    branch: branch === undefined ? null : firstLine(branch),
    commit: commit === undefined ? null : firstLine(commit),
  };
}

async function refuseUnusable(environment: Environment, place: GitPlace): Promise<void> {
  const {folder} = place;
  const isInside = firstLine(
    await runGit(environment, place, ['rev-parse', '--is-inside-work-tree']).catch((error) => {
      throw isNoRepository(error) ? new GitError({code: 'not-a-repository', folder}) : error;
    }),
  );
  const refuse = (problem: 'bare' | 'partial clone') => {
    throw new GitError({code: 'repository-not-supported', folder, problem});
  };
  if (isInside !== 'true') {
    refuse('bare');
  }
  const promisors = [
    'config',
    '--get-regexp',
    '^(extensions\\.partialclone|remote\\..*\\.promisor)$',
  ];
  if ((await askGit(environment, place, promisors)) !== undefined) {
    refuse('partial clone');
  }
}

function isNoRepository(error: unknown): boolean {
  const failure: IsolationFailure | undefined =
    error instanceof GitError ? error.failure : undefined;
  return failure?.code === 'git-failed' && failure.message.includes('not a git repository');
}

import {join} from 'node:path';
import type {RepositoryProblem} from '../core/isolation/isolation-failure.ts';
import {type GitConfig, isPartialClone, readGitConfig} from '../core/isolation/read-git-config.ts';
import type {Environment} from './environment.ts';
import {askGit, firstLine, GitError, type GitPlace, runGit, splitZero} from './git.ts';

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
  /** As it counts here, the person's own settings included. */
  config: GitConfig;
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
  const where = await locate(environment, place);
  const [branch, commit, settings] = await Promise.all([
    askGit(environment, place, ['symbolic-ref', '-q', 'HEAD']),
    askGit(environment, place, ['rev-parse', '-q', '--verify', 'HEAD^{commit}']),
    runGit(environment, place, ['config', '--list', '-z']),
  ]);
  const config = readGitConfig(splitZero(settings).map(String));
  if (isPartialClone(config)) {
    throw refusal(folder, 'partial clone');
  }
  return {
    ...where,
    objects: join(where.commonFolder, 'objects'),
    branch: branch === undefined ? null : firstLine(branch),
    commit: commit === undefined ? null : firstLine(commit),
    config,
  };
}

/** One call for all: a process costs more than the answer. */
const questions = [
  '--path-format=absolute',
  '--show-object-format',
  '--show-prefix',
  '--git-dir',
  '--git-common-dir',
  '--show-toplevel',
];

async function locate(environment: Environment, place: GitPlace) {
  const {folder} = place;
  let answer: string;
  try {
    answer = firstLine(await runGit(environment, place, ['rev-parse', ...questions]));
  } catch (error) {
    throw explain(error, folder);
  }
  const lines = answer.split('\n');
  if (lines.length !== questions.length - 1) {
    throw refusal(folder, 'line end in its path');
  }
  const [objectFormat = '', prefix = '', gitFolder = '', commonFolder = '', root = ''] = lines;
  return {objectFormat, prefix, gitFolder, commonFolder, root};
}

function explain(error: unknown, folder: string): unknown {
  if (!(error instanceof GitError) || error.failure.code !== 'git-failed') {
    return error;
  }
  const {message} = error.failure;
  if (message.includes('not a git repository')) {
    return new GitError({code: 'not-a-repository', folder});
  }
  return message.includes('must be run in a work tree') ? refusal(folder, 'bare') : error;
}

function refusal(folder: string, problem: RepositoryProblem): GitError {
  return new GitError({code: 'repository-not-supported', folder, problem});
}

import {appendFile, copyFile, mkdir, readdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {writeGitConfig} from '../core/isolation/read-git-config.ts';
import {readFileIfPresent} from './atomic-file.ts';
import type {Environment} from './environment.ts';
import {type GitPlace, runGit} from './git.ts';
import {shareObjects} from './object-alternates.ts';
import type {Repository} from './repository.ts';

/**
 * Makes `tree` a repository of its own with the history, branches, tags and index of the person's,
 * as `git clone --shared` would, but without a remote: there is no way back to push along. Its
 * files are not written here. Configuration is not taken over, apart from what decides how files
 * are compared and who commits.
 */
export async function makeAgentRepository(
  environment: Environment,
  repository: Repository,
  tree: string,
): Promise<void> {
  const {root, objects, objectFormat, commonFolder, gitFolder, branch, commit, config} = repository;
  const own: GitPlace = {folder: tree, isPersons: false};
  const ownFolder = join(tree, '.git');
  const name = branch?.startsWith('refs/heads/') ? branch.slice('refs/heads/'.length) : 'main';
  await runGit(environment, own, [
    // An empty template: hooks of the machine are not for the agent's commits.
    ...['init', '--quiet', '--template=', `--object-format=${objectFormat}`],
    `--initial-branch=${name}`,
  ]);
  await shareObjects(ownFolder, objects);
  await copyRefs(environment, root, ownFolder);
  await copyIfPresent(join(commonFolder, 'shallow'), join(ownFolder, 'shallow'));
  if (branch === null && commit !== null) {
    await runGit(environment, own, ['update-ref', '--no-deref', 'HEAD', commit]);
  }
  await appendFile(join(ownFolder, 'config'), writeGitConfig(config, settings));
  await copyIndex(gitFolder, ownFolder);
}

/** How files are compared, and who commits. */
const settings = [
  'core.autocrlf',
  'core.eol',
  'core.filemode',
  'core.ignorecase',
  'core.precomposeunicode',
  'core.symlinks',
  'core.sparsecheckout',
  'core.sparsecheckoutcone',
  'index.sparse',
  'user.name',
  'user.email',
];

/** Writes them as git packs them: thousands of branches would be thousands of files. */
async function copyRefs(environment: Environment, root: string, gitFolder: string): Promise<void> {
  const refs = await runGit(environment, {folder: root, isPersons: true}, [
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    'refs/heads',
    'refs/tags',
    'refs/remotes',
  ]);
  await writeFile(join(gitFolder, 'packed-refs'), refs);
}

/** Staged, conflicted and sparse paths stay what they are; a split index has parts. */
async function copyIndex(from: string, to: string): Promise<void> {
  const parts = (await readdir(from)).filter((name) => name.startsWith('sharedindex.'));
  for (const name of ['index', ...parts, 'info/sparse-checkout', 'info/exclude']) {
    await copyIfPresent(join(from, name), join(to, name));
  }
}

async function copyIfPresent(from: string, to: string): Promise<void> {
  if ((await readFileIfPresent(from)) !== undefined) {
    await mkdir(dirname(to), {recursive: true});
    await copyFile(from, to);
  }
}

import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Change} from '../core/isolation/change.ts';
import type {Copy} from '../core/isolation/copy.ts';
import {makeFolder, readFileIfPresent, writeFileAtomic} from './atomic-file.ts';
import type {Environment} from './environment.ts';
import {askGit, firstLine, type GitPlace, runGit, splitZero} from './git.ts';
import {runLedger} from './ledger.ts';
import {shareObjects} from './object-alternates.ts';
import {findRepository} from './repository.ts';

export interface KeepOrder {
  copy: Copy;
  change: Change;
  /** As `tierwise/<run>`. */
  branch: string;
}

/**
 * Puts a change into the person's repository as a branch: on their commit, one commit for what they
 * had not committed, if any, and one for the change. That ref and its objects are all that is added.
 * Any number of calls give the same branch. A changed file that a filter would rewrite (LFS) goes in
 * as it is, and what was changed in a submodule is left out; the patch has both right.
 * @throws GitError when it cannot be done, as when there is another branch of that name.
 */
export async function keepAsBranch(environment: Environment, order: KeepOrder): Promise<void> {
  const {copy, branch} = order;
  const folder = join(copy.folder, 'branch');
  const place = {folder: copy.folder, gitFolder: folder, isPersons: false};
  if ((await askGit(environment, place, ['rev-parse', '-q', '--verify', madeRef])) === undefined) {
    await makeBranchFolder(environment, place, copy);
    const id = await commitChange(environment, place, order);
    await runGit(environment, place, ['update-ref', madeRef, id]);
  }
  await runGit(environment, {folder: copy.repository, isPersons: true}, [
    ...['-c', 'protocol.file.allow=always', 'fetch', '--quiet', '--no-tags'],
    ...['--no-write-fetch-head', '--no-auto-maintenance', '--no-recurse-submodules'],
    ...['--end-of-options', folder, `${madeRef}:refs/heads/${branch}`],
  ]);
}

/** Written last in a repository of its own, so that only whole branches are fetched from it. */
const madeRef = 'refs/heads/change';

type BranchPlace = GitPlace & {gitFolder: string};

async function makeBranchFolder(
  environment: Environment,
  place: BranchPlace,
  {repository, ledger}: Copy,
): Promise<void> {
  const {objectFormat, commonFolder} = await findRepository(environment, repository);
  const format = `--object-format=${objectFormat}`;
  await rm(place.gitFolder, {recursive: true, force: true});
  await makeFolder(place.gitFolder);
  await runGit(environment, place, ['init', '--quiet', '--bare', '--template=', format]);
  await shareObjects(place.gitFolder, join(ledger, 'objects'));
  const shallow = await readFileIfPresent(join(commonFolder, 'shallow'));
  if (shallow !== undefined) {
    await writeFileAtomic(join(place.gitFolder, 'shallow'), shallow);
  }
}

async function commitChange(
  environment: Environment,
  place: BranchPlace,
  {copy, change, branch}: KeepOrder,
): Promise<string> {
  const ask = async (...args: string[]) => firstLine(await runGit(environment, place, args));
  const commit = (tree: string, parent: string | null, message: string) =>
    ask(
      ...['-c', 'user.name=tierwise', '-c', 'user.email=tierwise@localhost'],
      ...['commit-tree', tree, '-m', message, ...(parent === null ? [] : ['-p', parent])],
    );
  const seen = copy.seen ?? '';
  const isClean =
    copy.commit !== null && (await ask('rev-parse', `${copy.commit}^{tree}`)) === seen;
  const start = isClean
    ? copy.commit
    : await commit(seen, copy.commit, 'What was not committed when the run began');
  return commit(await addChange(environment, place, {copy, change}), start, branch);
}

/** The tree of the person's files with the change in it, line ends as their repository keeps them. */
async function addChange(
  environment: Environment,
  place: BranchPlace,
  {copy, change}: {copy: Copy; change: Change},
): Promise<string> {
  const scratch = join(place.gitFolder, 'scratch');
  await makeFolder(scratch);
  await writeFilesTo(scratch, environment, place, {copy, change});

  const at = {...place, folder: scratch, tree: scratch, index: join(place.gitFolder, 'index')};
  await runGit(environment, at, ['read-tree', copy.seen ?? '']);
  const submodules = splitZero(await runGit(environment, at, ['ls-files', '-z', '--stage']))
    .map(String)
    .filter((entry) => entry.startsWith('160000'))
    .map((entry) => `${entry.slice(entry.indexOf('\t') + 1)}/`);
  const paths = change.steps
    .map(({path}) => path)
    .filter((path) => !submodules.some((submodule) => path.startsWith(submodule)));
  const lineEnds = await readLineEnds(environment, copy.repository);
  const update = ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'];
  await runGit(environment, at, [...lineEnds, ...update], endEach(paths));
  return firstLine(await runGit(environment, at, ['write-tree']));
}

/** The changed files, and the attributes that say how line ends are kept. */
async function writeFilesTo(
  scratch: string,
  environment: Environment,
  {gitFolder}: BranchPlace,
  {copy, change}: {copy: Copy; change: Change},
): Promise<void> {
  const ledger = {ledger: copy.ledger, tree: scratch, index: join(gitFolder, 'result-index')};
  const written = change.steps.filter(({after}) => after !== null).map(({path}) => path);
  await runLedger(environment, ledger, ['read-tree', change.result]);
  const all = splitZero(await runLedger(environment, ledger, ['ls-files', '-z'])).map(String);
  const attributes = all.filter((path) => /(?:^|\/)\.gitattributes$/.test(path));
  await runLedger(
    environment,
    ledger,
    ['checkout-index', '--force', '-z', '--stdin'],
    endEach([...attributes, ...written]),
  );
}

async function readLineEnds(environment: Environment, folder: string): Promise<string[]> {
  const {config} = await findRepository(environment, folder);
  return ['core.autocrlf', 'core.eol'].flatMap((name) => {
    const value = config.get(name);
    return value === undefined ? [] : ['-c', `${name}=${value}`];
  });
}

function endEach(paths: readonly string[]): string {
  return paths.map((path) => `${path}\0`).join('');
}

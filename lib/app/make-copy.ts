import {join} from 'node:path';
import type {Result} from '../core/failure/failure.ts';
import type {Copy} from '../core/isolation/copy.ts';
import type {IsolationFailure} from '../core/isolation/isolation-failure.ts';
import {makeAgentRepository} from '../edge/agent-repository.ts';
import {makeFolder} from '../edge/atomic-file.ts';
import {type CopySource, copyFiles, findFiles, walkFolders} from '../edge/copied-files.ts';
import {
  ledgerFolder,
  readCopyRecord,
  removeCopyFolder,
  treeFolder,
  writeCopyRecord,
} from '../edge/copy-folder.ts';
import type {Environment} from '../edge/environment.ts';
import {makeLedger, recordBaseline, recordSeen} from '../edge/ledger.ts';
import {findRepository} from '../edge/repository.ts';
import {listRepositoryFiles} from '../edge/repository-files.ts';
import {catchGitErrors} from './catch-git-errors.ts';

export interface CopyOrder {
  /** Any folder of the person's repository. */
  from: string;
  /** A folder for this copy alone. What an interrupted call left in it is replaced. */
  to: string;
  environment: Environment;
  /** Ignored paths to copy besides `node_modules`, from the root of the repository. */
  carry?: readonly string[];
  /** For what git sees; what is carried does not count. */
  limitBytes?: number;
}

/**
 * Copies a repository as the person sees it at this moment: history, index, changed files, and new
 * ones that are not ignored. The copy shares the objects of the repository and nothing else. On a
 * failure nothing is left at `to`.
 */
export async function makeCopy(order: CopyOrder): Promise<Result<Copy>> {
  const made = await catchGitErrors(() => fillFolder(order));
  if (!made.ok) {
    await removeCopy(order.to);
  }
  return made;
}

/** The copy in this folder, or `copy-broken` when it was not finished or is not whole. */
export async function readCopy(folder: string): Promise<Result<Copy>> {
  const copy = await readCopyRecord(folder);
  return copy ? {ok: true, value: copy} : {ok: false, failure: {code: 'copy-broken', folder}};
}

/** Removes a copy, be it half made. Nothing outside the folder depends on it. */
export async function removeCopy(folder: string): Promise<void> {
  await removeCopyFolder(folder);
}

/** Room for any project of text; what is larger is usually data that lacks a line in .gitignore. */
const defaultLimitBytes = 2_000_000_000;

async function fillFolder({
  from,
  to,
  environment,
  carry = [],
  limitBytes = defaultLimitBytes,
}: CopyOrder): Promise<Result<Copy>> {
  const repository = await findRepository(environment, from);
  const {root, prefix} = repository;
  const listed = await listRepositoryFiles(environment, root, carry);
  const seen = await findFiles(root, listed.seen);
  const obstacle = findTooLarge(seen.sources, {folder: root, limitBytes});
  if (obstacle) {
    return {ok: false, failure: obstacle};
  }
  const carried = await findFiles(root, await walkFolders(root, listed.carried));

  const at = {tree: treeFolder(to), ledger: ledgerFolder(to)};
  await removeCopyFolder(to);
  await makeFolder(join(at.tree, prefix));
  await makeAgentRepository(environment, repository, at.tree);
  await copyFiles(seen.sources, {from: root, to: at.tree});
  await copyFiles(carried.sources, {from: root, to: at.tree, retarget: true});
  await makeLedger(environment, at, repository);
  const paths = seen.sources.map(({path}) => path);
  const nested = listed.leftOut.map(({path}) => path.replace(/\/$/, ''));
  const copy: Copy = {
    folder: to,
    ...at,
    workingFolder: join(at.tree, prefix).replace(/\/$/, ''),
    repository: root,
    baseline: await recordBaseline(environment, at, paths),
    commit: repository.commit,
    seen: (await recordSeen(environment, at, repository, nested)) ?? null,
    carried: listed.carried.map(String),
    leftOut: [
      ...listed.leftOut,
      ...seen.others.map((path) => ({
        path: path.toString(),
        because: 'not a file, folder or link' as const,
      })),
    ],
  };
  await writeCopyRecord(copy);
  return {ok: true, value: copy};
}

function findTooLarge(
  sources: readonly CopySource[],
  {folder, limitBytes}: {folder: string; limitBytes: number},
): IsolationFailure | undefined {
  const sizeBytes = sources.reduce((sum, {stats}) => sum + stats.size, 0);
  if (sizeBytes <= limitBytes) {
    return undefined;
  }
  const [largest] = sources.toSorted((a, b) => b.stats.size - a.stats.size);
  const path = largest?.path.toString() ?? '';
  return {code: 'copy-too-large', folder, sizeBytes, limitBytes, largest: path};
}

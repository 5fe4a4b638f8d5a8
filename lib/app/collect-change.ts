import {join} from 'node:path';
import type {Result} from '../core/failure/failure.ts';
import type {Change} from '../core/isolation/change.ts';
import type {Copy} from '../core/isolation/copy.ts';
import type {ChangeProblem} from '../core/isolation/isolation-failure.ts';
import {readChangedFiles, readLineCounts} from '../core/isolation/read-changed-files.ts';
import {findLinks, readTreeDifference} from '../core/isolation/read-tree-difference.ts';
import {writeFileAtomic} from '../edge/atomic-file.ts';
import type {Environment} from '../edge/environment.ts';
import {splitZero} from '../edge/git.ts';
import {keepValue, readKeptValue} from '../edge/kept-value.ts';
import {readBlobs, recordResult, runLedger} from '../edge/ledger.ts';
import {catchGitErrors} from './catch-git-errors.ts';

const patch = ['-p', '--binary', '--full-index', '-M', '--no-ext-diff', '--no-textconv'];

/**
 * Everything that was done to a copy since it was made, committed there or not, without ignored
 * files. Call it when the agent has ended and before the check runs: the check's own traces are
 * then no part of the change, and nothing that happens in the copy afterwards is.
 */
export async function collectChange(
  copy: Copy,
  environment: Environment,
  /** Where the patch goes; name a place outside the copy if it is to outlive it. */
  patchFile = join(copy.folder, 'change.patch'),
): Promise<Result<Change>> {
  return catchGitErrors(async () => {
    const {tree: result, nested} = await recordResult(environment, copy, copy.carried);
    const {baseline} = copy;
    const compare = (...options: string[]) =>
      runLedger(environment, copy, ['diff-tree', '-r', ...options, baseline, result]);
    await writeFileAtomic(patchFile, await compare(...patch));

    const raw = splitZero(await compare('-z', '--raw', '--no-renames', '--no-abbrev')).map(String);
    const targets = await readBlobs(environment, copy, findLinks(raw));
    const {steps, problems: bad} = readTreeDifference(raw, targets);
    const problems = [...nested.map(refuseNested), ...bad];
    if (problems.length > 0) {
      return {ok: false, failure: {code: 'change-refused', problems, patchFile}};
    }
    const names = splitZero(await compare('-z', '-M', '--name-status')).map(String);
    const change: Change = {
      isEmpty: steps.length === 0,
      steps,
      files: readChangedFiles(names),
      ...readLineCounts((await compare('-M', '--shortstat')).toString()),
      patchFile,
      baseline,
      result,
      copy: copy.folder,
    };
    return {ok: true, value: change};
  });
}

/**
 * The same, collected once for all: what is kept in `keptFile` is the change, whatever the check, or
 * one that was stopped, has left in the copy since.
 */
export async function collectChangeOnce(
  copy: Copy,
  environment: Environment,
  {keptFile, patchFile}: {keptFile: string; patchFile?: string},
): Promise<Result<Change>> {
  const kept = readKeptValue<Change>(keptFile);
  if (kept !== undefined) {
    return {ok: true, value: kept};
  }
  const change = await collectChange(copy, environment, patchFile);
  if (change.ok) {
    await keepValue(keptFile, change.value);
  }
  return change;
}

function refuseNested(path: string): ChangeProblem {
  return {path, problem: 'is a repository of its own'};
}

import {join} from 'node:path';
import type {Result} from '../core/failure/failure.ts';
import type {Change} from '../core/isolation/change.ts';
import type {Copy} from '../core/isolation/copy.ts';
import {readChangedFiles, readLineCounts} from '../core/isolation/read-changed-files.ts';
import {findLinks, readTreeDifference} from '../core/isolation/read-tree-difference.ts';
import {writeFileAtomic} from '../edge/atomic-file.ts';
import type {Environment} from '../edge/environment.ts';
import {splitZero} from '../edge/git.ts';
import {readBlobs, recordResult, runLedger} from '../edge/ledger.ts';
import {catchGitErrors} from './catch-git-errors.ts';

/**
 * Everything that was done to a copy since it was made, committed there or not, without ignored
 * files. Call it when the agent has ended and before the check runs: the check's own traces are
 * then no part of the change, and nothing that happens in the copy afterwards is.
 */
export async function collectChange(copy: Copy, environment: Environment): Promise<Result<Change>> {
  const patchFile = join(copy.folder, 'change.patch');
  return catchGitErrors(async () => {
    const recorded = await recordResult(environment, copy, copy.carried);
    if (recorded.tree === null) {
      const problems = recorded.nested.map((path) => ({
        path,
        problem: 'is a repository of its own' as const,
      }));
      await writeFileAtomic(patchFile, '');
      return {ok: false, failure: {code: 'change-refused', problems, patchFile}};
    }
    const {baseline} = copy;
    const result = recorded.tree;
    const compare = (...options: string[]) =>
      runLedger(environment, copy, ['diff-tree', '-r', ...options, baseline, result]);
    await writeFileAtomic(patchFile, await compare('-p', '--binary', '--full-index', '-M'));

    const raw = splitZero(await compare('-z', '--raw', '--no-renames', '--no-abbrev')).map(String);
    const targets = await readBlobs(environment, copy, findLinks(raw));
    const {steps, problems} = readTreeDifference(raw, targets);
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

import type {Result} from '../core/failure/failure.ts';
import type {Change} from '../core/isolation/change.ts';
import type {Copy} from '../core/isolation/copy.ts';
import type {Environment} from '../edge/environment.ts';
import {keepAsBranch} from '../edge/kept-branch.ts';
import {catchGitErrors} from './catch-git-errors.ts';

/** A job that is done again and again leaves a branch each time, up to a limit that nobody meets. */
const mostBranches = 20;

/**
 * Keeps what a job changed as `tierwise/<job>`, or as `tierwise/<job>-2` when an earlier time left
 * that one. null: nothing was changed. Any number of calls for one copy give the same branch.
 */
export async function keepJobBranch(
  job: string,
  {copy, change}: {copy: Copy; change: Change},
  environment: Environment,
): Promise<Result<string | null>> {
  if (change.isEmpty) {
    return {ok: true, value: null};
  }
  for (let number = 1; ; number += 1) {
    const branch = `tierwise/${job}${number === 1 ? '' : `-${number}`}`;
    const kept = await catchGitErrors(async () => {
      await keepAsBranch(environment, {copy, change, branch});
      return {ok: true, value: branch};
    });
    if (kept.ok || number === mostBranches) {
      return kept;
    }
  }
}

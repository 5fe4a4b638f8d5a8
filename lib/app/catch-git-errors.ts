import type {Result} from '../core/failure/failure.ts';
import {GitError} from '../edge/git.ts';
import {catchFileErrors} from './catch-file-errors.ts';

/** What git or the file system refuses is an expected failure; anything else is thrown on. */
export async function catchGitErrors<Value>(
  work: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  return catchFileErrors(async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof GitError) {
        return {ok: false, failure: error.failure};
      }
      throw error;
    }
  });
}

import type {ApplyJournal} from '../core/isolation/apply-journal.ts';
import {readCopyRecord} from '../edge/copy-folder.ts';
import type {Environment} from '../edge/environment.ts';
import {GitError} from '../edge/git.ts';
import {keepAsBranch} from '../edge/kept-branch.ts';

/**
 * Keeps a change that cannot be applied as the branch `tierwise/<run>`. null: that was not possible
 * either, as when the copy is gone; the patch is there in any case.
 */
export async function keepChange(
  {change, run}: ApplyJournal,
  environment: Environment,
): Promise<string | null> {
  const branch = `tierwise/${run}`;
  const copy = await readCopyRecord(change.copy);
  if (copy === undefined || copy.seen === null) {
    return null;
  }
  try {
    await keepAsBranch(environment, {copy, change, branch});
    return branch;
  } catch (error) {
    if (error instanceof GitError) {
      return null;
    }
    throw error;
  }
}

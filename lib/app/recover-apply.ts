import type {Result} from '../core/failure/failure.ts';
import type {Applied} from '../core/isolation/change.ts';
import {readApplyJournalFile} from '../edge/apply-journal-file.ts';
import type {Environment} from '../edge/environment.ts';
import {catchGitErrors} from './catch-git-errors.ts';
import {settleApply} from './settle-apply.ts';
import {withApplyLock} from './with-apply-lock.ts';

/**
 * Finishes what an interrupted `applyChange` began. `null`: it had not touched any file, so that
 * `applyChange` can be called again; otherwise what it would have answered.
 */
export async function recoverApply(
  journal: string,
  environment: Environment,
): Promise<Result<Applied | null>> {
  const order = {journal, environment};
  const found = readApplyJournalFile(journal);
  if (typeof found === 'string') {
    return settleApply(order);
  }
  return catchGitErrors(() => withApplyLock(found, order, () => settleApply(order)));
}

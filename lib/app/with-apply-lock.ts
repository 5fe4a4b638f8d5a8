import type {Result} from '../core/failure/failure.ts';
import {
  breakApplyLock,
  isOwnerAlive,
  type LockOwner,
  releaseApplyLock,
  waitForApplyLock,
} from '../edge/apply-lock.ts';
import type {Environment} from '../edge/environment.ts';
import {settleApply} from './settle-apply.ts';

/**
 * Does the work while no other change is being applied to the same tree. What a killed process
 * left half done there is finished first; one that is alive is waited for, some seconds.
 */
export async function withApplyLock<Value>(
  {repository, gitFolder}: {repository: string; gitFolder: string},
  {journal, environment}: {journal: string; environment: Environment},
  work: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  for (;;) {
    const owner = await waitForApplyLock(gitFolder, journal);
    if (owner === 'taken') {
      break;
    }
    if (isOwnerAlive(owner)) {
      return {ok: false, failure: {code: 'apply-busy', repository}};
    }
    breakApplyLock(gitFolder, owner);
    const finished =
      owner.journal === journal || (await finishFor(owner, {gitFolder, environment}));
    if (!finished) {
      return {ok: false, failure: {code: 'apply-journal-broken', file: owner.journal}};
    }
  }
  try {
    return await work();
  } finally {
    releaseApplyLock(gitFolder);
  }
}

/** False: its journal cannot be read. Its own run learns from the journal how it ended. */
async function finishFor(
  {journal}: LockOwner,
  {gitFolder, environment}: {gitFolder: string; environment: Environment},
): Promise<boolean> {
  if ((await waitForApplyLock(gitFolder, journal)) !== 'taken') {
    // Somebody else has begun to.
    return true;
  }
  try {
    const settled = await settleApply({journal, environment});
    return settled.ok || settled.failure.code !== 'apply-journal-broken';
  } finally {
    releaseApplyLock(gitFolder);
  }
}

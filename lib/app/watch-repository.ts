import type {Result} from '../core/failure/failure.ts';
import {compareRepository} from '../core/isolation/compare-repository.ts';
import type {RepositorySnapshot} from '../core/isolation/repository-snapshot.ts';
import type {Environment} from '../edge/environment.ts';
import {snapshotRepository} from '../edge/repository-snapshot.ts';
import {catchGitErrors} from './catch-git-errors.ts';

/** Notes refs, config and hooks of the repository that a folder is in, before work begins. */
export async function noteRepository(
  folder: string,
  environment: Environment,
): Promise<Result<RepositorySnapshot>> {
  return catchGitErrors(async () => ({
    ok: true,
    value: await snapshotRepository(environment, folder),
  }));
}

/**
 * Fails with `repository-changed` when anything noted before is different now. `ownRefs`: full
 * names of refs that tierwise added, as `refs/heads/tierwise/<run>`.
 */
export async function checkRepository(
  before: RepositorySnapshot,
  {
    folder,
    environment,
    ownRefs = [],
  }: {folder: string; environment: Environment; ownRefs?: readonly string[]},
): Promise<Result<RepositorySnapshot>> {
  const now = await noteRepository(folder, environment);
  const differences = now.ok ? compareRepository(before, now.value, ownRefs) : [];
  return differences.length > 0
    ? {ok: false, failure: {code: 'repository-changed', repository: folder, differences}}
    : now;
}

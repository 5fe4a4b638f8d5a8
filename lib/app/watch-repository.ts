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

/**
 * The same for config and hooks alone. Refs move when the person works on meanwhile; config and
 * hooks decide what git executes, so a change there stops everything.
 */
export async function checkSettings(
  before: RepositorySnapshot,
  where: Parameters<typeof checkRepository>[1],
): Promise<Result<void>> {
  const checked = await checkRepository(before, where);
  if (checked.ok) {
    return {ok: true, value: undefined};
  }
  const {failure} = checked;
  if (failure.code !== 'repository-changed') {
    return {ok: false, failure};
  }
  const differences = failure.differences.filter(({kind}) => kind === 'file');
  return differences.length === 0
    ? {ok: true, value: undefined}
    : {ok: false, failure: {...failure, differences}};
}

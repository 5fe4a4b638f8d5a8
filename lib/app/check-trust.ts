import {judgeTrust} from '../core/trust/judge-trust.ts';
import type {TrustFailure} from '../core/trust/trust-failure.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {findRealFolder, listLevels} from '../edge/real-folder.ts';
import {readTrustedFolders} from '../edge/trust-files.ts';

/**
 * Whether work may run unattended in a folder; the answer is its real path, to be used from then
 * on: the path that was given may lead elsewhere a moment later.
 */
export async function checkTrust(
  environment: Environment,
  folder: string,
): Promise<{ok: true; value: string} | {ok: false; failure: TrustFailure}> {
  const real = findRealFolder(folder);
  if (real === undefined) {
    return {ok: false, failure: {code: 'trust-folder-missing', folder}};
  }
  const listed = await readTrustedFolders(paths(environment).trust);
  const verdict = judgeTrust(listLevels(real), new Set(listed.map(({path}) => path)));
  return verdict.isTrusted
    ? {ok: true, value: real}
    : {
        ok: false,
        failure: {code: 'folder-not-trusted', folder: real, repository: verdict.folder},
      };
}

import {resolve} from 'node:path';
import {isTooWide} from '../core/trust/is-too-wide.ts';
import type {TrustFailure} from '../core/trust/trust-failure.ts';
import type {TrustedFolder} from '../core/trust/trusted-folder.ts';
import {type Environment, readHome} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {findRealFolder} from '../edge/real-folder.ts';
import {addTrustedFolder, readTrustedFolders, removeTrustedFolder} from '../edge/trust-files.ts';

export interface TrustEdit {
  path: string;
  /** False: it was so already. */
  hasChanged: boolean;
}

type TrustResult = {ok: true; value: TrustEdit} | {ok: false; failure: TrustFailure};

export function listTrust(environment: Environment): Promise<TrustedFolder[]> {
  return readTrustedFolders(paths(environment).trust);
}

/** Trusts a folder by its real path. */
export async function addTrust(
  environment: Environment,
  {folder, now}: {folder: string; now: Date},
): Promise<TrustResult> {
  const path = findRealFolder(folder);
  if (path === undefined) {
    return {ok: false, failure: {code: 'trust-folder-missing', folder: resolve(folder)}};
  }
  const home = readHome(environment);
  if (isTooWide(path, findRealFolder(home) ?? home)) {
    return {ok: false, failure: {code: 'trust-folder-too-wide', folder: path}};
  }
  const trusted = {path, added_at: now.toISOString()};
  const hasChanged = await addTrustedFolder(paths(environment).trust, trusted);
  return {ok: true, value: {path, hasChanged}};
}

/** Takes a folder out of the list; one that is gone from the disk is found by the path as given. */
export async function removeTrust(environment: Environment, folder: string): Promise<TrustResult> {
  const path = findRealFolder(folder) ?? resolve(folder);
  return (await removeTrustedFolder(paths(environment).trust, path))
    ? {ok: true, value: {path, hasChanged: true}}
    : {ok: false, failure: {code: 'trust-not-listed', folder: path}};
}

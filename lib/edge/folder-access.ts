import {accessSync, constants, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {nameReason} from '../core/failure/file-failure.ts';

/** Why nobody can work in a folder, or undefined. */
export function findEntryObstacle(folder: string): string | undefined {
  try {
    accessSync(folder, constants.X_OK);
    return statSync(folder).isDirectory() ? undefined : 'it is no folder';
  } catch (error) {
    return nameReason((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** Why a folder could not be made or written, or undefined. Looks only; nothing is created. */
export function findFolderObstacle(folder: string): string | undefined {
  try {
    if (!statSync(folder).isDirectory()) {
      return nameReason('ENOTDIR');
    }
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException;
    const isMissing = code === 'ENOENT' && dirname(folder) !== folder;
    return isMissing ? findFolderObstacle(dirname(folder)) : nameReason(code);
  }
}

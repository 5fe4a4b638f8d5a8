import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Environment} from './environment.ts';
import {paths} from './paths.ts';

/** Lays or removes the off flag; true when that changed anything. @throws when it cannot. */
export function setOffFlag(environment: Environment, isOff: boolean): boolean {
  const {offFlag} = paths(environment);
  if (!isOff) {
    return remove(offFlag);
  }
  mkdirSync(dirname(offFlag), {recursive: true, mode: 0o700});
  try {
    writeFileSync(offFlag, '', {flag: 'wx', mode: 0o600});
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

function remove(path: string): boolean {
  try {
    rmSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return false;
    }
    throw error;
  }
}

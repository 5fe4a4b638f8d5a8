import {existsSync, realpathSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Level} from '../core/trust/judge-trust.ts';

/** The real path of a folder, without a link in it; undefined when there is no such folder. */
export function findRealFolder(path: string): string | undefined {
  try {
    const real = realpathSync.native(path);
    return statSync(real).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}

/** A real folder and those above it, each with whether a repository begins there. */
export function listLevels(real: string): Level[] {
  const above = dirname(real);
  const level = {path: real, isRepository: existsSync(join(real, '.git'))};
  return above === real ? [level] : [level, ...listLevels(above)];
}

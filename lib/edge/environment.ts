import {homedir} from 'node:os';

export {isDisabled} from '../core/mode/is-disabled.ts';

/** The process environment as a value: read once, at the edge, and handed on. */
export type Environment = Readonly<Record<string, string | undefined>>;

export function readEnvironment(): Environment {
  return process.env;
}

/** The home folder; `/nowhere` for a process that has neither HOME nor a user entry. */
export function readHome(environment: Environment): string {
  try {
    return environment.HOME || homedir();
  } catch {
    // Nothing can be read or written there, and everybody here can live with that.
    return '/nowhere';
  }
}

export {isDisabled} from '../core/mode/is-disabled.ts';

/** The process environment as a value: read once, at the edge, and handed on. */
export type Environment = Readonly<Record<string, string | undefined>>;

export function readEnvironment(): Environment {
  return process.env;
}

/** The home folder; `/nowhere` for a process that has neither HOME nor a user entry. */
export function readHome(environment: Environment): string {
  try {
    // Loaded on demand: loading it takes 0.2 ms of every hook, and HOME is nearly always there.
    return environment.HOME || process.getBuiltinModule('node:os').homedir();
  } catch {
    // Nothing can be read or written there, and everybody here can live with that.
    return '/nowhere';
  }
}

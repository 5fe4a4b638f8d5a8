import {existsSync} from 'node:fs';
import {type Environment, isDisabled} from './environment.ts';
import {paths} from './paths.ts';

/** By a person, for all that it does by itself: sessions and nights. */
export function isSwitchedOff(environment: Environment): boolean {
  return isDisabled(environment) || existsSync(paths(environment).offFlag);
}

/** Why tierwise does nothing in this session, or undefined when it works. */
export function findOffSwitch(environment: Environment, session: string): string | undefined {
  if (isDisabled(environment)) {
    return 'TIERWISE_DISABLE is set';
  }
  if (existsSync(paths(environment).offFlag)) {
    return 'switched off by `tierwise off`';
  }
  // The plugin module routes the main thread itself; two routers in one session would disagree.
  return environment.TIERWISE_MOD_ALIVE === session ? 'the plugin module is at work' : undefined;
}

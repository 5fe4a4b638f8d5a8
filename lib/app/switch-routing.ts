import type {Environment} from '../edge/environment.ts';
import {isDisabled} from '../edge/environment.ts';
import {setOffFlag} from '../edge/switch-file.ts';

/** What `tierwise off` or `on` did. */
export interface SwitchReport {
  isOff: boolean;
  /** False: it was so already. */
  hasChanged: boolean;
  /** TIERWISE_DISABLE keeps it off whatever the flag says. */
  isDisabledByEnvironment: boolean;
}

/** Switches routing off or on for every session, from its next prompt. @throws when it cannot. */
export function switchRouting(environment: Environment, isOff: boolean): SwitchReport {
  return {
    isOff,
    hasChanged: setOffFlag(environment, isOff),
    isDisabledByEnvironment: isDisabled(environment),
  };
}

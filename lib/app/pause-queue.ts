import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {setQueuePause} from '../edge/queue-switch.ts';

/** Pauses or resumes the whole queue; true when that changed anything. @throws when it cannot. */
export function pauseQueue(environment: Environment, isPaused: boolean): boolean {
  return setQueuePause(paths(environment).queue, isPaused);
}

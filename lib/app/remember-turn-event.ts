import type {TurnEvent} from '../core/enforcement/turn.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {appendTurnEvent} from '../edge/turn-file.ts';

/** false, with a line in the log: the turn's file cannot be written. */
export function rememberTurnEvent(
  path: string,
  event: TurnEvent,
  environment: Environment,
): boolean {
  try {
    appendTurnEvent(path, event);
    return true;
  } catch (error) {
    writeLog(paths(environment).logs, 'turn-not-written', error, 'error');
    return false;
  }
}

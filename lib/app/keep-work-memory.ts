import type {WorkMemory} from '../core/feedback/work-memory.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {writeWorkMemory} from '../edge/session-file.ts';

/** For the next prompt of the session. What cannot be kept costs that, and nothing else. */
export function keepWorkMemory(
  session: string,
  environment: Environment,
  memory: WorkMemory,
): void {
  const {sessions, logs} = paths(environment);
  try {
    writeWorkMemory(sessions, session, memory);
  } catch (error) {
    writeLog(logs, 'session-not-written', error, 'error');
  }
}

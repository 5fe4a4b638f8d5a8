import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {readWorkMemory} from '../edge/session-file.ts';
import {keepWorkMemory} from './keep-work-memory.ts';

/** A command's turn is none of ours: what the person says after it is about that turn. */
export function forgetLastTurn(session: string, environment: Environment): void {
  const memory = readWorkMemory(paths(environment).sessions, session);
  if (memory?.last !== undefined) {
    keepWorkMemory(session, environment, {...memory, last: undefined});
  }
}

import type {Failure, Result} from '../core/failure/failure.ts';
import {type SessionState, stateSchema} from '../core/session-state/session-state.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {readStateFile, stateFilePath} from '../edge/state-file.ts';
import {catchFileErrors} from './catch-file-errors.ts';
import {updateSessionState} from './update-session-state.ts';

/**
 * The state of a session; undefined: there is none. Needs no lock, as a file is replaced whole; only
 * one that cannot be understood is repaired first.
 */
export async function readSessionState(
  environment: Environment,
  session: string,
): Promise<Result<SessionState | undefined>> {
  const file = stateFilePath(paths(environment).sessionStates, session);
  if (file === undefined) {
    return {ok: false, failure: {code: 'state-session-unusable', session}};
  }
  return catchFileErrors<SessionState | undefined, Failure>(async () => {
    const found = readStateFile(file);
    switch (found.is) {
      case 'state':
        return {ok: true, value: found.state};
      case 'absent':
        return {ok: true, value: undefined};
      case 'newer':
        return {
          ok: false,
          failure: {code: 'state-newer', file, version: found.version, known: stateSchema},
        };
      case 'corrupt':
        return updateSessionState(environment, session, (state) => state);
    }
  });
}

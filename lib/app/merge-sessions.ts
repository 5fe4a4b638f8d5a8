import type {Result} from '../core/failure/failure.ts';
import {addNote} from '../core/session-state/add-note.ts';
import {mergeStates} from '../core/session-state/merge-states.ts';
import type {SessionState} from '../core/session-state/session-state.ts';
import type {Environment} from '../edge/environment.ts';
import {showState} from './show-state.ts';
import {updateSessionState} from './update-session-state.ts';

/** Adds what one session knows to another one, which keeps its id and its project; the first stays as it is. */
export async function mergeSessions(
  environment: Environment,
  {from, into}: {from: string; into: string},
): Promise<Result<SessionState>> {
  const source = await showState(environment, from);
  if (!source.ok) {
    return source;
  }
  const target = await showState(environment, into);
  if (!target.ok) {
    return target;
  }
  const note = {
    at: source.value.updated_at,
    code: 'merged',
    detail: `with session ${from} as it was then`,
  };
  return updateSessionState(environment, into, (state) => ({
    // The note goes in before, so that a second merge does not write it again.
    ...mergeStates(addNote(state, note), source.value),
    project_root: state.project_root,
  }));
}

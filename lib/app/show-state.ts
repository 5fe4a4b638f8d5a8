import type {Result} from '../core/failure/failure.ts';
import type {SessionState} from '../core/session-state/session-state.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {hashRequest} from './hash-request.ts';
import {readSessionState} from './read-session-state.ts';

/** The state of a session; with `request`, only those routings in it that were for this text. */
export async function showState(
  environment: Environment,
  session: string,
  request?: string,
): Promise<Result<SessionState>> {
  const found = await readSessionState(environment, session);
  if (!found.ok) {
    return found;
  }
  if (found.value === undefined) {
    const folder = paths(environment).sessionStates;
    return {ok: false, failure: {code: 'state-missing', session, folder}};
  }
  const state = found.value;
  return request === undefined
    ? {ok: true, value: state}
    : onlyRequest(environment, state, request);
}

function onlyRequest(
  environment: Environment,
  state: SessionState,
  request: string,
): Result<SessionState> {
  const hash = hashRequest(environment, request);
  if (!hash.ok) {
    return hash;
  }
  const isAsked = ({request_hash}: {request_hash: string}) => request_hash === hash.value;
  return {ok: true, value: {...state, routing_history: state.routing_history.filter(isAsked)}};
}

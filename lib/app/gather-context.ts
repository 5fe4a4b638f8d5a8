import type {Result} from '../core/failure/failure.ts';
import type {SessionState} from '../core/session-state/session-state.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import type {AttemptName} from './isolate-attempt.ts';
import type {OpenRun} from './open-run.ts';
import {type PassedContext, passContext} from './pass-context.ts';
import {readSessionState} from './read-session-state.ts';

/** What an attempt can learn of the run and the session that it belongs to: `tierwise context`. */
export async function gatherContext(
  run: OpenRun,
  {step, attempt}: AttemptName,
  environment: Environment,
): Promise<Result<PassedContext>> {
  const {run: id, spec} = run.state();
  const state = await readState(spec.session, environment);
  const values = {
    run: id,
    step,
    attempt: String(attempt),
    ...(spec.session === null ? {} : {session: spec.session}),
    ...(state === undefined ? {} : describe(state)),
  };
  return passContext(environment, {values, file: run.files.attempt(step, attempt).context});
}

/** A state that cannot be read costs what it would have told, and not the work. */
async function readState(
  session: string | null,
  environment: Environment,
): Promise<SessionState | undefined> {
  if (session === null) {
    return undefined;
  }
  const state = await readSessionState(environment, session);
  if (!state.ok) {
    writeLog(paths(environment).logs, 'state-not-read', state.failure.code);
  }
  return state.ok ? state.value : undefined;
}

function describe({context, routing_history}: SessionState): Record<string, string> {
  const {active_files, recent_edits, user_preferences} = context;
  return {
    active_files: JSON.stringify(active_files),
    recent_edits: JSON.stringify(recent_edits),
    user_preferences: JSON.stringify(
      Object.fromEntries(Object.entries(user_preferences).map(([name, {value}]) => [name, value])),
    ),
    routing_history: JSON.stringify(routing_history.slice(-20)),
  };
}

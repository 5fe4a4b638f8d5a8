import type {RunSummary} from '../core/run/run-summary.ts';
import type {SessionState} from '../core/session-state/session-state.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {hashRequest} from './hash-request.ts';
import {updateSessionState} from './update-session-state.ts';

/** Lets later runs of the session know of this one. Without a session there is nobody to know. */
export async function rememberRun(
  {prompt, summary, edits}: {prompt: string; summary: RunSummary; edits: readonly string[]},
  environment: Environment,
): Promise<void> {
  const {session, tier, failure} = summary;
  if (session === null || tier === null) {
    return;
  }
  const {logs} = paths(environment);
  const hash = hashRequest(environment, prompt);
  if (!hash.ok) {
    writeLog(logs, 'run-not-remembered', hash.failure.code);
    return;
  }
  const timestamp = new Date().toISOString();
  const entry = {
    timestamp,
    request_hash: hash.value,
    agent: tier === 'stay' ? 'stay' : `tierwise-${tier}`,
    result: failure?.code ?? 'done',
  };
  const saved = await updateSessionState(environment, session, (state) =>
    addEdits({...state, routing_history: [...state.routing_history, entry]}, edits, timestamp),
  );
  if (!saved.ok) {
    writeLog(logs, 'run-not-remembered', saved.failure.code);
  }
}

/** Files that a later run is told of, at most. */
const maxEdits = 200;

function addEdits(state: SessionState, edits: readonly string[], at: string): SessionState {
  const {recent_edits, active_files} = state.context;
  const older = recent_edits.filter(({file}) => !edits.includes(file));
  return {
    ...state,
    context: {
      ...state.context,
      recent_edits: [...older, ...edits.map((file) => ({file, at}))].slice(-maxEdits),
      active_files: [...new Set([...active_files, ...edits])].slice(-maxEdits),
    },
  };
}

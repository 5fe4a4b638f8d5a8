import type {Result} from '../core/failure/failure.ts';
import type {RoutingHistoryEntry, SessionState} from '../core/session-state/session-state.ts';
import type {Environment} from '../edge/environment.ts';
import {type HeldLock, withLock} from '../edge/lock.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {makeStateFolder, stateFilePath} from '../edge/state-file.ts';
import {currentFolder} from '../edge/terminal.ts';
import {catchFileErrors} from './catch-file-errors.ts';
import {loadState} from './load-state.ts';
import {tidyStates} from './remove-old-states.ts';
import {saveState} from './save-state.ts';

/**
 * Changes the state of a session, which is made when there is none yet. `change` gets what every
 * other process has written so far and must be quick and without effects: it runs under the lock,
 * and once more when the lock was lost. Once this gives `ok`, the change is on the disk.
 */
export async function updateSessionState(
  environment: Environment,
  session: string,
  change: (state: SessionState) => SessionState,
): Promise<Result<SessionState>> {
  const {sessionStates, logs} = paths(environment);
  const file = stateFilePath(sessionStates, session);
  if (file === undefined) {
    return {ok: false, failure: {code: 'state-session-unusable', session}};
  }
  const projectRoot = environment.CLAUDE_PROJECT_DIR ?? currentFolder();
  const update = (held: HeldLock): Result<SessionState> => {
    const now = new Date().toISOString();
    const loaded = loadState(file, {session, now, projectRoot});
    if (!loaded.ok) {
      return loaded;
    }
    const {state: before, isFileGood: isOldGood, repair} = loaded.value;
    const saved = saveState(file, change(before), {before, now, held, isOldGood});
    if (saved.ok && repair !== undefined) {
      writeLog(logs, 'state-repaired', repair);
    }
    return saved;
  };
  const outcome = await catchFileErrors(async () => {
    makeStateFolder(file);
    return withLock(file, update);
  });
  if (outcome.ok && outcome.value.created_at === outcome.value.updated_at) {
    await tidyStates(environment, session).catch((error: unknown) =>
      writeLog(logs, 'states-not-tidied', error),
    );
  }
  return outcome;
}

/** Adds one entry to the history of a session; its `request_hash` comes from `hashRequest`. */
export async function appendRoutingHistory(
  environment: Environment,
  session: string,
  entry: RoutingHistoryEntry,
): Promise<Result<SessionState>> {
  return updateSessionState(environment, session, (state) => ({
    ...state,
    routing_history: [...state.routing_history, entry],
  }));
}

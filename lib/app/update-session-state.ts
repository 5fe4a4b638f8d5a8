import type {Result} from '../core/failure/failure.ts';
import {packState} from '../core/session-state/pack-state.ts';
import {
  isSessionState,
  type RoutingHistoryEntry,
  type SessionState,
  stateSchema,
} from '../core/session-state/session-state.ts';
import type {Environment} from '../edge/environment.ts';
import {type HeldLock, type LockTimes, lockTimes, withLock} from '../edge/lock.ts';
import {replaceLockedFile} from '../edge/locked-file.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {makeStateFolder, stateFilePath} from '../edge/state-file.ts';
import {currentFolder} from '../edge/terminal.ts';
import {catchFileErrors} from './catch-file-errors.ts';
import {type LoadedState, loadState} from './load-state.ts';

/** Largest file of a state. */
export const maxStateBytes = 10_000_000;

/**
 * Changes the state of a session, which is made when there is none yet. `change` gets what every
 * other process has written so far and must be quick and without effects: it runs under the lock,
 * and once more when the lock was lost. Once this gives `ok`, the change is on the disk.
 */
export async function updateSessionState(
  environment: Environment,
  session: string,
  change: (state: SessionState) => SessionState,
  times: LockTimes = lockTimes,
): Promise<Result<SessionState>> {
  const {sessionStates, logs} = paths(environment);
  const file = stateFilePath(sessionStates, session);
  if (file === undefined) {
    return {ok: false, failure: {code: 'state-session-unusable', session}};
  }
  const projectRoot = environment.CLAUDE_PROJECT_DIR ?? currentFolder();
  return catchFileErrors(async () => {
    makeStateFolder(file);
    return withLock<SessionState>(
      file,
      (held) => {
        const now = new Date().toISOString();
        const loaded = loadState(file, {session, now, projectRoot});
        if (!loaded.ok) {
          return loaded;
        }
        const saved = saveState(file, change(loaded.value.state), {...loaded.value, now, held});
        if (saved.ok && loaded.value.repair !== undefined) {
          writeLog(logs, 'state-repaired', loaded.value.repair);
        }
        return saved;
      },
      times,
    );
  });
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

function saveState(
  file: string,
  changed: SessionState,
  {
    state: {session_id, created_at},
    isFileGood,
    now,
    held,
  }: LoadedState & {now: string; held: HeldLock},
): Result<SessionState> {
  const next = {...changed, schema: stateSchema, session_id, created_at, updated_at: now};
  if (!isSessionState(next)) {
    throw new Error('a change made a state that could not be read again');
  }
  const packed = packState(next, {maxBytes: maxStateBytes, now});
  if (!packed.fits) {
    const {bytes} = packed;
    return {ok: false, failure: {code: 'state-too-large', file, bytes, limit: maxStateBytes}};
  }
  replaceLockedFile(file, packed.text, {held, isOldGood: isFileGood});
  return {ok: true, value: packed.state};
}

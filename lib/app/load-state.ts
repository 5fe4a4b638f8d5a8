import type {Result} from '../core/failure/failure.ts';
import {addNote} from '../core/session-state/add-note.ts';
import {freshState, type SessionState, stateSchema} from '../core/session-state/session-state.ts';
import {backupPath} from '../edge/locked-file.ts';
import {readStateFile, setStateAside} from '../edge/state-file.ts';

export interface LoadedState {
  state: SessionState;
  /** What stands in the file is good, and worth keeping as the last good copy. */
  isFileGood: boolean;
  /** What had to be repaired, for the log. */
  repair?: string;
}

/**
 * The state of a session by whoever holds its lock: from its file, a new one when there is none, and
 * for a file that cannot be understood the last good copy, or else a new one.
 */
export function loadState(
  file: string,
  {session, now, projectRoot}: {session: string; now: string; projectRoot: string},
): Result<LoadedState> {
  const found = readStateFile(file);
  switch (found.is) {
    case 'state':
      return {ok: true, value: {state: found.state, isFileGood: true}};
    case 'absent':
      return {
        ok: true,
        value: {state: freshState(session, {now, projectRoot}), isFileGood: false},
      };
    case 'newer':
      return {
        ok: false,
        failure: {code: 'state-newer', file, version: found.version, known: stateSchema},
      };
    case 'corrupt': {
      const copy = readStateFile(backupPath(file));
      const isRestored = copy.is === 'state';
      const state = isRestored ? copy.state : freshState(session, {now, projectRoot});
      const aside = setStateAside(file, now);
      const code = isRestored ? 'restored-from-backup' : 'started-fresh';
      const detail = `${found.problem}; kept as ${aside}`;
      return {
        ok: true,
        value: {
          state: addNote(state, {at: now, code, detail}),
          isFileGood: false,
          repair: `${code}: ${file}: ${detail}`,
        },
      };
    }
  }
}

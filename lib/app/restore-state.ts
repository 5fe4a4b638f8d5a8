import type {Result} from '../core/failure/failure.ts';
import {addNote} from '../core/session-state/add-note.ts';
import {type SessionState, stateSchema} from '../core/session-state/session-state.ts';
import type {Environment} from '../edge/environment.ts';
import {type HeldLock, withLock} from '../edge/lock.ts';
import {backupPath} from '../edge/locked-file.ts';
import {paths} from '../edge/paths.ts';
import {makeStateFolder, readStateFile, setStateAside, stateFilePath} from '../edge/state-file.ts';
import {catchFileErrors} from './catch-file-errors.ts';
import {saveState} from './save-state.ts';

export interface RestoreReport {
  state: SessionState;
  /** When what holds again was written, ISO 8601. */
  from: string;
  /** Where the file went that could not be understood; null: it became the last good copy. */
  aside: string | null;
}

/** Puts the last good copy of a session's state in its place. A good state becomes the copy: twice is as before. */
export async function restoreState(
  environment: Environment,
  session: string,
): Promise<Result<RestoreReport>> {
  const file = stateFilePath(paths(environment).sessionStates, session);
  if (file === undefined) {
    return {ok: false, failure: {code: 'state-session-unusable', session}};
  }
  return catchFileErrors(async () => {
    makeStateFolder(file);
    return withLock(file, (held) => restore(file, held));
  });
}

function restore(file: string, held: HeldLock): Result<RestoreReport> {
  const now = new Date().toISOString();
  const found = readStateFile(file);
  if (found.is === 'newer') {
    const {version} = found;
    return {ok: false, failure: {code: 'state-newer', file, version, known: stateSchema}};
  }
  const copy = readStateFile(backupPath(file));
  if (copy.is !== 'state') {
    return {ok: false, failure: {code: 'state-backup-missing', file: backupPath(file)}};
  }
  const {state: before} = copy;
  const from = before.updated_at;
  const aside = found.is === 'corrupt' ? setStateAside(file, now) : null;
  const saved = saveState(
    file,
    addNote(before, {at: now, code: 'restored-by-hand', detail: `to what was written at ${from}`}),
    {before, now, held, isOldGood: found.is === 'state'},
  );
  return saved.ok ? {ok: true, value: {state: saved.value, from, aside}} : saved;
}

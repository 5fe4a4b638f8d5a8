import type {Failure, Result} from '../core/failure/failure.ts';
import {forgetOld} from '../core/session-state/forget-old.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {readStateFile} from '../edge/state-file.ts';
import {listStoredFiles, removeStoredFile, type StoredFile} from '../edge/state-folder.ts';
import {catchFileErrors} from './catch-file-errors.ts';
import {findOldStates, removeOldStates} from './remove-old-states.ts';
import {maxStateBytes} from './save-state.ts';
import {updateSessionState} from './update-session-state.ts';

export interface PruneReport {
  /** ISO 8601: what was last touched before it goes. */
  cutoff: string;
  isDryRun: boolean;
  /** Sessions of which nothing is left. */
  removed: string[];
  shortened: ShortenedState[];
  /** Files that could not be understood, and what killed processes left. */
  leftovers: string[];
}

interface ShortenedState {
  session: string;
  routings: number;
  results: number;
}

/** Removes old sessions, old entries of young ones, and old leftovers; a dry run only says so. */
export async function pruneStates(
  environment: Environment,
  {cutoff, isDryRun}: {cutoff: string; isDryRun: boolean},
): Promise<Result<PruneReport>> {
  return catchFileErrors<PruneReport, Failure>(async () => {
    const removed = isDryRun
      ? findOldStates(environment, cutoff)
      : await removeOldStates(environment, cutoff);
    const files = listStoredFiles(paths(environment).sessionStates).filter(
      ({session}) => !removed.includes(session),
    );
    const shortened: ShortenedState[] = [];
    for (const file of files.filter(({kind}) => kind === 'state')) {
      const outcome = await shorten(environment, file, {cutoff, isDryRun});
      if (!outcome.ok) {
        return outcome;
      }
      shortened.push(...outcome.value);
    }
    const leftovers = files
      .filter(({kind, writtenAt}) => isLeftover(kind) && writtenAt < cutoff)
      .map(({path}) => path);
    if (!isDryRun) {
      leftovers.forEach(removeStoredFile);
    }
    return {ok: true, value: {cutoff, isDryRun, removed, shortened, leftovers}};
  });
}

function isLeftover(kind: StoredFile['kind']): boolean {
  return kind === 'corrupt' || kind === 'temporary';
}

async function shorten(
  environment: Environment,
  {session, path, bytes}: StoredFile,
  {cutoff, isDryRun}: {cutoff: string; isDryRun: boolean},
): Promise<Result<ShortenedState[]>> {
  const found = readStateFile(path);
  if (found.is !== 'state') {
    return {ok: true, value: []};
  }
  const {routings, results} = forgetOld(found.state, cutoff);
  // A file that outgrew the limit by other hands is shortened by being written.
  if (routings + results === 0 && bytes <= maxStateBytes) {
    return {ok: true, value: []};
  }
  const outcome = isDryRun
    ? undefined
    : await updateSessionState(environment, session, (state) => forgetOld(state, cutoff).state);
  return outcome?.ok === false ? outcome : {ok: true, value: [{session, routings, results}]};
}

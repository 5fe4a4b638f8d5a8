import {
  isClockVouchedFor,
  pickOldStates,
  type StateAge,
} from '../core/session-state/pick-old-states.ts';
import type {Environment} from '../edge/environment.ts';
import {withLock} from '../edge/lock.ts';
import {paths} from '../edge/paths.ts';
import {readStateFile} from '../edge/state-file.ts';
import {listStoredFiles, removeStoredFile, type StoredFile} from '../edge/state-folder.ts';

/** Days that a session which nobody touches is remembered. */
const keptDays = 30;

/**
 * Removes everything of the sessions that nobody has touched since `cutoff` (ISO 8601), each under
 * its lock, and gives their ids. @throws what the file system refuses.
 */
export async function removeOldStates(environment: Environment, cutoff: string): Promise<string[]> {
  const removed: string[] = [];
  for (const session of findOldStates(environment, cutoff)) {
    if (await removeState(environment, {session, cutoff})) {
      removed.push(session);
    }
  }
  return removed;
}

export function findOldStates(environment: Environment, cutoff: string): string[] {
  return pickOldStates(listAges(listStoredFiles(paths(environment).sessionStates), cutoff), cutoff);
}

/** The same unasked, for whoever opens a new session: not when the clock looks as if it had jumped. */
export async function tidyStates(environment: Environment, except: string): Promise<void> {
  const cutoff = new Date(Date.now() - keptDays * 24 * 60 * 60 * 1000).toISOString();
  const ages = listAges(listStoredFiles(paths(environment).sessionStates), cutoff);
  if (isClockVouchedFor(ages, {cutoff, except})) {
    await removeOldStates(environment, cutoff);
  }
}

async function removeState(
  environment: Environment,
  {session, cutoff}: {session: string; cutoff: string},
): Promise<boolean> {
  const folder = paths(environment).sessionStates;
  const outcome = await withLock(`${folder}/${session}.json`, (held) => {
    // Somebody may have gone on with it while we waited.
    const files = listStoredFiles(folder).filter((file) => file.session === session);
    const isOld = pickOldStates(listAges(files, cutoff), cutoff).length > 0;
    if (isOld) {
      held.confirm();
      for (const {path} of files) {
        removeStoredFile(path);
      }
    }
    return {ok: true, value: isOld};
  });
  return outcome.ok && outcome.value;
}

/**
 * A state is read only where its files are old: a young one's own time decides nothing. Sessions that
 * a newer version writes are left out, to be left alone.
 */
function listAges(files: readonly StoredFile[], cutoff: string): StateAge[] {
  const written = new Map<string, string>();
  for (const {session, writtenAt} of files) {
    if (writtenAt > (written.get(session) ?? '')) {
      written.set(session, writtenAt);
    }
  }
  const states = new Map(
    files.filter(({kind}) => kind === 'state').map(({session, path}) => [session, path]),
  );
  return [...written].flatMap(([session, writtenAt]) => {
    const path = states.get(session);
    const found = writtenAt < cutoff && path !== undefined ? readStateFile(path) : undefined;
    const updatedAt = found?.is === 'state' ? found.state.updated_at : null;
    return found?.is === 'newer' ? [] : [{session, writtenAt, updatedAt}];
  });
}

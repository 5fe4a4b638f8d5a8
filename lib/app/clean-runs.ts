import type {Result} from '../core/failure/failure.ts';
import type {Environment} from '../edge/environment.ts';
import {removeRunFolder} from '../edge/run-folder.ts';
import {type FoundRun, findRun, listRuns} from './find-run.ts';

/**
 * Removes runs that are over with everything that they left: those named, whatever they came to, or
 * all that ended before `before`. A run that somebody is at work on, and one that waits, stay.
 */
export function cleanRuns(
  environment: Environment,
  {names, before}: {names: readonly string[]; before: Date},
): Result<string[]> {
  const chosen: FoundRun[] = [];
  for (const name of names) {
    const found = findRun(environment, name);
    if (!found.ok) {
      return found;
    }
    const {run, holder} = found.value;
    if (holder !== undefined) {
      return {ok: false, failure: {code: 'run-busy', run, pid: holder}};
    }
    chosen.push(found.value);
  }
  const old =
    names.length > 0
      ? []
      : listRuns(environment, before).filter(
          ({presence, state}) =>
            ['done', 'failed', 'interrupted'].includes(presence) &&
            Date.parse(state?.updated_at ?? '') < before.getTime(),
        );
  const removed = [...chosen, ...old];
  for (const {files} of removed) {
    removeRunFolder(files);
  }
  return {ok: true, value: removed.map(({run}) => run)};
}

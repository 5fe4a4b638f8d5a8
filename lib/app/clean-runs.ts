import type {Result} from '../core/failure/failure.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {isRunning} from '../edge/process-identity.ts';
import {removeRunFolder} from '../edge/run-folder.ts';
import {type FoundRun, findRun, listRuns} from './find-run.ts';

/**
 * Removes runs that are over with everything that they left: those named, whatever they came to, or
 * all that ended before `before`. A run that somebody is at work on, and one that waits, stay.
 */
export async function cleanRuns(
  environment: Environment,
  {names, before}: {names: readonly string[]; before: Date},
): Promise<Result<string[]>> {
  const chosen: FoundRun[] = [];
  for (const name of names) {
    const found = findRun(environment, name);
    if (!found.ok) {
      return found;
    }
    const {run} = found.value;
    const pid = found.value.holder ?? findOrphan(found.value);
    if (pid !== undefined) {
      return {ok: false, failure: {code: 'run-busy', run, pid}};
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
  const removed: string[] = [];
  for (const {run, files} of [...chosen, ...old]) {
    try {
      await removeRunFolder(files);
      removed.push(run);
    } catch (error) {
      // The others are none the worse for it.
      writeLog(paths(environment).logs, 'run-not-removed', error);
    }
  }
  return {ok: true, value: removed};
}

/** A client or a check that goes on without the process that watched it: it still spends. */
function findOrphan({state}: FoundRun): number | undefined {
  return Object.values(state?.steps ?? {})
    .flatMap(({attempts}) => attempts.flatMap(({process, check}) => [process, check]))
    .find((each) => each !== null && isRunning(each))?.pid;
}

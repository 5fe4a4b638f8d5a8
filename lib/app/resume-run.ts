import type {Failure, Result} from '../core/failure/failure.ts';
import {depthOf} from '../core/run/child-environment.ts';
import {isUnfinished} from '../core/run/run-presence.ts';
import type {Environment} from '../edge/environment.ts';
import {findRun, listRuns} from './find-run.ts';
import {type OpenRun, openRun} from './open-run.ts';

/**
 * Takes an unfinished run up for this process.
 * @param name undefined: the newest unfinished one of this folder.
 */
export function resumeRun(
  name: string | undefined,
  {environment, folder}: {environment: Environment; folder: string},
): Result<OpenRun> {
  const depth = depthOf(environment);
  if (depth > 0) {
    return {ok: false, failure: {code: 'run-nested', depth}};
  }
  const found =
    name === undefined ? findUnfinished(environment, folder) : findRun(environment, name);
  if (!found.ok) {
    return found;
  }
  const {run, files, state, holder} = found.value;
  const refusal = findRefusal(run, {status: state?.status, holder, journal: files.journal});
  return refusal === undefined ? openRun(files) : {ok: false, failure: refusal};
}

function findRefusal(
  run: string,
  {
    status,
    holder,
    journal,
  }: {status: string | undefined; holder: number | undefined; journal: string},
): Failure | undefined {
  if (status === undefined) {
    return {code: 'run-broken', run, file: journal};
  }
  if (holder !== undefined) {
    return {code: 'run-busy', run, pid: holder};
  }
  return status === 'done' ? {code: 'run-over', run, status} : undefined;
}

function findUnfinished(environment: Environment, folder: string): ReturnType<typeof findRun> {
  const found = listRuns(environment).find(
    ({presence, state}) => isUnfinished(presence) && state?.spec.cwd === folder,
  );
  return found === undefined
    ? {ok: false, failure: {code: 'run-missing', run: 'to resume in this folder', known: []}}
    : {ok: true, value: found};
}

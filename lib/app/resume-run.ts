import type {Failure, Result} from '../core/failure/failure.ts';
import {depthOf} from '../core/run/child-environment.ts';
import {isUnfinished} from '../core/run/run-presence.ts';
import type {RunState} from '../core/run/run-state.ts';
import type {Environment} from '../edge/environment.ts';
import {type FoundRun, findRun, listRuns} from './find-run.ts';
import {type OpenRun, openRun} from './open-run.ts';

export interface ResumeRequest {
  environment: Environment;
  folder: string;
  kind: RunState['kind'];
}

/**
 * Takes an unfinished run up for this process.
 * @param name undefined: the newest unfinished one of its kind in this folder.
 */
export function resumeRun(name: string | undefined, request: ResumeRequest): Result<OpenRun> {
  const found = findResumable(name, request);
  return found.ok ? openRun(found.value.files) : found;
}

/** The run that would be taken up; nothing of it is changed by looking. */
export function findResumable(
  name: string | undefined,
  request: ResumeRequest,
): Result<FoundRun & {state: RunState}> {
  const {environment, kind} = request;
  const depth = depthOf(environment);
  if (depth > 0) {
    return {ok: false, failure: {code: 'run-nested', depth}};
  }
  const found = name === undefined ? findUnfinished(request) : findRun(environment, name);
  if (!found.ok) {
    return found;
  }
  const {run, files, state, holder} = found.value;
  if (state === undefined) {
    return {ok: false, failure: {code: 'run-broken', run, file: files.journal}};
  }
  if (state.kind !== kind) {
    return {ok: false, failure: {code: 'run-of-other-kind', run, kind: state.kind}};
  }
  const refusal = findRefusal(run, {status: state.status, holder});
  return refusal === undefined
    ? {ok: true, value: {...found.value, state}}
    : {ok: false, failure: refusal};
}

function findRefusal(
  run: string,
  {status, holder}: {status: RunState['status']; holder: number | undefined},
): Failure | undefined {
  if (holder !== undefined) {
    return {code: 'run-busy', run, pid: holder};
  }
  return status === 'done' ? {code: 'run-over', run, status} : undefined;
}

function findUnfinished({environment, folder, kind}: ResumeRequest): ReturnType<typeof findRun> {
  const found = listRuns(environment).find(
    ({presence, state}) =>
      isUnfinished(presence) && state?.spec.cwd === folder && state.kind === kind,
  );
  return found === undefined
    ? {ok: false, failure: {code: 'run-missing', run: 'to resume in this folder', known: []}}
    : {ok: true, value: found};
}

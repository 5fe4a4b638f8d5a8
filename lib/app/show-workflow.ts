import type {Result} from '../core/failure/failure.ts';
import {summariseWorkflow, type WorkflowSummary} from '../core/workflow/summarise-workflow.ts';
import type {Environment} from '../edge/environment.ts';
import {readJournal} from '../edge/journal.ts';
import {type FoundRun, findRun, listRuns} from './find-run.ts';
import {readAnswer, readRunWorkflow, replayRun} from './open-workflow.ts';

/** How a run of a workflow stands; nothing of it is changed by looking. */
export function showWorkflow(
  environment: Environment,
  folder: string,
  name: string | undefined,
): Result<WorkflowSummary> {
  const found = findWorkflowRun(environment, folder, name);
  if (!found.ok) {
    return found;
  }
  const {run, files, state, presence} = found.value;
  if (state === undefined || presence === 'broken') {
    return {ok: false, failure: {code: 'run-broken', run, file: files.journal}};
  }
  const read = readRunWorkflow(environment, files, state);
  if (!read.ok) {
    return read;
  }
  const schedule = replayRun(environment, files, {...read.value, state, isRetried: false});
  // A process may outlive the run that it held.
  const status = state.status === 'open' ? presence : state.status;
  const at = status === 'running' ? new Date().toISOString() : state.updated_at;
  const {file} = read.value.stored;
  const summary = summariseWorkflow(schedule, state, {file, status, at});
  return {ok: true, value: summary};
}

export interface WorkflowLog {
  run: string;
  facts: readonly Record<string, unknown>[];
  /** What the step that was asked for said; undefined: none was asked for. */
  answer: unknown;
}

/** The journal of a run, or what it says of one step, with its answer. */
export function readWorkflowLog(
  environment: Environment,
  folder: string,
  {name, step}: {name: string | undefined; step: string | undefined},
): Result<WorkflowLog> {
  const found = findWorkflowRun(environment, folder, name);
  if (!found.ok) {
    return found;
  }
  const {run, files, state} = found.value;
  const facts = readJournal(files.journal).filter(
    (fact) => step === undefined || fact.step === step,
  );
  const known = state !== undefined && step !== undefined && Object.hasOwn(state.steps, step);
  const answer = known ? readAnswer(files, step, {state, step: state.steps[step]}) : undefined;
  return {ok: true, value: {run, facts, answer}};
}

/** @param name undefined: the newest workflow of this folder. */
function findWorkflowRun(
  environment: Environment,
  folder: string,
  name: string | undefined,
): Result<FoundRun> {
  if (name !== undefined) {
    const found = findRun(environment, name);
    return found.ok && found.value.state?.kind === 'run'
      ? {ok: false, failure: {code: 'run-of-other-kind', run: found.value.run, kind: 'run'}}
      : found;
  }
  const newest = listRuns(environment).find(
    ({state}) => state?.kind === 'workflow' && state.spec.cwd === folder,
  );
  return newest === undefined
    ? {ok: false, failure: {code: 'run-missing', run: 'of a workflow in this folder', known: []}}
    : {ok: true, value: newest};
}

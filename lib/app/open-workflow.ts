import type {Result} from '../core/failure/failure.ts';
import {failureOf} from '../core/run/next-attempt.ts';
import type {RunState, StepState} from '../core/run/run-state.ts';
import type {StepFailure} from '../core/run/step-failure.ts';
import {stopOf} from '../core/run/stop-of.ts';
import {checkWorkflow} from '../core/workflow/check-workflow.ts';
import type {StepGraph} from '../core/workflow/link-steps.ts';
import {openSchedule} from '../core/workflow/open-schedule.ts';
import {replaySteps, type StepEnd} from '../core/workflow/replay-steps.ts';
import type {Schedule} from '../core/workflow/schedule.ts';
import type {Workflow} from '../core/workflow/workflow.ts';
import type {Environment} from '../edge/environment.ts';
import type {RunFiles} from '../edge/run-folder.ts';
import {readStoredWorkflow, readTaken, type StoredWorkflow} from '../edge/workflow-store.ts';
import {readAgents} from './load-workflow.ts';
import {routeSteps} from './route-steps.ts';
import {readStream} from './run-attempt.ts';

/** The workflow of a run, as its folder has it. */
export interface RunWorkflow {
  stored: StoredWorkflow;
  workflow: Workflow;
  graph: StepGraph;
}

/** What a run is made of; a run whose workflow cannot be read is broken. */
export function readRunWorkflow(
  environment: Environment,
  files: RunFiles,
  {run, spec}: Pick<RunState, 'run' | 'spec'>,
): Result<RunWorkflow> {
  const stored = readStoredWorkflow(files);
  const checked =
    stored === undefined
      ? undefined
      : checkWorkflow(stored.text, readAgents(environment, spec.cwd));
  if (stored === undefined || checked === undefined) {
    return {ok: false, failure: {code: 'run-broken', run, file: files.workflow}};
  }
  if (!checked.ok) {
    const {file} = stored;
    return {ok: false, failure: {code: 'workflow-invalid', file, problems: checked.problems}};
  }
  const {workflow, graph} = checked;
  return {ok: true, value: {stored, workflow, graph}};
}

/** The schedule of a run at the point where its journal ends. */
export function replayRun(
  environment: Environment,
  files: RunFiles,
  {state, workflow, graph, stored, isRetried}: RunWorkflow & {state: RunState; isRetried: boolean},
): Schedule {
  const schedule = openSchedule(workflow, graph, {
    inputs: stored.inputs,
    route: routeSteps(environment, state.spec.cwd),
    nameFile: files.value,
  });
  const taken = readTaken(files);
  const stepOf = (name: string): StepState | undefined =>
    Object.hasOwn(state.steps, name) ? state.steps[name] : undefined;
  const journal = {
    readEnd: (name: string) => readEnd(stepOf(name)),
    readOutput: (name: string) => readAnswer(files, name, {state, step: stepOf(name)}),
    readTaken: (name: string) => (Object.hasOwn(taken, name) ? taken[name] : undefined),
  };
  replaySteps(schedule, journal, {isRetried});
  return schedule;
}

function readEnd(step: StepState | undefined): StepEnd | undefined {
  if (step?.decided !== undefined) {
    return step.decided;
  }
  if (!step?.ended) {
    return undefined;
  }
  const {status, failure} = step.ended;
  const isStop = failure !== null && stopOf(failure) !== undefined;
  return {status, because: nameFailure(failure), isStop};
}

/** In a few words: the table of steps has a line for each. */
export function nameFailure(failure: StepFailure | null): string {
  if (failure === null) {
    return 'done';
  }
  return 'message' in failure && failure.message !== ''
    ? `${failure.code}: ${failure.message}`
    : failure.code;
}

/** What a step answered, from what its client wrote: JSON where it was asked for that, else text. */
export function readAnswer(
  files: RunFiles,
  name: string,
  {state, step}: {state: RunState; step: StepState | undefined},
): unknown {
  const good = step?.attempts.findLast((attempt) => failureOf(attempt, state.spec) === undefined);
  if (good === undefined) {
    return null;
  }
  try {
    const {result} = readStream(files, {step: name, attempt: good.attempt});
    return result?.structured ?? result?.text ?? null;
  } catch {
    // Its stream was removed by hand.
    return null;
  }
}

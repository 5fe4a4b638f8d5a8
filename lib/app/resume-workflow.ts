import type {Result} from '../core/failure/failure.ts';
import type {RunState} from '../core/run/run-state.ts';
import {diffWorkflows} from '../core/workflow/diff-workflows.ts';
import {findForgotten} from '../core/workflow/find-forgotten.ts';
import type {Environment} from '../edge/environment.ts';
import {storeWorkflow} from '../edge/workflow-store.ts';
import {endOrphans} from './end-orphans.ts';
import {type LoadedWorkflow, loadWorkflow} from './load-workflow.ts';
import {type OpenRun, openRun} from './open-run.ts';
import {type RunWorkflow, readRunWorkflow} from './open-workflow.ts';
import {findResumable} from './resume-run.ts';
import type {OpenWorkflow} from './start-workflow.ts';

export interface ResumeWorkflowRequest {
  folder: string;
  /** undefined: the newest unfinished workflow of the folder. */
  name: string | undefined;
  /** Go on with the file as it is now. */
  acceptsChanges: boolean;
}

/**
 * Takes up a run of a workflow where it stopped. A file that was changed since is refused with what
 * differs, unless the person accepts that; one that is gone is not needed.
 */
export async function resumeWorkflow(
  environment: Environment,
  {folder, name, acceptsChanges}: ResumeWorkflowRequest,
): Promise<Result<OpenWorkflow>> {
  const found = findResumable(name, {environment, folder, kind: 'workflow'});
  if (!found.ok) {
    return found;
  }
  const {files, state} = found.value;
  const before = readRunWorkflow(environment, files, state);
  if (!before.ok) {
    return before;
  }
  const chosen = await choose(environment, before.value, {state, acceptsChanges});
  if (!chosen.ok) {
    return chosen;
  }
  const opened = openRun(files);
  if (!opened.ok) {
    return opened;
  }
  if (chosen.value !== before.value) {
    await accept(opened.value, before.value, chosen.value);
  }
  return {ok: true, value: {run: opened.value, ...chosen.value}};
}

/** The journal hears of it first: killed in between, the run asks once more whether it is accepted. */
async function accept(run: OpenRun, before: RunWorkflow, now: RunWorkflow): Promise<void> {
  const {budgetUsd} = now.workflow;
  // A night may have capped the run below its file; only a new word of the file is above that.
  const isSame = budgetUsd === before.workflow.budgetUsd;
  const {spec, steps} = run.state();
  const max_usd = isSame ? spec.max_usd : budgetUsd;
  const forgotten = findForgotten(before.workflow, now.workflow, steps);
  for (const name of forgotten) {
    await endOrphans(run, name);
  }
  run.record({event: 'changes-accepted', max_usd, forgotten});
  storeWorkflow(run.files, now.stored);
}

/** The workflow to go on with: as it was, or as its file is now. */
async function choose(
  environment: Environment,
  before: RunWorkflow,
  {state, acceptsChanges}: {state: RunState; acceptsChanges: boolean},
): Promise<Result<RunWorkflow>> {
  const {run, spec} = state;
  const {file} = before.stored;
  const now = await loadWorkflow(environment, spec.cwd, file);
  if (!now.ok) {
    return now.failure.code === 'workflow-not-found' ? {ok: true, value: before} : now;
  }
  const change = diffWorkflows(before.workflow, now.value.workflow);
  if (change === undefined) {
    return {ok: true, value: before};
  }
  return acceptsChanges
    ? {ok: true, value: adopt(before, now.value)}
    : {ok: false, failure: {code: 'workflow-changed', run, file, change}};
}

/** The new file; inputs that the run knows keep their values. */
function adopt({stored}: RunWorkflow, {file, text, workflow, graph}: LoadedWorkflow): RunWorkflow {
  const inputs = Object.fromEntries(
    workflow.inputs.map(({name, default: preset}) => [
      name,
      Object.hasOwn(stored.inputs, name) ? stored.inputs[name] : (preset ?? null),
    ]),
  );
  return {stored: {file, text, inputs}, workflow, graph};
}

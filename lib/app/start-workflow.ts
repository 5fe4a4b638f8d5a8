import type {Result} from '../core/failure/failure.ts';
import {depthOf} from '../core/run/child-environment.ts';
import type {RunEvent} from '../core/run/run-event.ts';
import {readInputs} from '../core/workflow/read-inputs.ts';
import {workflowSpec} from '../core/workflow/step-spec.ts';
import type {Environment} from '../edge/environment.ts';
import {openJournal} from '../edge/journal.ts';
import {makeRunFolder, nameRun, type RunFiles, runFiles} from '../edge/run-folder.ts';
import {type StoredWorkflow, storeTaken, storeWorkflow} from '../edge/workflow-store.ts';
import {type LoadedWorkflow, loadWorkflow} from './load-workflow.ts';
import {type OpenRun, openRun} from './open-run.ts';
import type {RunWorkflow} from './open-workflow.ts';

/** A run of a workflow that this process holds. */
export interface OpenWorkflow extends RunWorkflow {
  run: OpenRun;
}

export interface WorkflowRequest {
  folder: string;
  /** A path, or a name. */
  name: string;
  /** Inputs as typed, the last of two counts. */
  given: readonly (readonly [name: string, text: string])[];
  /** In USD: no more is spent, whatever the file allows. */
  maxUsd?: number;
}

/** Writes a new run of a workflow down, for this process to go on with. Nothing is sent yet. */
export async function startWorkflow(
  environment: Environment,
  {folder, name, given, maxUsd = Number.POSITIVE_INFINITY}: WorkflowRequest,
): Promise<Result<OpenWorkflow>> {
  const depth = depthOf(environment);
  if (depth > 0) {
    return {ok: false, failure: {code: 'run-nested', depth}};
  }
  const loaded = await loadWorkflow(environment, folder, name);
  if (!loaded.ok) {
    return loaded;
  }
  const {file, text, workflow} = loaded.value;
  const inputs = readInputs(workflow.inputs, given);
  if (!inputs.ok) {
    const {problems} = inputs;
    return {ok: false, failure: {code: 'workflow-inputs-wrong', file, problems}};
  }
  const stored = {file, text, inputs: inputs.values};
  const allowed = Math.min(workflow.budgetUsd ?? Number.POSITIVE_INFINITY, maxUsd);
  const budgetUsd = Number.isFinite(allowed) ? allowed : null;
  const capped = {...loaded.value, workflow: {...workflow, budgetUsd}};
  return createWorkflowRun(environment, {folder, stored, loaded: capped, taken: undefined});
}

/** @param taken answers of steps that need not be done again. */
export function createWorkflowRun(
  environment: Environment,
  {
    folder,
    stored,
    loaded,
    taken,
  }: {
    folder: string;
    stored: StoredWorkflow;
    loaded: Pick<LoadedWorkflow, 'workflow' | 'graph'>;
    taken: Readonly<Record<string, unknown>> | undefined;
  },
): Result<OpenWorkflow> {
  const {workflow, graph} = loaded;
  const {run, files} = makeFolder(environment, `workflow ${workflow.name}\n${stored.file}\n`);
  storeWorkflow(files, stored);
  if (taken !== undefined) {
    storeTaken(files, taken);
  }
  const spec = workflowSpec(workflow, folder);
  const at = new Date().toISOString();
  const journal = openJournal<RunEvent>(files.journal);
  journal.append({at, event: 'run-created', v: 1, run, kind: 'workflow', spec});
  journal.close();
  const opened = openRun(files);
  return opened.ok ? {ok: true, value: {run: opened.value, stored, workflow, graph}} : opened;
}

function makeFolder(environment: Environment, prompt: string): {run: string; files: RunFiles} {
  for (;;) {
    const run = nameRun(new Date(), Math.random());
    const files = runFiles(environment, run);
    if (makeRunFolder(files, prompt)) {
      return {run, files};
    }
  }
}

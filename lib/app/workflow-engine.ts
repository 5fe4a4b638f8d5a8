import type {Result} from '../core/failure/failure.ts';
import type {WorkflowSummary} from '../core/workflow/summarise-workflow.ts';
import type {Environment} from '../edge/environment.ts';
import {executeWorkflow, type WorkflowEnd, type WorkflowNotice} from './execute-workflow.ts';
import {type KilledRun, killRun} from './kill-run.ts';
import {type ResumeWorkflowRequest, resumeWorkflow} from './resume-workflow.ts';
import {retryWorkflow} from './retry-workflow.ts';
import {showWorkflow} from './show-workflow.ts';
import {type OpenWorkflow, startWorkflow, type WorkflowRequest} from './start-workflow.ts';

/**
 * What runs workflows. Steps are known by name (`run/step`), never by the order of calls, so that a
 * run can be taken up by another process, and one day by another machine.
 */
export interface WorkflowEngine<Handle> {
  /** Writes a new run down; nothing is started yet. */
  submit: (request: WorkflowRequest) => Promise<Result<Handle>>;
  /** Takes an unfinished run up. */
  resume: (request: ResumeWorkflowRequest) => Promise<Result<Handle>>;
  /** A new run that takes over what another one did before a step. */
  retry: (request: {name: string; from: string}) => Result<Handle>;
  /** Works on a run until its end; `watch` hears of everything that happens. */
  run: (
    handle: Handle,
    world: {signal: AbortSignal; watch: (notice: WorkflowNotice) => void},
  ) => Promise<WorkflowEnd>;
  /** Ends a run with everything that it started; it can be resumed. */
  cancel: (name: string) => Promise<Result<KilledRun>>;
  /** How a run stands; undefined: the newest one of the folder. */
  status: (folder: string, name: string | undefined) => Result<WorkflowSummary>;
}

/** The engine that needs nothing but this machine: a journal per run, a process per attempt. */
export function localEngine(environment: Environment): WorkflowEngine<OpenWorkflow> {
  return {
    submit: (request) => startWorkflow(environment, request),
    resume: (request) => resumeWorkflow(environment, request),
    retry: (request) => retryWorkflow(environment, request),
    run: (handle, {signal, watch}) => executeWorkflow(handle, {environment, signal, notify: watch}),
    cancel: (name) => killRun(environment, name),
    status: (folder, name) => showWorkflow(environment, folder, name),
  };
}

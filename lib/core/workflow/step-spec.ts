import type {AttemptFailureCode} from '../run/attempt-failure.ts';
import type {RunSpec} from '../run/run-spec.ts';
import type {StepStart} from './take-step.ts';
import {isIsolated, mayEdit, type RetryCause, type Workflow} from './workflow.ts';

const defaultTimeoutMs = 15 * 60_000;

/** What holds for every step of a workflow that does not say otherwise. */
export function workflowSpec(workflow: Workflow, cwd: string): RunSpec {
  return {
    cwd,
    session: null,
    prompt_id: null,
    ladder: ['stay'],
    because: [`the workflow ${workflow.name}`],
    verify: null,
    isolate: false,
    timeout_ms: defaultTimeoutMs,
    retries: 0,
    max_usd: workflow.budgetUsd,
    max_turns: null,
    permission_mode: null,
    allowed_tools: [],
  };
}

/** What is asked of one step. */
export function stepSpec(base: RunSpec, {step, ladder, because, files}: StepStart): RunSpec {
  const {agent, retry} = step;
  return {
    ...base,
    ladder: agent.kind === 'user' ? ['stay'] : ladder,
    because: [because],
    verify: step.verify,
    isolate: isIsolated(step),
    timeout_ms: step.timeoutMs ?? base.timeout_ms,
    retries: retry.limit,
    retry: {
      on: retry.on.map((cause) => failureCodes[cause]),
      limit: retry.limit,
      backoff_ms: retry.backoffMs,
    },
    permission_mode: step.permissionMode,
    allowed_tools: step.allowedTools,
    ...(mayEdit(step) ? {} : {disallowed_tools: editingTools}),
    ...(agent.kind === 'user' ? {agent: agent.name} : {}),
    ...(files.length === 0
      ? {}
      : {added_folders: [...new Set(files.map(({path}) => folderOf(path)))]}),
    ...(step.outputSchema === null ? {} : {output_schema: step.outputSchema}),
  };
}

function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}

/** Steps that read may run side by side in one folder, so they have none of these. */
const editingTools = ['Edit', 'MultiEdit', 'Write', 'NotebookEdit'];

const failureCodes: Readonly<Record<RetryCause, AttemptFailureCode>> = {
  timeout: 'timed-out',
  overloaded: 'overloaded',
  'bad-output': 'bad-output',
  'verify-failed': 'verify-failed',
  killed: 'killed',
};

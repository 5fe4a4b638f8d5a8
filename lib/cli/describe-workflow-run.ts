import type {WorkflowLog} from '../app/show-workflow.ts';
import {writeValue} from '../core/workflow/fill-template.ts';
import type {StepSummary, WorkflowSummary} from '../core/workflow/summarise-workflow.ts';
import {formatMoney} from './format-amount.ts';
import {formatTime} from './format-time.ts';

/** A run of a workflow as a table of its steps. */
export function describeWorkflowRun(summary: WorkflowSummary): string {
  const {run_id, workflow, file, status, steps, cost_usd, parked} = summary;
  const width = Math.max(...steps.map(({step}) => step.length));
  const cost = cost_usd === null ? 'cost unknown' : formatMoney(cost_usd);
  return [
    `${workflow}  ${file}`,
    `run ${run_id}: ${status}, ${formatTime(summary.duration_ms)}, ${cost}`,
    ...(parked === null
      ? []
      : [`waits: ${parked.because}, until ${parked.until ?? 'nobody knows when'}`]),
    '',
    ...steps.map((step) => `  ${step.step.padEnd(width)}  ${describeStep(step)}`),
    ...(['done', 'running'].includes(status)
      ? []
      : ['', `Go on: tierwise workflow resume ${run_id}`]),
  ].join('\n');
}

function describeStep({
  status,
  because,
  tier,
  model,
  attempts,
  cost_usd,
  duration_ms,
}: StepSummary) {
  const parts = [
    status.padEnd(8),
    ...(tier === null ? [] : [model ?? tier]),
    ...(attempts === 0 ? [] : [formatTime(duration_ms)]),
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
    ...(attempts === 0 || cost_usd === null ? [] : [formatMoney(cost_usd)]),
    ...(because === '' || because === 'done' ? [] : [because]),
  ];
  return parts.join('  ').trimEnd();
}

/** The journal, a line for each fact; then what the step that was asked for said. */
export function describeWorkflowLog({facts, answer}: WorkflowLog): string {
  const lines = facts.map(({at, event, step, ...rest}) =>
    [String(at), String(event), ...(step === undefined ? [] : [String(step)]), pick(rest)]
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...(answer === undefined ? [] : ['', writeValue(answer)])].join('\n');
}

/** What tells most of a fact; the rest is in the file itself. */
function pick(fact: Record<string, unknown>): string {
  const {tier, attempt, status, because, outcome} = fact;
  const failure = (outcome as {failure?: {code: string}} | undefined)?.failure?.code;
  return [tier, attempt, status, failure, because].filter((each) => each !== undefined).join('  ');
}

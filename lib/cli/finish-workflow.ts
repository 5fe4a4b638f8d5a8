import type {WorkflowEnd} from '../app/execute-workflow.ts';
import {nameFailure} from '../app/open-workflow.ts';
import {exitCodes} from '../core/run/exit-code.ts';
import type {RunStop} from '../core/run/run-stop.ts';
import {writeValue} from '../core/workflow/fill-template.ts';
import type {WorkflowFailure} from '../core/workflow/workflow-failure.ts';
import {print, setExitCode} from '../edge/terminal.ts';
import {finishFailure} from './finish.ts';

/** Prints what the workflow was for, or why there is none of it; the exit code tells which. */
export function finishWorkflow(end: WorkflowEnd, flags: {json?: true; events?: true}): void {
  const {summary, stop} = end;
  const failure = describeEnd(end);
  if (flags.events) {
    print(JSON.stringify({at: new Date().toISOString(), about: 'result', ...summary}));
  } else if (flags.json) {
    print(JSON.stringify(summary));
  } else {
    printOutputs(summary.outputs);
    if (failure !== undefined) {
      finishFailure(failure, {isJson: false});
    }
  }
  setExitCode(stop === undefined ? (failure === undefined ? 0 : 1) : exitCodes[stop.failure.code]);
}

function describeEnd({summary, stop}: WorkflowEnd): WorkflowFailure | undefined {
  const {run_id: run, status, steps, parked} = summary;
  if (stop !== undefined) {
    const because = describeStop(stop, summary.duration_ms);
    return {code: 'workflow-stopped', run, by: stop.by, until: parked?.until ?? null, because};
  }
  const failed = steps.filter((each) => each.status === 'failed');
  return status === 'done' ? undefined : {code: 'workflow-failed', run, steps: failed};
}

function describeStop({by, failure}: RunStop, durationMs: number): string {
  if (by === 'person' || by === 'time') {
    return `after ${durationMs} ms`;
  }
  if (failure.code === 'cli-missing') {
    return `looked for claude in ${failure.looked_in || 'an empty PATH'}`;
  }
  // A limit speaks of its end, which is told beside it.
  return by === 'limit' ? failure.code : nameFailure(failure);
}

/** One answer alone, as a program's; several under their names. */
function printOutputs(outputs: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(outputs).filter(([, value]) => value !== null);
  if (given.length === 1 && Object.keys(outputs).length === 1) {
    print(writeValue(given[0]?.[1]));
    return;
  }
  for (const [name, value] of given) {
    print(`## ${name}\n\n${writeValue(value)}\n`);
  }
}

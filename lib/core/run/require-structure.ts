import type {ClientReport} from './client-report.ts';
import type {AttemptOutcome} from './run-event.ts';
import type {RunSpec} from './run-spec.ts';

/** An answer that had to have a form and has none is no answer: the client itself lets that pass. */
export function requireStructure(
  outcome: AttemptOutcome,
  {output_schema}: RunSpec,
  {result}: ClientReport,
): AttemptOutcome {
  return outcome.is_done && output_schema !== undefined && result?.structured === undefined
    ? {
        is_done: false,
        failure: {code: 'bad-output', reason: 'its answer has not the form asked for'},
      }
    : outcome;
}

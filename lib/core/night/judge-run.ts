import type {AttemptFailureCode} from '../run/attempt-failure.ts';
import type {RunSummary} from '../run/run-summary.ts';

/** What follows for a job from how its run ended. */
export type RunVerdict =
  | {status: 'done'}
  /** `isFinal`: another attempt would end the same. */
  | {status: 'failed'; code: string; because: string; isFinal: boolean}
  | {status: 'parked'; until: string; because: string};

/** Asked again after this when nobody says when a limit ends. */
const unknownLimitMs = 15 * 60 * 1000;

/** Failures that another attempt cannot mend: a person has to do something first. */
const finalCodes: readonly AttemptFailureCode[] = [
  'request-refused',
  'permission-denied',
  'cli-missing',
  'too-large',
  'budget-reached',
];

/** What a job needs to know of the run that did its work, be it one prompt or a workflow. */
export type JudgedRun = Pick<
  RunSummary,
  'run_id' | 'status' | 'tier' | 'cost_usd' | 'failure' | 'parked_until'
>;

/** Only a limit parks: it says nothing about the work. */
export function judgeRun({status, failure, parked_until}: JudgedRun, nowMs: number): RunVerdict {
  if (status === 'done') {
    return {status};
  }
  const code = failure?.code ?? 'bad-output';
  if (failure?.code === 'limit-reached' || failure?.code === 'breaker-open') {
    const told =
      failure.code === 'breaker-open' ? failure.until : (failure.resets_at ?? parked_until);
    const until = told ?? new Date(nowMs + unknownLimitMs).toISOString();
    return {status: 'parked', until, because: code};
  }
  return {
    ...{status: 'failed', code, because: describeFailure(failure)},
    isFinal: finalCodes.some((each) => each === code),
  };
}

function describeFailure(failure: RunSummary['failure']): string {
  switch (failure?.code) {
    case undefined:
      return 'it ended without saying why';
    case 'timed-out':
      return `it was not through after ${Math.round(failure.timeout_ms / 1000)} s`;
    case 'permission-denied':
      return `it was not allowed to use ${failure.tools.join(', ')}; allow it with --allowed-tools`;
    case 'verify-failed':
      return `the check failed: ${failure.command}`;
    case 'handed-back':
      return `the work is larger than its tier: ${failure.reason}`;
    case 'overloaded':
    case 'request-refused':
    case 'budget-reached':
      return failure.message;
    case 'bad-output':
      return failure.reason;
    case 'killed':
      return failure.because;
    case 'too-large':
      return `it took more ${failure.what} than an attempt may`;
    case 'cli-missing':
      return 'claude is not on the PATH';
    default:
      return failure?.code ?? '';
  }
}

import type {AttemptFailure} from './attempt-failure.ts';
import type {RunStop} from './run-stop.ts';
import type {StepFailure} from './step-failure.ts';

/**
 * The stop that follows from a failure which says nothing about the work: every other step would
 * meet it, too. undefined: it is about this step.
 */
export function stopOf(failure: StepFailure): RunStop | undefined {
  switch (failure.code) {
    case 'limit-reached':
    case 'breaker-open':
      return {by: 'limit', failure};
    case 'interrupted':
      return {by: 'person', failure};
    case 'budget-reached':
      return failure.limit === 'usd' ? {by: 'budget', failure} : undefined;
    case 'request-refused':
      return isAboutPrompt(failure) ? undefined : {by: 'refusal', failure};
    case 'cli-missing':
      return {by: 'client', failure};
    default:
      return undefined;
  }
}

/** Such as one that is too long; all else is about the account, or what it may use. */
function isAboutPrompt({
  status,
  message,
}: Extract<AttemptFailure, {code: 'request-refused'}>): boolean {
  return (status === 400 || status === 413) && !/credit balance/i.test(message);
}

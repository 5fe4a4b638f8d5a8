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
      return isAboutAccount(failure) ? {by: 'refusal', failure} : undefined;
    case 'cli-missing':
      return {by: 'client', failure};
    default:
      return undefined;
  }
}

/**
 * Who asks, not what is asked for: a prompt that is too long, or one model that this account has not,
 * says nothing of the other steps.
 */
function isAboutAccount({
  status,
  message,
}: Extract<AttemptFailure, {code: 'request-refused'}>): boolean {
  return status === null || status === 401 || status === 402 || aboutAccount.test(message);
}

const aboutAccount = /credit balance|api key|not logged in|\/login|organization has been disabled/i;

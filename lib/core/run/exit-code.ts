import type {AttemptFailureCode} from './attempt-failure.ts';

/** What a run's end means to the shell that started it. 75 is `EX_TEMPFAIL`: try later. */
export const exitCodes: Readonly<Record<AttemptFailureCode, number>> = {
  'limit-reached': 75,
  'breaker-open': 75,
  overloaded: 75,
  'request-refused': 1,
  'timed-out': 124,
  'permission-denied': 1,
  'cli-missing': 127,
  'bad-output': 1,
  'budget-reached': 1,
  'verify-failed': 1,
  'handed-back': 1,
  'too-large': 1,
  killed: 1,
  interrupted: 130,
};

import type {Failure} from '../failure/failure.ts';
import type {AttemptFailure} from './attempt-failure.ts';
import {exitCodes} from './exit-code.ts';
import type {AttemptFailed} from './run-failure.ts';

/** Why a step failed: its attempts, or what was needed around them. */
export type StepFailure = AttemptFailure | Exclude<Failure, AttemptFailed>;

/** Whether the attempts themselves failed; everything else has to do with this machine. */
export function isAttemptFailure(failure: StepFailure): failure is AttemptFailure {
  return Object.hasOwn(exitCodes, failure.code);
}

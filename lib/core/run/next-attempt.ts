import type {Tier} from '../tier.ts';
import type {AttemptFailure, AttemptFailureCode} from './attempt-failure.ts';
import {backoffMs} from './backoff.ts';
import type {RetryRule, RunSpec} from './run-spec.ts';
import type {AttemptState, StepState} from './run-state.ts';

/** What a step does next. */
export type NextMove =
  | {do: 'attempt'; tier: Tier; attempt: number; afterMs: number; because: string}
  /** Hold what the attempt did against the user's own check. */
  | {do: 'verify'; attempt: AttemptState}
  /** Bring what the attempt changed from its copy into the user's tree. */
  | {do: 'apply'; attempt: AttemptState}
  | {do: 'park'; failure: AttemptFailure}
  | {do: 'fail'; failure: AttemptFailure}
  | {do: 'finish'; attempt: AttemptState};

/** What follows from a failure: the whole policy. */
type Reaction =
  /** Again on the same tier, as often as the run allows. */
  | 'retry'
  /** Again on the same tier, waiting longer each time. */
  | 'retry-later'
  /** Once again on the same tier, whatever the run allows. */
  | 'once-more'
  /** On to the next tier of the ladder. */
  | 'climb'
  /** Nothing is lost: the run waits until the limit is over. */
  | 'park'
  | 'fail';

const reactions: Readonly<Record<AttemptFailureCode, Reaction>> = {
  'limit-reached': 'park',
  overloaded: 'retry-later',
  'request-refused': 'fail',
  'timed-out': 'once-more',
  'permission-denied': 'fail',
  'cli-missing': 'fail',
  'bad-output': 'retry',
  'budget-reached': 'fail',
  'verify-failed': 'climb',
  'handed-back': 'climb',
  'too-large': 'fail',
  killed: 'retry',
  interrupted: 'fail',
  'breaker-open': 'climb',
};

/**
 * The next move of a step, from what its attempts came to. The same for a step that goes on and for
 * one that a new process takes up.
 * @param opening The run's present opening.
 * @param random From 0 to 1, for the waits.
 */
export function nextAttempt(
  step: StepState,
  spec: RunSpec,
  {opening, random}: {opening: number; random: number},
): NextMove {
  const attempts = step.attempts.filter((each) => counts(each, spec, opening));
  const last = attempts.at(-1);
  const attempt = (step.attempts.at(-1)?.attempt ?? 0) + 1;
  if (last === undefined) {
    const [tier] = spec.ladder;
    const because = spec.because.at(-1) ?? 'named by hand';
    return {do: 'attempt', tier: tier as Tier, attempt, afterMs: 0, because};
  }
  const failure = failureOf(last, spec);
  if (failure === undefined) {
    return {do: nextCheck(last, spec), attempt: last};
  }
  return spec.one_attempt === true
    ? {do: reactions[failure.code] === 'park' ? 'park' : 'fail', failure}
    : react(failure, {attempts, last, attempt, spec, random});
}

function nextCheck(last: AttemptState, spec: RunSpec): 'verify' | 'apply' | 'finish' {
  if (spec.verify !== null && last.verified === null) {
    return 'verify';
  }
  return spec.isolate && last.applied === null ? 'apply' : 'finish';
}

/** What an attempt failed of, its verification included; undefined: it did not. */
export function failureOf(attempt: AttemptState, spec: RunSpec): AttemptFailure | undefined {
  if (attempt.outcome?.is_done === false) {
    return attempt.outcome.failure;
  }
  if (attempt.verified?.is_passed === false) {
    const {exit_code, timed_out} = attempt.verified;
    return {code: 'verify-failed', command: spec.verify ?? '', exit_code, timed_out};
  }
  return undefined;
}

/**
 * What was learned about the work counts for ever: done, not verified, handed back. What went wrong
 * around it counts only until somebody takes the run up again, and then not at all; unless it was the
 * one attempt that may be made.
 */
function counts(attempt: AttemptState, spec: RunSpec, opening: number): boolean {
  if (attempt.outcome === null || attempt.is_set_aside) {
    return false;
  }
  const code = failureOf(attempt, spec)?.code;
  return (
    code === undefined ||
    code === 'verify-failed' ||
    code === 'handed-back' ||
    spec.one_attempt === true ||
    attempt.opening === opening
  );
}

interface Position {
  attempts: readonly AttemptState[];
  last: AttemptState;
  attempt: number;
  spec: RunSpec;
  random: number;
}

function react(failure: AttemptFailure, position: Position): NextMove {
  const {attempts, last, attempt, spec, random} = position;
  const again = (afterMs: number): NextMove => ({
    do: 'attempt',
    tier: last.tier,
    attempt,
    afterMs,
    because: `again after ${failure.code}`,
  });
  const failed = attempts.filter(
    (each) => each.tier === last.tier && failureOf(each, spec)?.code === failure.code,
  ).length;
  if (spec.retry !== undefined && reactions[failure.code] !== 'park') {
    const next = retryByRule(failure, spec.retry, position);
    if (next !== undefined) {
      return next;
    }
  }
  switch (reactions[failure.code]) {
    case 'retry':
      return failed <= spec.retries ? again(0) : {do: 'fail', failure};
    case 'retry-later':
      return failed <= spec.retries ? again(backoffMs(failed, random)) : {do: 'fail', failure};
    case 'once-more':
      return failed <= 1 ? again(0) : {do: 'fail', failure};
    case 'climb':
      return climb(failure, position);
    case 'park':
      return {do: 'park', failure};
    case 'fail':
      return {do: 'fail', failure};
  }
}

/** undefined: the rule says nothing of it, and it is not among what it takes over. */
function retryByRule(
  failure: AttemptFailure,
  {on, limit, backoff_ms}: RetryRule,
  {attempts, last, attempt, spec, random}: Position,
): NextMove | undefined {
  const repeated = attempts.filter((each) => {
    const code = failureOf(each, spec)?.code;
    return each.tier === last.tier && code !== undefined && on.includes(code);
  }).length;
  if (on.includes(failure.code) && repeated <= limit) {
    const because = `again after ${failure.code}`;
    // Anywhere in the upper half, so that many steps do not come back at the same moment.
    const afterMs = Math.round(backoff_ms * 2 ** (repeated - 1) * (0.5 + random / 2));
    return {do: 'attempt', tier: last.tier, attempt, afterMs, because};
  }
  return reactions[failure.code] === 'climb' ? undefined : {do: 'fail', failure};
}

function climb(failure: AttemptFailure, {last, attempt, spec}: Position): NextMove {
  const tier = spec.ladder[spec.ladder.indexOf(last.tier) + 1];
  return tier === undefined
    ? {do: 'fail', failure}
    : {do: 'attempt', tier, attempt, afterMs: 0, because: `${last.tier}: ${failure.code}`};
}

import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import type {AttemptFailure} from '../../../lib/core/run/attempt-failure.ts';
import {nextAttempt} from '../../../lib/core/run/next-attempt.ts';
import type {RetryRule} from '../../../lib/core/run/run-spec.ts';
import type {AttemptState, StepState} from '../../../lib/core/run/run-state.ts';
import {attemptOf, failures, spec} from './sample-run.ts';

const step = (...attempts: AttemptState[]): StepState => ({attempts, ended: null});
const next = (state: StepState, more: Partial<typeof spec> = {}, opening = 1) =>
  nextAttempt(state, {...spec, ...more}, {opening, random: 0});

describe('what follows from an attempt', () => {
  it('begins with the first tier', () => {
    expect(next(step())).toMatchObject({do: 'attempt', tier: 'haiku', attempt: 1, afterMs: 0});
  });

  it('ends when it went well', () => {
    expect(next(step(attemptOf(1, 'haiku')))).toMatchObject({do: 'finish'});
  });

  it('parks at a limit', () => {
    const state = step(attemptOf(1, 'haiku', failures.limit));
    expect(next(state)).toEqual({do: 'park', failure: failures.limit});
  });

  it('tries once more after a timeout, and then fails', () => {
    const once = step(attemptOf(1, 'haiku', failures.timedOut));
    expect(next(once)).toMatchObject({do: 'attempt', tier: 'haiku', attempt: 2});
    const twice = step(...once.attempts, attemptOf(2, 'haiku', failures.timedOut));
    expect(next(twice)).toEqual({do: 'fail', failure: failures.timedOut});
  });

  it('waits longer each time that the API is overloaded', () => {
    const waits = [1, 2].map((count) => {
      const attempts = Array.from({length: count}, (_, at) =>
        attemptOf(at + 1, 'haiku', failures.overloaded),
      );
      const move = next(step(...attempts));
      return move.do === 'attempt' ? move.afterMs : move.do;
    });
    expect(waits).toEqual([1000, 2000]);
  });

  it('never asks again for what was refused or denied', () => {
    expect(next(step(attemptOf(1, 'haiku', failures.denied)))).toMatchObject({do: 'fail'});
  });

  it('climbs when the work was handed back, to the end of the ladder', () => {
    const back = failures.handedBack;
    const one = step(attemptOf(1, 'haiku', back));
    expect(next(one)).toMatchObject({do: 'attempt', tier: 'sonnet', attempt: 2});
    const all = step(
      attemptOf(1, 'haiku', back),
      attemptOf(2, 'sonnet', back),
      attemptOf(3, 'opus', back),
    );
    expect(next(all)).toEqual({do: 'fail', failure: back});
  });

  it('verifies first, then brings the change home, then ends', () => {
    const how = {verify: 'npm test', isolate: true};
    const passed = {is_passed: true, exit_code: 0, timed_out: false};
    const applied = {files: ['a.ts']};
    expect(next(step(attemptOf(1, 'haiku')), how)).toMatchObject({do: 'verify'});
    const verified = attemptOf(1, 'haiku', undefined, {verified: passed});
    expect(next(step(verified), how)).toMatchObject({do: 'apply'});
    expect(next(step({...verified, applied}), how)).toMatchObject({do: 'finish'});
  });

  it('climbs when the check failed', () => {
    const verified = {is_passed: false, exit_code: 1, timed_out: false};
    const state = step(attemptOf(1, 'haiku', undefined, {verified}));
    expect(next(state, {verify: 'npm test', isolate: true})).toMatchObject({
      do: 'attempt',
      tier: 'sonnet',
    });
  });
});

describe('a run that is taken up again', () => {
  it('forgets what went wrong around the work', () => {
    for (const failure of [failures.limit, failures.interrupted, failures.timedOut]) {
      const state = step(attemptOf(1, 'haiku', failure));
      expect(next(state, {}, 2)).toMatchObject({do: 'attempt', tier: 'haiku', attempt: 2});
    }
  });

  it('stays on the tier that it had climbed to', () => {
    const state = step(
      attemptOf(1, 'haiku', failures.handedBack),
      attemptOf(2, 'sonnet', failures.interrupted),
    );
    expect(next(state, {}, 2)).toMatchObject({do: 'attempt', tier: 'sonnet', attempt: 3});
  });

  it('begins anew after attempts that were set aside', () => {
    const state = step(
      attemptOf(1, 'haiku', failures.handedBack, {is_set_aside: true}),
      attemptOf(2, 'opus', undefined, {is_set_aside: true}),
    );
    expect(next(state, {}, 2)).toMatchObject({do: 'attempt', tier: 'haiku', attempt: 3});
  });

  it('starts an attempt anew that never came to an end', () => {
    const state = step(attemptOf(1, 'haiku', undefined, {outcome: null}));
    expect(next(state, {}, 2)).toMatchObject({do: 'attempt', tier: 'haiku', attempt: 2});
  });
});

test('where one attempt is made, none follows: not after any failure, nor in another opening', () => {
  const one = {one_attempt: true, retries: 2, verify: 'npm test'};
  for (const failure of Object.values(failures)) {
    for (const opening of [1, 2]) {
      expect(next(step(attemptOf(1, 'haiku', failure)), one, opening)).toEqual({
        do: failure.code === 'limit-reached' ? 'park' : 'fail',
        failure,
      });
    }
  }
  const verified = {is_passed: false, exit_code: 1, timed_out: false};
  expect(next(step(attemptOf(1, 'haiku', undefined, {verified})), one)).toMatchObject({do: 'fail'});
  expect(next(step(), one)).toMatchObject({do: 'attempt', attempt: 1});
  const rule: RetryRule = {on: ['timed-out'], limit: 3, backoff_ms: 1};
  const ruled = step(attemptOf(1, 'haiku', failures.timedOut));
  expect(next(ruled, {...one, retry: rule})).toMatchObject({do: 'fail'});
});

test('law: whatever fails, a run ends after a bounded number of attempts', () => {
  const failure: fc.Arbitrary<AttemptFailure | undefined> = fc.constantFrom(
    ...Object.values(failures),
    undefined,
  );
  const ladder = fc.constantFrom(
    ['haiku', 'sonnet', 'opus'] as const,
    ['stay'] as const,
    ['opus', 'haiku'] as const,
  );
  fc.assert(
    fc.property(fc.infiniteStream(failure), ladder, fc.nat(4), (stream, tiers, retries) => {
      const attempts: AttemptState[] = [];
      for (;;) {
        const move = nextAttempt(
          step(...attempts),
          {...spec, ladder: tiers, retries},
          {opening: 1, random: 0.5},
        );
        if (move.do !== 'attempt') {
          return move.do !== 'fail' || attempts.length > 0;
        }
        expect(move.attempt).toBe(attempts.length + 1);
        attempts.push(attemptOf(move.attempt, move.tier, stream.next().value));
        // Each tier may fail of each class as often as the run allows, and once more.
        expect(attempts.length).toBeLessThanOrEqual(tiers.length * 3 * (retries + 2));
      }
    }),
  );
});

describe('a rule of its own for what is tried again', () => {
  const rule = (on: RetryRule['on'], limit = 1): Partial<typeof spec> => ({
    ladder: ['haiku'],
    retry: {on, limit, backoff_ms: 1000},
  });
  const failed = (count: number, failure: AttemptFailure) =>
    step(...Array.from({length: count}, (_, at) => attemptOf(at + 1, 'haiku', failure)));

  it('waits longer each time, up to its limit', () => {
    const more = rule(['overloaded'], 2);
    const moves = [1, 2, 3].map((count) => next(failed(count, failures.overloaded), more));
    expect(moves).toMatchObject([
      {do: 'attempt', attempt: 2, afterMs: 500},
      {do: 'attempt', attempt: 3, afterMs: 1000},
      {do: 'fail', failure: {code: 'overloaded'}},
    ]);
  });

  it('does not try again what it does not name, and parks all the same', () => {
    expect(next(failed(1, failures.badOutput), rule(['timed-out']))).toMatchObject({do: 'fail'});
    expect(next(failed(1, failures.limit), rule(['timed-out']))).toMatchObject({do: 'park'});
  });

  it('leaves the ladder to be climbed', () => {
    const more = {...rule(['overloaded']), ladder: ['haiku', 'opus'] as const};
    expect(next(failed(1, failures.handedBack), more)).toMatchObject({do: 'attempt', tier: 'opus'});
  });
});

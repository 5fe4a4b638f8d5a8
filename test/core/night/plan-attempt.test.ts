import {expect, test} from 'vitest';
import {planAttempt} from '../../../lib/core/night/plan-attempt.ts';
import {noHistory} from '../../../lib/core/queue/job-history.ts';
import {makeJob} from '../../../lib/core/queue/make-job.ts';
import type {ModelTier} from '../../../lib/core/tier.ts';

const job = makeJob(
  {prompt: 'do it'},
  {id: 'a', addedAt: '2026-11-26T20:00:00.000Z', cwd: '/project'},
);
const planAfter = (code: string, lastTier: string, tier?: ModelTier) =>
  planAttempt({
    job: tier === undefined ? job : {...job, tier},
    place: 'running',
    history: {...noHistory, lastTier, lastFailure: {code, because: 'why'}},
  });

test('the first attempt is as it was asked for', () => {
  const plan = planAttempt({job, place: 'running', history: noHistory});
  expect(plan).toEqual({prompt: 'do it', ladder: undefined});
});

test.each([
  ['haiku', 'sonnet'],
  ['sonnet', 'opus'],
  ['opus', 'opus'],
  // The person's own model is where a ladder ends.
  ['stay', 'stay'],
])('what failed at the work on %s goes on with %s, and is told why', (last, next) => {
  for (const code of ['verify-failed', 'handed-back']) {
    expect(planAfter(code, last)).toEqual({
      prompt: 'do it\n\nAn earlier attempt was thrown away: why',
      ladder: [next],
    });
  }
});

test('a tier that was named stays, and a failure around the work moves nothing', () => {
  expect(planAfter('handed-back', 'haiku', 'haiku').ladder).toEqual(['haiku']);
  expect(planAfter('timed-out', 'haiku')).toEqual({prompt: 'do it', ladder: undefined});
});

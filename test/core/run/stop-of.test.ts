import {describe, expect, it} from 'vitest';
import type {AttemptFailure} from '../../../lib/core/run/attempt-failure.ts';
import {stopOf} from '../../../lib/core/run/stop-of.ts';
import {failures} from './sample-run.ts';

const refused = (status: number | null, message = 'no') =>
  ({code: 'request-refused', status, message}) as const;
const budget = (limit: 'usd' | 'turns') =>
  ({code: 'budget-reached', limit, message: 'it is spent'}) as const;
const breaker = {code: 'breaker-open', tier: 'haiku', until: 'later', reason: 'busy'} as const;

describe('stopOf', () => {
  it.each<[string, AttemptFailure]>([
    ['limit', failures.limit],
    ['limit', breaker],
    ['person', failures.interrupted],
    ['budget', budget('usd')],
    ['client', {code: 'cli-missing', looked_in: '/bin'}],
    ['refusal', refused(401)],
    ['refusal', refused(null, 'Invalid API key')],
    ['refusal', refused(400, 'Your credit balance is too low')],
    ['refusal', refused(403, 'OAuth token revoked. Please run /login')],
  ])('%s stops the run', (by, failure) => {
    expect(stopOf(failure)).toEqual({by, failure});
  });

  it.each<[AttemptFailure]>([
    [failures.timedOut],
    [failures.overloaded],
    [failures.badOutput],
    [budget('turns')],
    [refused(400, 'prompt is too long')],
    [refused(413)],
    [refused(404, 'model: claude-x not found')],
    [refused(403, 'your plan does not include this model')],
  ])('%o is about the step', (failure) => {
    expect(stopOf(failure)).toBeUndefined();
  });
});

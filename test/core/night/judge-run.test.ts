import {describe, expect, it} from 'vitest';
import {type JudgedRun, judgeRun} from '../../../lib/core/night/judge-run.ts';

const now = Date.parse('2026-11-26T22:00:00.000Z');
const run: JudgedRun = {
  run_id: 'r',
  status: 'failed',
  tier: 'haiku',
  cost_usd: 0,
  failure: null,
  parked_until: null,
};
const judge = (failure: JudgedRun['failure'], more: Partial<JudgedRun> = {}) =>
  judgeRun({...run, failure, ...more}, now);

describe('judgeRun', () => {
  it('is done when the run is', () => {
    expect(judge(null, {status: 'done'})).toEqual({status: 'done'});
  });

  it('parks at a limit until it ends, or for a while when nobody says when', () => {
    const limit = {code: 'limit-reached', window: null, message: 'limit'} as const;
    expect(judge({...limit, resets_at: '2026-11-26T23:00:00.000Z'})).toMatchObject({
      status: 'parked',
      until: '2026-11-26T23:00:00.000Z',
    });
    const later = '2026-11-27T01:00:00.000Z';
    expect(judge({...limit, resets_at: null}, {parked_until: later})).toMatchObject({until: later});
    expect(judge({...limit, resets_at: null})).toMatchObject({until: '2026-11-26T22:15:00.000Z'});
    expect(judge({code: 'breaker-open', tier: 'haiku', until: later, reason: '529'})).toMatchObject(
      {status: 'parked', until: later},
    );
  });

  it.each<[NonNullable<JudgedRun['failure']>, string, boolean]>([
    [{code: 'timed-out', timeout_ms: 3000}, 'after 3 s', false],
    [{code: 'permission-denied', tools: ['Edit']}, 'Edit', true],
    [
      {code: 'verify-failed', command: 'npm test', exit_code: 1, timed_out: false},
      'npm test',
      false,
    ],
    [{code: 'handed-back', reason: 'too hard'}, 'too hard', false],
    [{code: 'overloaded', status: 529, message: 'API Error: 529'}, '529', false],
    [{code: 'request-refused', status: 401, message: 'bad key'}, 'bad key', true],
    [{code: 'budget-reached', limit: 'usd', message: 'its cap'}, 'its cap', true],
    [{code: 'bad-output', reason: 'empty'}, 'empty', false],
    [{code: 'killed', signal: null, because: 'a kill'}, 'a kill', false],
    [{code: 'too-large', what: 'memory', limit_bytes: 1}, 'memory', true],
    [{code: 'cli-missing', looked_in: '/bin'}, 'PATH', true],
    [{code: 'interrupted'}, 'interrupted', false],
  ])('fails with words, and says whether again would help: %j', (failure, words, isFinal) => {
    expect(judge(failure)).toMatchObject({
      status: 'failed',
      code: failure.code,
      because: expect.stringContaining(words),
      isFinal,
    });
  });

  it('fails also without a word', () => {
    expect(judge(null)).toMatchObject({code: 'bad-output', because: 'it ended without saying why'});
  });
});

import fc from 'fast-check';
import {expect, it} from 'vitest';
import {type ChoiceFacts, chooseJob} from '../../../lib/core/queue/choose-job.ts';
import {judgeJobs} from '../../../lib/core/queue/judge-jobs.ts';
import {compareJobs} from '../../../lib/core/queue/order-jobs.ts';
import {makeStored} from './make-stored.ts';

const nowMs = Date.parse('2026-11-26T22:00:00Z');
const hourMs = 3_600_000;

const choose = (jobs: ReturnType<typeof makeStored>[], facts: Partial<ChoiceFacts> = {}) =>
  chooseJob({
    jobs: judgeJobs(jobs, nowMs),
    nowMs,
    endsAtMs: nowMs + 8 * hourMs,
    leftUsd: 100,
    tierOf: ({job}) => job.tier ?? 'stay',
    parallel: {haiku: 2, sonnet: 1, opus: 1, stay: 1},
    running: {haiku: 0, sonnet: 0, opus: 0, stay: 0},
    passedOver: new Set(),
    ...facts,
  })?.job.id;

it('takes priority first, then the nearer deadline, then age', () => {
  const late = {added_at: '2026-11-26T13:00:00.000Z'};
  const a = makeStored({id: 'a'});
  const b = makeStored({id: 'b', ...late, deadline: '2026-11-29T00:00:00.000Z'});
  const c = makeStored({id: 'c', ...late, deadline: '2026-11-28T00:00:00.000Z'});
  const d = makeStored({id: 'd', ...late, priority: 1});
  expect(choose([a, b, c, d])).toBe('d');
  expect(choose([a, b, c])).toBe('c');
  expect(choose([a, b])).toBe('b');
  expect(choose([makeStored({id: 'e', ...late}), a])).toBe('a');
});

it('takes a small one behind a large one that does not fit', () => {
  const large = makeStored({id: 'a', max_usd: 50, priority: 9});
  const long = makeStored({id: 'b', timeout_ms: 2 * hourMs, priority: 8});
  const opus = makeStored({id: 'c', tier: 'opus', priority: 7});
  const small = makeStored({id: 'd', tier: 'haiku', timeout_ms: 60_000, max_usd: 1});
  const jobs = [large, long, opus, small];
  const running = {haiku: 1, sonnet: 0, opus: 1, stay: 0};
  expect(choose(jobs, {leftUsd: 10, endsAtMs: nowMs + 60_000, running})).toBe('d');
  expect(choose(jobs, {leftUsd: 0.5})).toBeUndefined();
  expect(choose(jobs, {passedOver: new Set(['a', 'b', 'c', 'd'])})).toBeUndefined();
});

it('orders any jobs in one way', () => {
  const job = fc
    .record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      priority: fc.integer({min: -2, max: 2}),
      deadline: fc.constantFrom('2026-11-28T00:00:00.000Z', '2026-11-29T00:00:00.000Z', undefined),
      added_at: fc.constantFrom('2026-11-26T12:00:00.000Z', '2026-11-26T13:00:00.000Z'),
    })
    .map(
      ({deadline, ...rest}) => makeStored(deadline === undefined ? rest : {...rest, deadline}).job,
    );
  fc.assert(
    fc.property(job, job, job, (a, b, c) => {
      expect(Math.sign(compareJobs(a, b)) + Math.sign(compareJobs(b, a))).toBe(0);
      if (compareJobs(a, b) <= 0 && compareJobs(b, c) <= 0) {
        expect(compareJobs(a, c)).toBeLessThanOrEqual(0);
      }
    }),
  );
});

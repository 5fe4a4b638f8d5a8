import {expect, it} from 'vitest';
import {measureNight} from '../../../lib/core/night/measure-night.ts';
import type {JobEvent, JobFact, JobOutcome} from '../../../lib/core/queue/job-event.ts';
import {foldHistory} from '../../../lib/core/queue/job-history.ts';
import type {Place} from '../../../lib/core/queue/judge-jobs.ts';
import {makeStored} from '../queue/make-stored.ts';

const start: JobFact = {event: 'started', run: 'r', tier: 'haiku'};
const park = (cost_usd: number): JobFact => ({
  ...{event: 'parked', until: null, because: 'limit', cost_usd},
});
const failOnce = (cost_usd: number): JobFact => ({
  ...{event: 'failed-once', code: 'x', because: 'x', cost_usd, tier: 'haiku'},
});
const end = (result: 'done' | 'failed' | 'cancelled', cost_usd: number): JobFact => {
  const outcome: JobOutcome = {
    ...{code: null, run: null, tier: null, cost_usd},
    ...{duration_ms: 0, branch: null, files_changed: 0},
  };
  return {event: 'ended', result, because: result, outcome};
};

/** One fact a minute, beginning at 00:01; the night begins at a minute. */
function measure(facts: JobFact[], sinceMinute = 0, place: Place = 'pending') {
  const at = (minute: number) => Date.UTC(2026, 10, 27, 0, minute);
  const events = facts.map(
    (fact, index): JobEvent => ({at: new Date(at(index + 1)).toISOString(), ...fact}),
  );
  const history = foldHistory(events);
  return measureNight([makeStored({id: 'a', max_usd: 5}, {place, history})], at(sinceMinute));
}

it('counts attempts and what each of them cost, retries included', () => {
  const facts = [start, park(0.5), start, failOnce(1), start, end('failed', 2)];
  expect(measure(facts)).toEqual({started: 3, costUsd: 2, heldUsd: 0});
  const again: JobFact[] = [...facts, {event: 'retried'}, start, end('done', 4)];
  expect(measure(again)).toEqual({started: 4, costUsd: 6, heldUsd: 0});
});

it('leaves out what was before the night', () => {
  const facts = [start, park(0.5), start, end('done', 2)];
  expect(measure(facts, 2)).toEqual({started: 1, costUsd: 1.5, heldUsd: 0});
  expect(measure(facts, 4)).toEqual({started: 0, costUsd: 0, heldUsd: 0});
});

it('counts an attempt that was cut off, one that is taken up again, and one that never began', () => {
  const gone: JobFact = {event: 'interrupted', because: 'gone'};
  expect(measure([start, gone, start, end('done', 1)]).started).toBe(2);
  // Taken up, which came to nothing, and begun anew: one attempt.
  expect(measure([start, start, end('done', 1)]).started).toBe(1);
  expect(measure([end('failed', 0)]).started).toBe(1);
  expect(measure([end('cancelled', 0)]).started).toBe(0);
});

it('holds what a job that runs may still spend, and counts it before it has begun', () => {
  expect(measure([], 0, 'running')).toEqual({started: 1, costUsd: 0, heldUsd: 5});
  const facts = [start, park(2), start];
  expect(measure(facts, 0, 'running')).toEqual({started: 2, costUsd: 2, heldUsd: 3});
});

import fc from 'fast-check';
import {expect, it, test} from 'vitest';
import type {RunFact} from '../../../lib/core/run/run-event.ts';
import {advanceRun, foldRun} from '../../../lib/core/run/run-state.ts';
import type {StepFailure} from '../../../lib/core/run/step-failure.ts';
import {created, failures, journalOf, opened, used} from './sample-run.ts';

const step = 'main';
const prepared: RunFact = {
  event: 'attempt-prepared',
  step,
  attempt: 1,
  tier: 'haiku',
  folder: '/project',
};
const started: RunFact = {event: 'attempt-started', step, attempt: 1, pid: 7, started: 'y'};
const ended: RunFact = {
  event: 'attempt-ended',
  step,
  attempt: 1,
  outcome: {is_done: true},
  used,
};

it('is nothing without its beginning', () => {
  expect(foldRun([])).toBeUndefined();
  expect(foldRun(journalOf(opened))).toBeUndefined();
});

it('knows the process of an attempt before its end', () => {
  const state = foldRun(journalOf(created, opened, prepared, started));
  expect(state?.steps[step]?.attempts).toMatchObject([
    {attempt: 1, opening: 1, process: {pid: 7, started: 'y'}, outcome: null},
  ]);
});

it('is open again once somebody takes up what was parked', () => {
  const parked: RunFact = {event: 'run-parked', until: null, failure: failures.limit};
  expect(foldRun(journalOf(created, opened, parked))).toMatchObject({status: 'parked'});
  const again = foldRun(journalOf(created, opened, parked, opened));
  expect(again).toMatchObject({status: 'open', parked: null, openings: 2});
});

it('does not take a step that is at work again for one that has ended', () => {
  const failed: RunFact = {event: 'step-ended', step, status: 'failed', failure: failures.denied};
  const decided: RunFact = {event: 'step-decided', step, status: 'skipped', because: 'not so'};
  const again = foldRun(journalOf(created, opened, prepared, failed, opened, prepared));
  expect(again?.steps[step]).toMatchObject({ended: null, attempts: [{}, {}]});
  const chosen = foldRun(journalOf(created, opened, decided, opened, prepared));
  expect(chosen?.steps[step]?.decided).toBeUndefined();
});

it('knows nothing of what was forgotten but what it cost, nor that its client ended', () => {
  const accepted: RunFact = {event: 'changes-accepted', max_usd: 2, forgotten: [step]};
  const facts = [created, opened, prepared, ended, {...prepared, attempt: 2}, opened, accepted];
  const state = foldRun(journalOf(...facts));
  expect(state?.spec.max_usd).toBe(2);
  expect(state?.steps[step]).toMatchObject({
    attempts: [
      {attempt: 1, outcome: {failure: failures.interrupted}, used},
      {attempt: 2, outcome: {failure: failures.interrupted}},
    ],
    ended: null,
  });
});

it('lets a step of a workflow begin anew that failed of its work, and no other', () => {
  const afterFailure = (kind: 'run' | 'workflow', failure: StepFailure) => {
    const failed: RunFact = {event: 'step-ended', step, status: 'failed', failure};
    const facts = [{...created, kind} as RunFact, opened, prepared, ended, failed];
    return foldRun(journalOf(...facts))?.steps[step]?.attempts.map((each) => each.is_set_aside);
  };
  expect(afterFailure('workflow', failures.handedBack)).toEqual([true]);
  expect(afterFailure('workflow', failures.interrupted)).toEqual([undefined]);
  expect(afterFailure('workflow', {code: 'apply-busy', repository: '/project'})).toEqual([
    undefined,
  ]);
  expect(afterFailure('run', failures.handedBack)).toEqual([undefined]);
});

it('passes over what a newer version wrote', () => {
  const state = foldRun(journalOf(created, opened));
  const unknown = {at: '2027-01-01T00:00:00.000Z', event: 'comet-seen'} as never;
  expect(state && advanceRun(state, unknown)).toBe(state);
});

it('takes a step called __proto__ for a step', () => {
  const state = foldRun(journalOf(created, opened, {...prepared, step: '__proto__'}));
  expect(Object.keys(state?.steps ?? {})).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>).attempts).toBeUndefined();
});

test('law: a fold goes on from any point as if it had never stopped', () => {
  const facts = [opened, prepared, started, ended, opened] as const;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...facts)), fc.nat(20), (rest, cut) => {
      const events = journalOf(created, ...rest);
      const head = foldRun(events.slice(0, 1 + (cut % events.length)));
      const tail = events.slice(1 + (cut % events.length));
      expect(head && tail.reduce(advanceRun, head)).toEqual(foldRun(events));
    }),
  );
});

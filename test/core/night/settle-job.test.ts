import {expect, it} from 'vitest';
import {settleJob} from '../../../lib/core/night/settle-job.ts';
import {foldHistory} from '../../../lib/core/queue/job-history.ts';
import {makeStored} from '../queue/make-stored.ts';

it('work that waits for its check keeps its run, and one that a limit stopped does not', () => {
  const at = '2026-11-26T22:00:00.000Z';
  const started = {at, event: 'started', run: 'r1', tier: 'haiku'} as const;
  const park = {status: 'parked', until: null, because: 'x', run: 'r1', tier: 'haiku'} as const;
  const runAfter = (isUnchecked: boolean) => {
    const end = {...park, costUsd: 0, durationMs: 1, ...(isUnchecked ? {isUnchecked} : {})};
    const {fact, place} = settleJob(makeStored({id: 'j'}, {history: foldHistory([started])}), end);
    expect(place).toBe('pending');
    return foldHistory([started, {at, ...fact}]).openRun;
  };
  expect(runAfter(true)).toBe('r1');
  expect(runAfter(false)).toBeNull();
});

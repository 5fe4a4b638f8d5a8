import {expect, test} from 'vitest';
import {judgeVerifyEnd} from '../../../lib/core/isolation/judge-verify-end.ts';

const stopped = undefined;

test.each([
  [{exitCode: 0, signal: null, stopped}, {outcome: 'passed'}],
  [
    {exitCode: 3, signal: null, stopped},
    {outcome: 'failed', exitCode: 3},
  ],
  [
    {exitCode: null, signal: 'SIGKILL', stopped},
    {outcome: 'killed', signal: 'SIGKILL'},
  ],
  // It ended well, but too late.
  [
    {exitCode: 0, signal: null, stopped: {outcome: 'timed-out', timeoutMs: 5}},
    {outcome: 'timed-out', timeoutMs: 5},
  ],
  [{exitCode: null, signal: 'SIGTERM', stopped: {outcome: 'aborted'}}, {outcome: 'aborted'}],
] as const)('%j', (facts, end) => {
  expect(judgeVerifyEnd(facts)).toEqual(end);
});

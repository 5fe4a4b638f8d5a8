import {expect, it} from 'vitest';
import {describeWorkflowFailure} from '../../../lib/core/workflow/describe-workflow-failure.ts';

it.each([
  ['budget', /budget_usd/, 'tierwise workflow resume r1 --accept-changes'],
  ['refusal', /Correct that/, 'tierwise workflow resume r1'],
  ['client', /Install it/, 'tierwise workflow resume r1'],
  ['limit', /^Go on with it by:$/, 'tierwise workflow resume r1'],
] as const)('a run that stopped by its %s says what to do first', (by, now, run) => {
  const failure = {code: 'workflow-stopped', run: 'r1', by, until: null, because: 'x'} as const;
  const text = describeWorkflowFailure(failure, 'again');
  expect(text).toMatchObject({run, why: ['x', expect.any(String)]});
  expect(text.now).toMatch(now);
});

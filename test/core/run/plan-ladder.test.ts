import {expect, it} from 'vitest';
import {decide} from '../../../lib/core/decision/decide.ts';
import {planLadder} from '../../../lib/core/run/plan-ladder.ts';
import {readLadder} from '../../../lib/core/run/read-ladder.ts';

const decideOn = (prompt: string, baseModel?: string) => () =>
  decide({
    prompt,
    baseModel,
    environmentTier: undefined,
    sessionTier: undefined,
    isPlanMode: false,
    config: {},
    project: {},
  });

it('goes up no further than the base model', () => {
  const small = 'run the tests and show me the failures';
  expect(planLadder(decideOn(small)).ladder).toEqual(['haiku', 'sonnet', 'opus']);
  expect(planLadder(decideOn(small, 'sonnet')).ladder).toEqual(['haiku', 'sonnet']);
  expect(planLadder(decideOn(small, 'haiku')).ladder).toEqual(['stay']);
});

it('leaves risky work and doubt on the client’s own model', () => {
  expect(planLadder(decideOn('drop the users table in production')).ladder).toEqual(['stay']);
});

it('routing that fails does not fail the work: it goes to sonnet', () => {
  const broken = () => {
    throw new Error('a bug');
  };
  expect(planLadder(broken)).toMatchObject({ladder: ['sonnet']});
});

it.each([
  ['haiku,sonnet,opus', ['haiku', 'sonnet', 'opus']],
  [' Opus ', ['opus']],
  ['haiku,haiku', undefined],
  ['haiku,', undefined],
  ['', undefined],
])('reads the ladder %j', (text, ladder) => {
  expect(readLadder(text)).toEqual(ladder);
});

import {expect, test, vi} from 'vitest';
import {makeWorld, risky, small} from './make-world.ts';

/** A disk that is full once the turn is decided: a state that a temporary folder cannot have. */
vi.mock('../../lib/edge/turn-file.ts', async (original) => ({
  ...(await original<object>()),
  appendTurnEvent: () => {
    throw new Error('ENOSPC: no space left on device');
  },
}));

test('a denial that cannot be counted is not given: it would have no end', () => {
  const world = makeWorld({TIERWISE_ENFORCE: 'strict'});
  world.prompt(small);
  expect(world.tool('Bash')).toBeUndefined();
  expect(world.evidence()).toHaveLength(1);
  expect(world.log()).toContain('turn-not-written');
});

test('a rewriting needs no count', () => {
  const world = makeWorld({TIERWISE_ENFORCE: 'strict'});
  world.prompt(small);
  expect(world.tool('Agent', {prompt: 'x'})).toMatchObject({input: {model: 'haiku'}});
});

test('a hold that cannot be remembered is told all the same', () => {
  const world = makeWorld();
  world.prompt(small);
  expect(world.prompt(risky)).toMatchObject({intent: 'tell-model'});
  expect(world.log()).toContain('turn-not-written');
});

test('a hand-back that cannot be remembered is recorded as evidence', () => {
  const world = makeWorld();
  world.prompt(small);
  world.result({content: [{text: 'needs a larger tier'}]});
  expect(world.evidence().at(-1)).toMatchObject({handed_back: true});
  expect(world.log()).toContain('turn-not-written');
});

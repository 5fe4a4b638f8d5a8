import {expect, it} from 'vitest';
import {freshState} from '../../../lib/core/mod/mod-state.ts';
import {warnOfCompaction} from '../../../lib/core/mod/warn-of-compaction.ts';

const base = 'claude-opus-5-5';
const moved = {...freshState.memory, base, sent: ['haiku']};

it('a summary on a model of ours is told, with what to do about it', () => {
  const clientModel = 'claude-haiku-5-5';
  const warning = warnOfCompaction({memory: moved, base, clientModel});
  expect(warning).toContain('writes this summary on it');
  expect(warning).toContain('/model claude-opus-5-5');
});

it.each([
  ['on its own model', {memory: moved, base, clientModel: base}],
  ['that was never moved', {memory: freshState.memory, base, clientModel: 'claude-haiku-5-5'}],
  ['of which nothing is known yet', {memory: moved, base: undefined, clientModel: undefined}],
])('nothing is said in a session %s', (_, state) => {
  expect(warnOfCompaction(state)).toBeUndefined();
});

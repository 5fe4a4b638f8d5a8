import {expect, test} from 'vitest';
import {readTierCommand} from '../../../lib/core/decision/read-tier-command.ts';

test.each([
  ['/tier', {wish: 'show'}],
  ['  /tier   ', {wish: 'show'}],
  ['/tier haiku', {wish: 'set', tier: 'haiku'}],
  ['/tier  OPUS ', {wish: 'set', tier: 'opus'}],
  ['/tier\nstay', {wish: 'set', tier: 'stay'}],
  ['/tier auto', {wish: 'set', tier: 'auto'}],
  ['/tier fable', {wish: 'unknown', word: 'fable'}],
  ['/tier haiku run the tests', {wish: 'unknown', word: 'haiku run the tests'}],
])('%j', (prompt, expected) => {
  expect(readTierCommand(prompt)).toEqual(expected);
});

test('an unknown word is repeated in part only', () => {
  expect(readTierCommand(`/tier ${'x'.repeat(500)}`)).toEqual({
    wish: 'unknown',
    word: 'x'.repeat(40),
  });
});

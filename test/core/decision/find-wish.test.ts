import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {findWish} from '../../../lib/core/decision/find-wish.ts';
import {type Tier, tiers} from '../../../lib/core/tier.ts';

describe('a token at the start or the end is a wish, and is taken out of the prompt', () => {
  const wishes: [prompt: string, tier: Tier, text: string][] = [
    ['~haiku list the files', 'haiku', 'list the files'],
    ['list the files ~haiku', 'haiku', 'list the files'],
    ['list the files ~haiku.', 'haiku', 'list the files'],
    ['list the files ~haiku!', 'haiku', 'list the files'],
    ['  ~Opus, prove it  ', 'opus', 'prove it'],
    ['~sonnet: rename it', 'sonnet', 'rename it'],
    ['~stay\nand go on', 'stay', 'and go on'],
    ['first line\nsecond line\n~sonnet', 'sonnet', 'first line\nsecond line'],
    ['~haiku ./build.sh now', 'haiku', './build.sh now'],
    ['~opus', 'opus', ''],
    ['~opus.', 'opus', ''],
    ['~opus ~haiku', 'opus', ''],
  ];

  it.each(wishes)('%j', (prompt, tier, text) => {
    expect(findWish(prompt)).toEqual({tier, text, because: `~${tier} in the prompt`});
  });
});

describe('"use opus" as an imperative at the start or the end is a wish', () => {
  const wishes: [prompt: string, tier: Tier][] = [
    ['use opus for this: why does the lock time out', 'opus'],
    ['Use Sonnet, then fix the parser', 'sonnet'],
    ['please use haiku to list the files', 'haiku'],
    ['switch to opus and find the race', 'opus'],
    ['run this on haiku: npm test', 'haiku'],
    ['do it with the sonnet model. Rename the file', 'sonnet'],
    ['answer with claude opus: is it safe?', 'opus'],
    ['find the race, use opus', 'opus'],
    ['use opus, haiku got this wrong. Rename foo to bar in a.ts', 'opus'],
    ['use sonnet, haiku failed: list the files in src', 'sonnet'],
    ['use sonnet: opus is too slow', 'sonnet'],
    ['find the race. Please use opus.', 'opus'],
    ['list the files\nuse haiku please', 'haiku'],
    ['do not use opus, use sonnet', 'sonnet'],
  ];

  it.each(wishes)('%j', (prompt, tier) => {
    expect(findWish(prompt)).toMatchObject({tier, because: `"use ${tier}" in the prompt`});
  });
});

test.each(['use opus', 'Use opus.', 'please use opus for this', 'switch to opus!'])(
  '%j has no work beside it',
  (prompt) => {
    expect(findWish(prompt)).toMatchObject({tier: 'opus', text: ''});
  },
);

test.each([
  // A poem, a form, a composer's work.
  'write a haiku',
  'write a haiku about opus one',
  'explain the sonnet form',
  'use a haiku as the error message',
  'this is my magnum opus',
  // Questions about models.
  'what does opus cost?',
  'how do I use opus?',
  'should we use opus?',
  'can I switch to sonnet?',
  // Told not to.
  "don't use opus",
  'do not use haiku',
  'never use sonnet',
  // Tokens in the middle, or as a part of something else.
  'the folder ~opus is empty',
  'compare ~haiku with ~sonnet here',
  '~opusfoo list it',
  '~opus-audio list it',
  'see /home/~haiku',
  'about~haiku',
  '~ haiku',
  '~fable list it',
  '~auto list it',
  // Several models, as a subject.
  'use haiku and sonnet in the docs',
  'use haiku, sonnet and opus in the enum and drop the old tiers table',
  'use haiku, or opus where it fails, in the fixture',
  // The words of a sentence.
  'use opusculum',
  'use opus_encode for the audio',
  'use sonnet.ts as the example of the module',
  'use haiku and sonnet in the docs',
  'make the classifier retry and use haiku',
  'update the production deploy so that the agents retry and use haiku',
  'check whether the agents re-use haiku',
  'users use opus files in the game',
  '',
  '   ',
])('%j is no wish', (prompt) => {
  expect(findWish(prompt)).toBeUndefined();
});

test('a token wins over a sentence, and the first token over the last', () => {
  expect(findWish('~haiku use opus')?.tier).toBe('haiku');
  expect(findWish('~haiku list the files ~opus')?.tier).toBe('haiku');
});

test('law: a token at either end of any text is found, and the text comes back', () => {
  const words = fc
    .array(fc.stringMatching(/^[a-z]{1,9}$/), {minLength: 1, maxLength: 60})
    .map((each) => each.join(' '));
  fc.assert(
    fc.property(words, fc.constantFrom(...tiers), (text, tier) => {
      expect(findWish(`~${tier} ${text}`)).toMatchObject({tier, text});
      expect(findWish(`${text} ~${tier}`)).toMatchObject({tier, text});
    }),
  );
});

test('law: a token between two words is none', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[b-t]{3,30}$/), fc.constantFrom(...tiers), (word, tier) => {
      expect(findWish(`${word} ~${tier} ${word}`)).toBeUndefined();
    }),
  );
});

test('law: any text has an answer', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 300}), (text) => {
      expect([undefined, ...tiers]).toContain(findWish(text)?.tier);
    }),
  );
});

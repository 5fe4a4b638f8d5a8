import {describe, expect, it} from 'vitest';
import {decide} from '../../../lib/core/decision/decide.ts';
import {shouldHoldTurn} from '../../../lib/core/enforcement/should-hold-turn.ts';
import type {Turn} from '../../../lib/core/enforcement/turn.ts';
import type {Tier} from '../../../lib/core/tier.ts';

const risky = 'also drop the users table in production';

describe('a turn that was moved to haiku', () => {
  it.each([
    ['dangerous work', risky],
    ['a wish', '~opus do that yourself'],
    ['a wish in words', 'use opus for this'],
    ['a wish for another agent', '~sonnet fix the parser'],
    ['a wish that cannot be granted', '~sonnet'],
    ['a wish for deep thought', 'think hard about the third failure'],
  ])('is held by %s', (_name, prompt) => {
    expect(isHeldBy(prompt)).toBe(true);
  });

  it.each([
    ['small work', 'list the files in src, too'],
    ['larger work', 'add a retry with backoff to the client and test it'],
    ['a follow-up', 'and the second one'],
    ['the prompt that began it, asked about once more', '~haiku run the tests'],
    ['a wish for where it is, alone', '~haiku'],
    ['dangerous work with a wish for where it goes', `~haiku ${risky}`],
  ])('goes on with %s', (_name, prompt) => {
    expect(isHeldBy(prompt)).toBe(false);
  });

  it('is held once', () => {
    expect(isHeldBy(risky, {isHeld: true})).toBe(false);
  });
});

it('a turn that stays has nothing to hold', () => {
  expect(isHeldBy(risky, {tier: 'stay'})).toBe(false);
  expect(isHeldBy('~haiku run the tests', {tier: 'stay'})).toBe(false);
});

it('a turn that a wish moved up is held by a wish, and never moved down by danger', () => {
  const up = {tier: 'opus', base: 'haiku'} as const;
  expect(isHeldBy(risky, up)).toBe(false);
  expect(isHeldBy('think hard about it', up)).toBe(false);
  expect(isHeldBy('~stay list the files', up)).toBe(true);
});

function isHeldBy(
  prompt: string,
  {
    tier = 'haiku',
    base = 'opus',
    isHeld = false,
  }: {tier?: Tier; base?: string; isHeld?: boolean} = {},
): boolean {
  const turn: Turn = {
    decision: {event: 'decided', tier, enforcement: 'enforce', maxTier: 'opus', by: '/i'},
    denials: 0,
    hasDelegated: false,
    wasHandedBack: false,
    isGateOpen: false,
    isHeld,
    hasFailed: false,
    hasEnded: false,
  };
  const typed = decide({
    prompt,
    baseModel: base,
    environmentTier: undefined,
    sessionTier: undefined,
    isPlanMode: false,
    config: {},
    project: {},
  });
  return shouldHoldTurn(turn, prompt, typed);
}

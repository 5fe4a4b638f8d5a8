import fc from 'fast-check';
import {expect, test} from 'vitest';
import {modelTier} from '../../lib/core/model-tier.ts';
import type {ModelTier} from '../../lib/core/tier.ts';

test.each<[name: string, tier: ModelTier | undefined]>([
  // Aliases.
  ['haiku', 'haiku'],
  ['sonnet', 'sonnet'],
  ['opus', 'opus'],
  ['fable', 'opus'],
  ['opus[1m]', 'opus'],
  ['sonnet[1m]', 'sonnet'],
  // Ids of the API, of both clients.
  ['claude-haiku-4-5-20251001', 'haiku'],
  ['claude-haiku-5-5', 'haiku'],
  ['claude-sonnet-5', 'sonnet'],
  ['claude-sonnet-5-5[1m]', 'sonnet'],
  ['claude-opus-4-8', 'opus'],
  ['claude-3-opus-20240229', 'opus'],
  ['claude-fable-5-2', 'opus'],
  // Bedrock and Vertex.
  ['us.anthropic.claude-opus-4-8-v1:0', 'opus'],
  ['eu.anthropic.claude-haiku-4-5-20251001-v1:0', 'haiku'],
  ['arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-5-v1:0', 'sonnet'],
  ['claude-sonnet-5@20260101', 'sonnet'],
  // Display names, as after a /model.
  ['Sonnet 5', 'sonnet'],
  ['Opus 4.8 (1M context)', 'opus'],
  ['Default (Opus 4.8)', 'opus'],
  // Names that we do not know, and must not judge.
  ['', undefined],
  ['default', undefined],
  ['opusplan', undefined],
  ['best', undefined],
  ['gpt-7', undefined],
  ['magnumopus', undefined],
  ['haikus', undefined],
  ['arn:aws:bedrock:us-east-1:1:application-inference-profile/x1y2', undefined],
  ['haiku-then-opus', undefined],
])('%j is %s', (name, tier) => {
  expect(modelTier(name)).toBe(tier);
});

test('law: a name without a family is never judged', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      fc.pre(!/haiku|sonnet|opus|fable/i.test(name));
      expect(modelTier(name)).toBeUndefined();
    }),
  );
});

test('law: what a provider puts around an id does not change its tier', () => {
  const around = fc.stringMatching(/^[0-9.:/@_-]{0,12}$/);
  fc.assert(
    fc.property(around, around, (before, after) => {
      expect(modelTier(`${before}claude-haiku-5-5${after}`)).toBe('haiku');
    }),
  );
});

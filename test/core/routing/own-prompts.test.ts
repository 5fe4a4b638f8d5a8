import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {readExamples} from '../../../build/training/read-examples.ts';
import {kinds} from '../../../lib/core/routing/kind.ts';
import {routePrompt} from '../../../lib/core/routing/route-prompt.ts';
import {tiers} from '../../../lib/core/tier.ts';

// A gate against regressions: the weights were trained on these prompts, so it measures nothing.
const examples = readExamples([fileURLToPath(new URL('prompts', import.meta.url))]);
const rank = {haiku: 0, sonnet: 1, opus: 2, stay: 2};
const routed = examples.map((example) => ({example, route: routePrompt(example.text)}));

function shareOf(tier: string, holds: (tier: keyof typeof rank) => boolean): number {
  const of = routed.filter(({example}) => example.tier === tier);
  return of.filter(({route}) => holds(route.tier)).length / of.length;
}

test('there are more than 600 prompts of all tiers, labelled in known words', () => {
  expect(examples.length).toBeGreaterThan(600);
  for (const {tier, kind} of examples) {
    expect(tiers).toContain(tier);
    expect(kinds).toContain(kind);
  }
  expect(new Set(examples.map(({tier}) => tier)).size).toBe(tiers.length);
});

test('hardly any prompt is routed below its label', () => {
  expect(shareOf('sonnet', (tier) => tier === 'haiku')).toBeLessThan(0.035);
  expect(shareOf('stay', (tier) => rank[tier] < 2)).toBeLessThan(0.025);
  expect(shareOf('opus', (tier) => tier === 'haiku')).toBe(0);
});

test('a good part of small and of ordinary work moves', () => {
  expect(shareOf('haiku', (tier) => tier === 'haiku')).toBeGreaterThan(0.55);
  expect(shareOf('sonnet', (tier) => tier === 'sonnet')).toBeGreaterThan(0.55);
  expect(shareOf('opus', (tier) => rank[tier] === 2)).toBeGreaterThan(0.75);
});

test('saver moves more than quality', () => {
  const movedAt = (bias: 'quality' | 'saver') =>
    examples.filter(({text}) => rank[routePrompt(text, {bias}).tier] < 2).length;
  expect(movedAt('saver')).toBeGreaterThan(movedAt('quality') * 1.2);
});

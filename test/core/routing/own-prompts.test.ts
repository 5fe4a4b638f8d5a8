import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {readExamples} from '../../../build/training/read-examples.ts';
import {kinds} from '../../../lib/core/routing/kind.ts';
import {routePrompt} from '../../../lib/core/routing/route-prompt.ts';
import {tiers} from '../../../lib/core/tier.ts';

// A gate against regressions: the weights were trained on these prompts, so it measures nothing.
const rank = {haiku: 0, sonnet: 1, opus: 2, stay: 2};
const strict = {sonnetToHaiku: 0.04, stayMoved: 0.03, opusToHaiku: 0.01, opusMoved: 0.06};
/** Pairs are written to look alike and differ: the hardest that there are. */
const alike = {sonnetToHaiku: 0.08, stayMoved: 0.08, opusToHaiku: 0.02, opusMoved: 0.15};
const bounds = [
  {name: 'prompts', most: strict, least: {haiku: 0.55, sonnet: 0.45}},
  {name: 'prompts/persons', most: strict, least: {haiku: 0.4, sonnet: 0.4}},
  {name: 'prompts/pairs', most: alike, least: {haiku: 0.4, sonnet: 0.4}},
];
const folders = bounds.map(({name, ...bound}) => {
  const examples = readExamples([fileURLToPath(new URL(name, import.meta.url))]);
  const routed = examples.map((example) => ({example, route: routePrompt(example.text)}));
  const shareOf = (tier: string, holds: (tier: keyof typeof rank) => boolean) => {
    const of = routed.filter(({example}) => example.tier === tier);
    return of.filter(({route}) => holds(route.tier)).length / of.length;
  };
  return {name, ...bound, examples, routed, shareOf};
});

describe.each(folders)('$name', ({most, least, examples, routed, shareOf}) => {
  test('holds more than 600 prompts of all tiers, labelled in known words', () => {
    expect(examples.length).toBeGreaterThan(600);
    for (const {tier, kind} of examples) {
      expect(tiers).toContain(tier);
      expect(kinds).toContain(kind);
    }
    expect(new Set(examples.map(({tier}) => tier)).size).toBe(tiers.length);
  });

  test('hardly any prompt is routed below its label', () => {
    expect(shareOf('sonnet', (tier) => tier === 'haiku')).toBeLessThan(most.sonnetToHaiku);
    expect(shareOf('stay', (tier) => rank[tier] < 2)).toBeLessThan(most.stayMoved);
    expect(shareOf('opus', (tier) => tier === 'haiku')).toBeLessThan(most.opusToHaiku);
    expect(shareOf('opus', (tier) => rank[tier] < 2)).toBeLessThan(most.opusMoved);
  });

  test('a good part of small and of ordinary work moves', () => {
    expect(shareOf('haiku', (tier) => tier === 'haiku')).toBeGreaterThan(least.haiku);
    expect(shareOf('sonnet', (tier) => tier === 'sonnet')).toBeGreaterThan(least.sonnet);
  });

  test('saver moves more than quality', () => {
    const some = routed.filter((_, at) => at % 5 === 0);
    const moved = some.filter(({route}) => rank[route.tier] < 2);
    const movedAtSaver = some.filter(
      ({example}) => rank[routePrompt(example.text, {bias: 'saver'}).tier] < 2,
    );
    expect(movedAtSaver.length).toBeGreaterThan(moved.length * 1.2);
  });
});

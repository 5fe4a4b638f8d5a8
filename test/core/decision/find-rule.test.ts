import {describe, expect, it} from 'vitest';
import type {Rule} from '../../../lib/core/config/config.ts';
import {findRule} from '../../../lib/core/decision/find-rule.ts';
import type {Route} from '../../../lib/core/routing/route-prompt.ts';

const route: Route = {tier: 'stay', kind: 'docs', risk: false, confidence: 0.5, reasons: []};

describe('a rule', () => {
  const rows: [name: string, when: Rule['when'], prompt: string, isFound: boolean][] = [
    ['by kind', {kind: 'docs'}, 'anything', true],
    ['by another kind', {kind: 'test'}, 'anything', false],
    ['by a phrase', {prompt: 'release notes'}, 'write the Release Notes, please', true],
    ['by a phrase in another case', {prompt: 'RELEASE notes '}, 'the release notes', true],
    ['by a part of a word', {prompt: 'note'}, 'release notes', false],
    ['by a part of a word with an umlaut', {prompt: 'bau'}, 'baum, umbau', false],
    ['by a phrase that first comes inside a word', {prompt: 'art'}, 'start the art', true],
    ['by a phrase of marks', {prompt: 'c++'}, 'port it to c++ now', true],
    ['by a phrase that looks like a pattern', {prompt: '.*'}, 'anything', false],
    ['by both, both hold', {kind: 'docs', prompt: 'readme'}, 'the readme', true],
    ['by both, one holds', {kind: 'docs', prompt: 'readme'}, 'the changelog', false],
    ['without a condition', {}, 'anything', false],
    ['with an empty phrase', {prompt: '  '}, 'anything', false],
  ];

  it.each(rows)('%s', (_name, when, prompt, isFound) => {
    const rule: Rule = {when, tier: 'haiku'};
    expect(findRule([rule], prompt, route)).toBe(isFound ? rule : undefined);
  });

  it('that comes first wins', () => {
    const rules: Rule[] = [
      {when: {kind: 'test'}, tier: 'opus'},
      {when: {kind: 'docs'}, tier: 'haiku'},
      {when: {prompt: 'readme'}, tier: 'sonnet'},
    ];
    expect(findRule(rules, 'the readme', route)).toBe(rules[1]);
  });

  it('is not found where there are none', () => {
    expect(findRule(undefined, 'the readme', route)).toBeUndefined();
    expect(findRule([], 'the readme', route)).toBeUndefined();
  });
});

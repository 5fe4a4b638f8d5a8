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
    ['by a path', {path: 'docs/*'}, 'fix the typo in docs/intro.md.', true],
    ['by a path that lies deeper', {path: 'docs/*'}, 'look at ./app/docs/intro.md', true],
    ['by a kind of file', {path: '*.md'}, 'translate @notes/a.MD, please', true],
    ['by another path', {path: 'docs/*'}, 'fix src/docs.ts', false],
    ['by a path in words', {path: 'docs/*'}, 'update the docs', false],
    ['by a path in a link', {path: 'docs/*'}, 'read https://example.com/docs/a.md', false],
    ['with an empty path', {path: ' '}, 'src/a.ts', false],
    ['by the branch', {branch: 'release/*'}, 'anything', true],
    ['by another branch', {branch: 'main'}, 'anything', false],
    ['by path and branch', {path: '*.ts', branch: '*'}, 'format a.ts', true],
  ];

  it.each(rows)('%s', (_name, when, prompt, isFound) => {
    const rule: Rule = {when, tier: 'haiku'};
    expect(findRule([rule], {prompt, route, branch: 'release/2'})).toBe(isFound ? rule : undefined);
  });

  it('that comes first wins', () => {
    const rules: Rule[] = [
      {when: {kind: 'test'}, tier: 'opus'},
      {when: {kind: 'docs'}, tier: 'haiku'},
      {when: {prompt: 'readme'}, tier: 'sonnet'},
    ];
    expect(findRule(rules, {prompt: 'the readme', route, branch: undefined})).toBe(rules[1]);
  });

  it('for a branch does not hold where nobody knows the branch', () => {
    const rule: Rule = {when: {branch: '*'}, tier: 'haiku'};
    expect(findRule([rule], {prompt: 'run it', route, branch: undefined})).toBeUndefined();
  });

  it('is not found where there are none', () => {
    expect(findRule(undefined, {prompt: 'the readme', route, branch: undefined})).toBeUndefined();
    expect(findRule([], {prompt: 'the readme', route, branch: undefined})).toBeUndefined();
  });
});

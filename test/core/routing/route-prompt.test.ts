import {expect, test} from 'vitest';
import {kinds} from '../../../lib/core/routing/kind.ts';
import {routePrompt} from '../../../lib/core/routing/route-prompt.ts';
import {harmlessPrompts, labelledPrompts} from './labelled-prompts.ts';

for (const [tier, prompts] of Object.entries(labelledPrompts)) {
  test.each(prompts)(`${tier}: %s`, (prompt) => {
    expect(routePrompt(prompt).tier).toBe(tier);
  });
}

test.each(harmlessPrompts)('no risk: %s', (prompt) => {
  expect(routePrompt(prompt).risk).toBe(false);
});

test.each(labelledPrompts.stay)('a follow-up is never risky: %s', (prompt) => {
  expect(routePrompt(prompt).risk).toBe(false);
});

test.each(labelledPrompts.haiku.slice(0, 60))(
  'case and politeness change nothing: %s',
  (prompt) => {
    expect(routePrompt(prompt.toUpperCase()).tier).toBe('haiku');
    expect(routePrompt(`please ${prompt} `).tier).toBe('haiku');
  },
);

test.each([
  ['run the tests', 'run'],
  ['commit and push', 'git'],
  ['what is a closure?', 'question'],
  ['find all usages of parseDate', 'search'],
  ['fix the typo in the README', 'format-rename'],
  ['change the button color to blue', 'edit-small'],
  ['write unit tests for the date formatter', 'test'],
  ['fix the login bug on the settings screen', 'fix'],
  ['add pagination to the user list', 'feature'],
  ['refactor the order service into smaller functions', 'refactor'],
  ['review the changes on this branch for mistakes', 'review'],
  ['explain how the cache layer works in this project', 'explain'],
  ['migrate the backend from express to fastify', 'migrate'],
  ['audit the authentication code for security vulnerabilities', 'security'],
  ['drop the users table', 'data-or-ops'],
  ['continue', 'follow-up'],
  ['hello', 'chat'],
])('kind of "%s" is %s', (prompt, kind) => {
  expect(routePrompt(prompt).kind).toBe(kind);
  expect(kinds).toContain(kind);
});

test('a reason says what was seen', () => {
  expect(routePrompt('run the tests and show me the failures')).toEqual({
    tier: 'haiku',
    kind: 'run',
    risk: false,
    confidence: expect.closeTo(1, 1),
    reasons: ['asks to run the tests'],
  });
  expect(routePrompt('keep going').reasons).toEqual(['asks to go on']);
  expect(routePrompt('').reasons).toHaveLength(1);
  expect(routePrompt('drop the users table').reasons).toEqual(['risk: drops or empties data']);
});

test('the bias moves along the curve and never past risk', () => {
  const rank = {haiku: 0, sonnet: 1, opus: 2, stay: 2};
  for (const prompt of Object.values(labelledPrompts).flat()) {
    const [quality, balanced, saver] = (['quality', 'balanced', 'saver'] as const).map(
      (bias) => rank[routePrompt(prompt, {bias}).tier],
    );
    expect(quality).toBeGreaterThanOrEqual(balanced as number);
    expect(balanced).toBeGreaterThanOrEqual(saver as number);
  }
  expect(routePrompt('drop the users table', {bias: 'saver'}).tier).toBe('opus');
});

test('a danger that is ruled out stays, it is not moved down', () => {
  expect(routePrompt("fix the typo in the title, don't deploy").tier).toBe('stay');
  expect(routePrompt("don't forget to deploy").risk).toBe(true);
});

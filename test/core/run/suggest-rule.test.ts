import {expect, it} from 'vitest';
import {suggestRule} from '../../../lib/core/run/suggest-rule.ts';

it.each([
  ['Bash', {command: 'npm test -- --watch'}, 'Bash(npm test:*)'],
  ['Bash', {command: 'touch x.txt'}, 'Bash(touch:*)'],
  ['Bash', {command: 'ls'}, 'Bash(ls:*)'],
  ['Bash', {command: '$(rm -rf /)'}, 'Bash'],
  ['Bash', {}, 'Bash'],
  ['Edit', {file_path: '/x'}, 'Edit'],
])('%s %j: %s', (tool, input, rule) => {
  expect(suggestRule({tool, input})).toBe(rule);
});

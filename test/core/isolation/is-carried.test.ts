import {expect, test} from 'vitest';
import {isCarried} from '../../../lib/core/isolation/is-carried.ts';

test.each([
  ['node_modules/', true],
  ['packages/a/node_modules/', true],
  ['.claude/settings.local.json', true],
  ['sub/CLAUDE.local.md', true],
  ['.env', false],
  ['.venv/', false],
  ['node_modules_old/', false],
  ['dist/', false],
  ['my.claude/settings.local.json', false],
])('%s: %s', (path, answer) => {
  expect(isCarried(path)).toBe(answer);
});

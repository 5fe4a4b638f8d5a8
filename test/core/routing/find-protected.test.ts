import {expect, test} from 'vitest';
import {cleanPrompt} from '../../../lib/core/routing/clean-prompt.ts';
import {findProtected} from '../../../lib/core/routing/find-protected.ts';
import {routePrompt} from '../../../lib/core/routing/route-prompt.ts';

const files = [
  '.env',
  'CLAUDE.md',
  'AGENTS.md',
  '.claude/settings.json',
  '.claude/agents/reviewer.md',
  '.github/workflows/ci.yml',
  'db/migrations/004_users.sql',
  'config/secrets.yaml',
  'server.pem',
  'infra/main.tf',
];

test.each(files)('%s is protected', (file) => {
  expect(findProtected(cleanPrompt(`change the title in ${file} to "Start"`), 'edit-small')).toBe(
    'names a protected file',
  );
});

test.each(['.env.example', 'src/agent.ts', 'README.md', 'settings.css'])('%s is not', (file) => {
  expect(
    findProtected(cleanPrompt(`change the title in ${file} to "Start"`), 'edit-small'),
  ).toBeUndefined();
});

test('a question about a protected file writes nothing', () => {
  expect(findProtected(cleanPrompt('where is CLAUDE.md?'), 'search')).toBeUndefined();
});

test.each(files)('no small edit of %s goes to haiku, at any bias', (file) => {
  for (const wish of ['fix the typo in', 'rename the title in', 'remove the last line of']) {
    for (const bias of ['quality', 'balanced', 'saver'] as const) {
      expect(routePrompt(`${wish} ${file}`, {bias}).tier).not.toBe('haiku');
    }
  }
});

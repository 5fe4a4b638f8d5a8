import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {hookEntries} from '../lib/core/setup/hook-entries.ts';
import {planInstall} from '../lib/core/setup/plan-settings.ts';

test('settings.example.json is what install writes into an empty folder', () => {
  const entries = hookEntries({
    nodePath: '/usr/bin/node',
    folder: '/home/you/.claude/hooks/tierwise',
  });

  const plan = planInstall(undefined, entries);

  const example = readFileSync(new URL('../settings.example.json', import.meta.url), 'utf8');
  expect(plan.ok && plan.value.after).toBe(example);
});

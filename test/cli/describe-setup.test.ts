import {expect, it} from 'vitest';
import {describeChanges, describeNotes} from '../../lib/cli/describe-setup.ts';
import type {SetupReport} from '../../lib/core/setup/setup-report.ts';

const calls = [
  'claude plugin uninstall tierwise@tierwise',
  'claude plugin marketplace remove tierwise',
];

function report(changes: Partial<SetupReport>): SetupReport {
  return {
    scope: 'user',
    isDryRun: false,
    isChanged: true,
    settings: {
      file: '/c/settings.json',
      change: 'edited',
      edits: [],
      statusLine: 'none',
    },
    files: [],
    folders: [],
    plugin: {change: 'removed', calls},
    notes: [],
    undo: 'tierwise install',
    ...changes,
  };
}

it('says what Claude Code was told, or would be', () => {
  const told = calls.map((call) => `    ${call}`);
  expect(describeChanges(report({})).slice(-3)).toEqual(['  Claude Code was told:', ...told]);
  expect(describeChanges(report({isDryRun: true})).slice(-3)).toEqual([
    '  Claude Code would be told:',
    ...told,
  ]);
});

it('claims no telling that did not happen, and leaves the command to catch up on in one line', () => {
  const left = report({
    notes: [{code: 'plugin-left', calls, reason: 'there is no `claude` on the PATH'}],
  });
  expect(describeChanges(left).join('\n')).not.toContain('told');
  expect(describeNotes(left)).toEqual([
    'Note: Claude Code still lists the plugin (there is no `claude` on the PATH).',
    'Run:',
    `  ${calls.join(' && ')}`,
  ]);
});

it('says which scheduler starts no more nights, or would not', () => {
  const done = report({schedules: ['cron']});
  expect(describeChanges(done).at(-1)).toBe('  cron starts no more nights; jobs stay in the queue');
  expect(describeChanges({...done, isDryRun: true}).at(-1)).toContain('would start no more nights');
});

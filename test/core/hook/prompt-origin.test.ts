import {expect, test} from 'vitest';
import {type PromptOrigin, promptOrigin} from '../../../lib/core/hook/prompt-origin.ts';

test.each<[prompt: string, origin: PromptOrigin]>([
  ['run the tests', 'prompt'],
  ['', 'prompt'],
  ['~haiku list the files', 'prompt'],
  ['/', 'prompt'],
  ['/ what is this', 'prompt'],
  ['/var/log/syslog is full', 'prompt'],
  ['/2 of the tests fail', 'prompt'],
  ['<div> is not closed', 'prompt'],
  ['see <task-notification> in the log', 'prompt'],
  ['/tier', 'tier-command'],
  ['/tier haiku', 'tier-command'],
  ['  /tier\nopus', 'tier-command'],
  ['/tierwise', 'slash-command'],
  ['/compact', 'slash-command'],
  ['/review the parser', 'slash-command'],
  ['/plugin:command x', 'slash-command'],
  ['/my-command', 'slash-command'],
  ['<task-notification>\n<task-id>x</task-id>', 'client'],
  ['\n<task-notification>', 'client'],
  ['<local-command-stdout>Set model', 'client'],
  ['<bash-input>ls</bash-input>', 'client'],
  ['<command-name>/model</command-name>', 'client'],
  ['<system-reminder>x', 'client'],
])('%j is a %s', (prompt, origin) => {
  expect(promptOrigin(prompt)).toBe(origin);
});

test('a source counts where the client tells one', () => {
  expect(promptOrigin('run the tests', 'user')).toBe('prompt');
  expect(promptOrigin('run the tests', 'sdk')).toBe('prompt');
  for (const source of ['system', 'loop_wakeup', 'schedule_wakeup', 'poll_event', '']) {
    expect(promptOrigin('run the tests', source)).toBe('client');
    expect(promptOrigin('/tier haiku', source)).toBe('client');
  }
});

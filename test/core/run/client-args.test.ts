import {expect, it} from 'vitest';
import {writeClientArgs} from '../../../lib/core/run/client-args.ts';
import {spec} from './sample-run.ts';

const args = (more: Partial<Parameters<typeof writeClientArgs>[0]> = {}) =>
  writeClientArgs({
    tier: 'haiku',
    spec,
    agentPrompt: undefined,
    clientSession: 's',
    budgetUsd: null,
    ...more,
  }).join(' ');

it('names the model of the tier, and turns to the next of the ladder under load', () => {
  expect(args()).toBe(
    '-p --output-format stream-json --verbose --session-id s --model haiku --fallback-model sonnet',
  );
});

it('sends nothing to another tier from the ladder’s end', () => {
  expect(args({tier: 'opus'})).not.toContain('fallback');
});

it('leaves the model to the client on stay', () => {
  expect(args({tier: 'stay', spec: {...spec, ladder: ['stay']}})).not.toContain('--model');
});

it('passes the caps and the permissions on, and never skips them', () => {
  const capped = {
    ...spec,
    max_turns: 5,
    permission_mode: 'acceptEdits',
    allowed_tools: ['Bash(npm test:*)', 'Edit'],
  };
  const line = args({spec: capped, budgetUsd: 0.5, agentPrompt: 'Be quick.'});
  expect(line).toContain('--max-turns 5 --max-budget-usd 0.5 --permission-mode acceptEdits');
  expect(line).toContain('--allowed-tools Bash(npm test:*) Edit');
  expect(line).toContain('--append-system-prompt Be quick.');
  expect(line).not.toContain('skip-permissions');
});

it('passes on what a step of a workflow asks for', () => {
  const line = args({
    spec: {
      ...spec,
      agent: 'reviewer',
      output_schema: {type: 'object'},
      disallowed_tools: ['Edit', 'Write'],
      added_folders: ['/values'],
    },
  });
  expect(line).toContain('--disallowed-tools Edit Write');
  expect(line).toContain('--add-dir /values --agent reviewer --json-schema {"type":"object"}');
});

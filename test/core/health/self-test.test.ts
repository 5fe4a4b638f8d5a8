import {expect, it} from 'vitest';
import {judgeSelfTest, type SelfTestRun, selfTests} from '../../../lib/core/health/self-test.ts';
import {readHookInput} from '../../../lib/core/hook/hook-input.ts';
import {routePrompt} from '../../../lib/core/routing/route-prompt.ts';

const tests = selfTests('/tmp/x');
const answer = (output: object) => JSON.stringify({hookSpecificOutput: output});

function judge(bundle: string, run: Partial<SelfTestRun>): string | undefined {
  const test = tests.find((each) => each.bundle === bundle);
  if (test === undefined) {
    throw new Error(bundle);
  }
  return judgeSelfTest(test, {bundle, exitCode: 0, stdout: '', stored: new Map(), ...run});
}

it('feeds what the client would write', () => {
  const events = [
    'SessionStart',
    'UserPromptSubmit',
    'PreToolUse',
    'Stop',
    'UserPromptSubmit',
  ] as const;
  expect(tests.map(({input}) => input.hook_event_name)).toEqual(events);
  for (const {input} of tests) {
    expect(readHookInput(input, events)).toBeDefined();
  }
});

it('the sample prompt goes to haiku beyond doubt', () => {
  const prompt = tests[1]?.input.prompt as string;
  expect(routePrompt(prompt)).toMatchObject({tier: 'haiku', risk: false});
});

it.each<[string, Partial<SelfTestRun>]>([
  ['hybrid-selector', {stdout: answer({additionalContext: 'to tierwise-haiku'})}],
  ['user-prompt-submit', {stdout: answer({additionalContext: 'to tierwise-haiku'})}],
  ['pre-tool-agent', {stdout: answer({updatedInput: {subagent_type: 'tierwise-haiku'}})}],
  ['session-start', {stored: new Map([['state/sessions/x.json', '{}']])}],
  ['post-tool-metrics', {stored: new Map([['metrics/2026-11-22.jsonl', '{"event":"turn-end"}']])}],
])('%s is fine', (bundle, run) => {
  expect(judge(bundle, run)).toBeUndefined();
});

it.each<[string, Partial<SelfTestRun>, RegExp]>([
  ['hybrid-selector', {}, /did not route/],
  ['hybrid-selector', {stdout: 'hello'}, /did not route/],
  ['hybrid-selector', {stdout: answer({additionalContext: 'x'})}, /did not route/],
  ['hybrid-selector', {exitCode: 1}, /exit code 1/],
  ['hybrid-selector', {trouble: 'missing'}, /missing/],
  ['pre-tool-agent', {stdout: answer({updatedInput: {}})}, /did not send/],
  ['pre-tool-agent', {stdout: '[]'}, /did not send/],
  ['session-start', {stdout: 'hello'}, /printed something/],
  ['session-start', {}, /did not remember/],
  ['post-tool-metrics', {stored: new Map([['metrics/x.jsonl', '']])}, /no evidence/],
])('%s with %j is not', (bundle, run, complaint) => {
  expect(judge(bundle, run)).toMatch(complaint);
});

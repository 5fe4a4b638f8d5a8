import {expect, test} from 'vitest';
import {toHookOutput} from '../../../lib/core/hook/hook-answer.ts';

test('a text for the model is nested: on top level the client drops it', () => {
  expect(toHookOutput({intent: 'tell-model', text: 'routed'})).toEqual({
    hookSpecificOutput: {hookEventName: 'UserPromptSubmit', additionalContext: 'routed'},
  });
});

test('a text for the user is a system message', () => {
  expect(toHookOutput({intent: 'tell-user', text: 'look'})).toEqual({systemMessage: 'look'});
});

test('an answer in the place of the model blocks the prompt and does not repeat it', () => {
  expect(toHookOutput({intent: 'answer-prompt', text: 'set'})).toEqual({
    decision: 'block',
    reason: 'set',
    hookSpecificOutput: {hookEventName: 'UserPromptSubmit', suppressOriginalPrompt: true},
  });
});

test('a rewritten call carries no permission of its own', () => {
  const input = {prompt: 'p', model: 'haiku'};
  expect(toHookOutput({intent: 'rewrite-tool-input', input})).toEqual({
    hookSpecificOutput: {hookEventName: 'PreToolUse', updatedInput: input},
  });
});

test('a denial carries its reason', () => {
  expect(toHookOutput({intent: 'deny-tool', reason: 'delegate first'})).toEqual({
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision: 'deny',
      permissionDecisionReason: 'delegate first',
    },
  });
});

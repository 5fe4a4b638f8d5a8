/**
 * What a hook may say on standard output, by intent. Only these: anything else the client
 * either ignores or takes for text that the model should read.
 */
export type HookAnswer =
  | {intent: 'tell-model'; text: string; tellUser?: string}
  | {intent: 'tell-user'; text: string}
  | {intent: 'answer-prompt'; text: string}
  | {intent: 'answer-turn'; text: string}
  | {intent: 'rewrite-tool-input'; input: Record<string, unknown>}
  | {intent: 'deny-tool'; reason: string};

/** The JSON object that the client understands; its shape is the client's, not ours. */
export function toHookOutput(answer: HookAnswer): Record<string, unknown> {
  switch (answer.intent) {
    case 'tell-model':
      return {
        ...(answer.tellUser === undefined ? {} : {systemMessage: answer.tellUser}),
        // Anywhere but inside hookSpecificOutput the client drops additionalContext without a word.
        hookSpecificOutput: {hookEventName: 'UserPromptSubmit', additionalContext: answer.text},
      };
    case 'tell-user':
      return {systemMessage: answer.text};
    case 'answer-prompt':
      // Unlike continue:false, a block shows its text once and leaves nothing in the conversation.
      return {
        decision: 'block',
        reason: answer.text,
        hookSpecificOutput: {hookEventName: 'UserPromptSubmit', suppressOriginalPrompt: true},
      };
    case 'answer-turn':
      // Unlike a block, this leaves prompt and answer in the conversation: the session knows both.
      return {continue: false, stopReason: answer.text};
    case 'rewrite-tool-input':
      // No permission decision: the user's own permission rules still judge the rewritten call.
      return {hookSpecificOutput: {hookEventName: 'PreToolUse', updatedInput: answer.input}};
    case 'deny-tool':
      return {
        hookSpecificOutput: {
          hookEventName: 'PreToolUse',
          permissionDecision: 'deny',
          permissionDecisionReason: answer.reason,
        },
      };
  }
}

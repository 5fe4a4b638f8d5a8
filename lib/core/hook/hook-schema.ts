import * as z from 'zod';

const common = {
  session_id: z.string(),
  transcript_path: z.string().optional(),
  cwd: z.string().optional(),
  prompt_id: z.string().optional(),
  permission_mode: z.string().optional(),
  agent_id: z.string().optional(),
  agent_type: z.string().optional(),
};

const tool = {
  ...common,
  tool_name: z.string(),
  tool_input: z.looseObject({}),
  tool_use_id: z.string().optional(),
};

/** The readable form of the hook inputs; the guards in hook-input.ts are held equal to it by a test. */
export const hookSchemas = {
  UserPromptSubmit: z.looseObject({...common, prompt: z.string(), source: z.string().optional()}),
  PreToolUse: z.looseObject(tool),
  PostToolUse: z.looseObject({...tool, tool_response: z.unknown().optional()}),
  SubagentStop: z.looseObject({
    ...common,
    agent_transcript_path: z.string().optional(),
    last_assistant_message: z.string().optional(),
  }),
  Stop: z.looseObject(common),
  SessionStart: z.looseObject({
    ...common,
    source: z.string().optional(),
    model: z.string().optional(),
  }),
};

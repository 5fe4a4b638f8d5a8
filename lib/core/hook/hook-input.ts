import {type Guarded, hasShape, isAnything, isMaybe, isRecord, isText} from '../guard.ts';

const common = {
  session_id: isText,
  transcript_path: isMaybe(isText),
  cwd: isMaybe(isText),
  /** Names the prompt that a turn answers. Absent before the first one. */
  prompt_id: isMaybe(isText),
  permission_mode: isMaybe(isText),
  /** Present inside a subagent only. */
  agent_id: isMaybe(isText),
  agent_type: isMaybe(isText),
};

/** What Claude Code writes on a hook's standard input, by event: measured on 2.1.197 and 2.1.330. */
export const hookInputs = {
  UserPromptSubmit: hasShape({...common, prompt: isText, source: isMaybe(isText)}),
  PreToolUse: hasShape({
    ...common,
    tool_name: isText,
    tool_input: isRecord,
    tool_use_id: isMaybe(isText),
  }),
  PostToolUse: hasShape({
    ...common,
    tool_name: isText,
    tool_input: isRecord,
    tool_use_id: isMaybe(isText),
    tool_response: isAnything,
  }),
  SubagentStop: hasShape({
    ...common,
    agent_transcript_path: isMaybe(isText),
    last_assistant_message: isMaybe(isText),
  }),
  Stop: hasShape(common),
  SessionStart: hasShape({...common, source: isMaybe(isText), model: isMaybe(isText)}),
};

export type HookEvent = keyof typeof hookInputs;

export type HookInput<Event extends HookEvent> = Event extends HookEvent
  ? Guarded<(typeof hookInputs)[Event]> & {hook_event_name: Event}
  : never;

/** The input of one of the given events, or undefined when it is anything else. */
export function readHookInput<Event extends HookEvent>(
  value: unknown,
  events: readonly Event[],
): HookInput<Event> | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const event = events.find((name) => name === value.hook_event_name);
  return event !== undefined && hookInputs[event](value)
    ? (value as unknown as HookInput<Event>)
    : undefined;
}

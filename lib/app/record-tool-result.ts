import {isAgentTool} from '../core/enforcement/judge-tool-call.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import {isHandBack} from '../core/metrics/is-hand-back.ts';
import {readAgentResult} from '../core/metrics/read-agent-result.ts';
import type {Environment} from '../edge/environment.ts';
import {findOffSwitch} from '../edge/switches.ts';
import {findOwnTurn, type OwnTurn} from './find-own-turn.ts';
import {record} from './record.ts';
import {rememberTurnEvent} from './remember-turn-event.ts';

type ResultInput = HookInput<'PostToolUse' | 'SubagentStop' | 'Stop'>;

/** One line per agent call, agent end and turn end, written at once: an async hook may be killed. */
export function recordToolResult(input: ResultInput, environment: Environment): undefined {
  const own =
    findOffSwitch(environment, input.session_id) === undefined
      ? findOwnTurn(input, environment)
      : undefined;
  if (own === undefined) {
    return;
  }
  switch (input.hook_event_name) {
    case 'PostToolUse':
      return recordAgentCall(input, environment, own);
    case 'SubagentStop':
      return recordAgentEnd(input, environment);
    case 'Stop':
      rememberTurnEvent(own.path, 'ended', environment);
      record(input, environment, {event: 'turn-end'});
  }
}

function recordAgentCall(
  input: HookInput<'PostToolUse'>,
  environment: Environment,
  own: OwnTurn,
): undefined {
  if (!isAgentTool(input.tool_name)) {
    return;
  }
  const {tool_input: call} = input;
  const result = readAgentResult(input.tool_response);
  record(input, environment, {
    event: 'agent-call',
    agent: result.agent ?? (typeof call.subagent_type === 'string' ? call.subagent_type : null),
    agent_id: result.agentId,
    requested_model: typeof call.model === 'string' ? call.model : null,
    resolved_model: result.resolvedModel,
    status: result.status,
    handed_back: result.isHandedBack,
    duration_ms: result.durationMs,
    tool_use: input.tool_use_id ?? null,
  });
  if (input.agent_id !== undefined) {
    return;
  }
  if (result.isAnswered) {
    rememberTurnEvent(own.path, 'returned', environment);
  }
  if (result.isHandedBack) {
    rememberTurnEvent(own.path, 'handed-back', environment);
  }
}

function recordAgentEnd(input: HookInput<'SubagentStop'>, environment: Environment): undefined {
  // A compaction ends as a subagent without a type: no agent of anybody's ran.
  if (!input.agent_type) {
    return;
  }
  record(input, environment, {
    event: 'agent-end',
    agent: input.agent_type,
    agent_id: input.agent_id ?? null,
    transcript: input.agent_transcript_path ?? null,
    handed_back: isHandBack(input.last_assistant_message ?? ''),
  });
}

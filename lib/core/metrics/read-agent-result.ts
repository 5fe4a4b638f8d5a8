import {isRecord} from '../guard.ts';
import {isHandBack} from './is-hand-back.ts';

/** What the client reports of an Agent call when it returns: PostToolUse's `tool_response`. */
export interface AgentResult {
  agentId: string | null;
  agent: string | null;
  resolvedModel: string | null;
  status: string | null;
  /** Milliseconds the agent worked; null for one that was only launched. */
  durationMs: number | null;
  /** The agent said that the work needs a larger tier. */
  isHandedBack: boolean;
  /** It came to an answer. 2.1.197 reports one whose requests failed as completed, with no tokens. */
  isAnswered: boolean;
}

export function readAgentResult(response: unknown): AgentResult {
  const result = isRecord(response) ? response : {};
  return {
    agentId: textOrNull(result.agentId),
    agent: textOrNull(result.agentType),
    resolvedModel: textOrNull(result.resolvedModel),
    status: textOrNull(result.status),
    durationMs: typeof result.totalDurationMs === 'number' ? result.totalDurationMs : null,
    isHandedBack: readTexts(result.content).some(isHandBack),
    isAnswered: result.totalTokens !== 0,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function readTexts(content: unknown): string[] {
  const blocks = Array.isArray(content) ? content : [];
  return blocks.map((block) =>
    isRecord(block) && typeof block.text === 'string' ? block.text : '',
  );
}

import {isRecord} from '../guard.ts';
import {addTokens, noTokens, readTokens, type Tokens} from '../metrics/tokens.ts';
import {parseRecord} from '../parse-record.ts';

/** What the client's stream has told so far. */
export interface ClientReport {
  /** The model that last answered in the main thread. */
  model: string | null;
  /** Distinct answers of the main thread. */
  turns: number;
  tokens: Tokens;
  /** The tool that was called last, for whoever watches. */
  activity: string | null;
  /** Tools whose calls went through at least once. */
  usedTools: readonly string[];
  limit: LimitNotice | null;
  result: ClientResult | null;
  /** Lines that are no JSON; the last one of a stream that is cut, for one. */
  unreadable: number;
  /** Of the call that is being answered, so that a result can be laid to its tool. */
  calls: Readonly<Record<string, string>>;
  lastMessage: string | null;
}

/** The newest word of the client about the account's quota. */
interface LimitNotice {
  status: string;
  /** ISO 8601. */
  resetsAt: string | null;
  window: string | null;
}

export interface ClientResult {
  text: string;
  isError: boolean;
  subtype: string;
  /** HTTP status of the API's last answer, where that was an error. */
  status: number | null;
  costUsd: number | null;
  turns: number;
  tokens: Tokens;
  /** What it answered to a JSON Schema; undefined: nothing. */
  structured: unknown;
  denials: readonly {tool: string; input: Record<string, unknown>}[];
}

export const noReport: ClientReport = {
  model: null,
  turns: 0,
  tokens: noTokens,
  activity: null,
  usedTools: [],
  limit: null,
  result: null,
  unreadable: 0,
  calls: {},
  lastMessage: null,
};

/** One more line of `claude -p --output-format stream-json --verbose`; unknown kinds change nothing. */
export function advanceReport(report: ClientReport, text: string): ClientReport {
  if (text.trim() === '') {
    return report;
  }
  const line = parseRecord(text);
  if (line === undefined) {
    return {...report, unreadable: report.unreadable + 1};
  }
  switch (line.type) {
    case 'assistant':
      return readAnswer(report, line);
    case 'user':
      return readToolResults(report, line);
    case 'rate_limit_event':
      return {...report, limit: readLimit(line.rate_limit_info) ?? report.limit};
    case 'result':
      return {...report, result: readResult(line)};
    default:
      return report;
  }
}

/** One line per block of an answer, each with the same id and usage. */
function readAnswer(report: ClientReport, line: Record<string, unknown>): ClientReport {
  const message = isRecord(line.message) ? line.message : {};
  const {model, id, usage, content} = message;
  // The client's own notices carry a name in brackets.
  if (typeof model !== 'string' || model.startsWith('<')) {
    return report;
  }
  const isMain = typeof line.parent_tool_use_id !== 'string';
  const isNew = id !== report.lastMessage;
  const calls = listBlocks(content, 'tool_use');
  return {
    ...report,
    model: isMain ? model : report.model,
    turns: report.turns + (isMain && isNew ? 1 : 0),
    tokens: isNew ? addTokens(report.tokens, readTokens(usage)) : report.tokens,
    lastMessage: typeof id === 'string' ? id : null,
    activity: calls.length === 0 ? report.activity : String(calls.at(-1)?.name),
    calls: {
      ...report.calls,
      ...Object.fromEntries(calls.map(({id: call, name}) => [String(call), String(name)])),
    },
  };
}

function readToolResults(report: ClientReport, line: Record<string, unknown>): ClientReport {
  const message = isRecord(line.message) ? line.message : {};
  const passed = listBlocks(message.content, 'tool_result')
    .filter((block) => block.is_error !== true)
    .flatMap((block) => report.calls[String(block.tool_use_id)] ?? []);
  const fresh = passed.filter((tool) => !report.usedTools.includes(tool));
  return fresh.length === 0
    ? report
    : {...report, usedTools: [...new Set([...report.usedTools, ...fresh])]};
}

function listBlocks(content: unknown, type: string): Record<string, unknown>[] {
  return Array.isArray(content)
    ? content.filter((block) => isRecord(block) && block.type === type)
    : [];
}

function readLimit(info: unknown): LimitNotice | undefined {
  if (!isRecord(info) || typeof info.status !== 'string') {
    return undefined;
  }
  const {status, resetsAt, rateLimitType} = info;
  return {
    status,
    resetsAt:
      typeof resetsAt === 'number' && resetsAt > 0 && resetsAt < 4e9
        ? new Date(resetsAt * 1000).toISOString()
        : null,
    window: typeof rateLimitType === 'string' ? rateLimitType : null,
  };
}

function readResult(line: Record<string, unknown>): ClientResult {
  const denials = Array.isArray(line.permission_denials) ? line.permission_denials : [];
  return {
    text: typeof line.result === 'string' ? line.result : '',
    isError: line.is_error === true,
    subtype: typeof line.subtype === 'string' ? line.subtype : '',
    status: typeof line.api_error_status === 'number' ? line.api_error_status : null,
    costUsd: typeof line.total_cost_usd === 'number' ? line.total_cost_usd : null,
    turns: typeof line.num_turns === 'number' ? line.num_turns : 0,
    tokens: readTokens(line.usage),
    structured: line.structured_output,
    denials: denials.filter(isRecord).map(({tool_name, tool_input}) => ({
      tool: String(tool_name),
      input: isRecord(tool_input) ? tool_input : {},
    })),
  };
}

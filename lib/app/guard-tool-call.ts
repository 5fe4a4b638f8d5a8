import {readClientVersion} from '../core/client-version.ts';
import {isAgentTool, type Judgement, judgeToolCall} from '../core/enforcement/judge-tool-call.ts';
import type {TurnEvent} from '../core/enforcement/turn.ts';
import type {HookAnswer} from '../core/hook/hook-answer.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import {readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {findOffSwitch} from '../edge/switches.ts';
import {findOwnTurn} from './find-own-turn.ts';
import {record} from './record.ts';
import {rememberTurnEvent} from './remember-turn-event.ts';

type ToolInput = HookInput<'PreToolUse'>;

/** Backs a directive: rewrites an Agent call, denies another tool under `strict`, or lets pass. */
export function guardToolCall(input: ToolInput, environment: Environment): HookAnswer | undefined {
  // Inside a subagent everything is allowed: the work is where it was sent.
  if (input.agent_id !== undefined || findOffSwitch(environment, input.session_id) !== undefined) {
    return undefined;
  }
  const own = findOwnTurn(input, environment);
  if (own === undefined) {
    return undefined;
  }
  const {path, turn} = own;
  const call = {tool: input.tool_name, input: input.tool_input};
  const judgement = judgeToolCall(call, {
    turn,
    mappedAgents: readConfigFiles(paths(environment).config, undefined).config.agents ?? {},
    client: readClientVersion(environment.AI_AGENT),
  });
  const isMoved = turn.decision.tier !== 'stay' && !turn.isHeld;
  const isDelegation = isMoved && isAgentTool(input.tool_name);
  const event = isDelegation ? 'delegated' : turnEventOf[judgement.verdict];
  if (event !== undefined && !rememberTurnEvent(path, event, environment)) {
    // What cannot be counted cannot be bounded: the gate opens.
    return judgement.verdict === 'deny' ? undefined : toAnswer(judgement);
  }
  recordJudgement(input, environment, judgement);
  return toAnswer(judgement);
}

const turnEventOf: Record<Judgement['verdict'], TurnEvent | undefined> = {
  leave: undefined,
  rewrite: 'delegated',
  deny: 'denied',
  'open-gate': 'gate-opened',
};

function toAnswer(judgement: Judgement): HookAnswer | undefined {
  switch (judgement.verdict) {
    case 'rewrite':
      return {intent: 'rewrite-tool-input', input: judgement.input};
    case 'deny':
      return {intent: 'deny-tool', reason: judgement.reason};
    case 'leave':
    case 'open-gate':
      return undefined;
  }
}

const verdictNames = {rewrite: 'rewritten', deny: 'denied', 'open-gate': 'gate-opened'} as const;

function recordJudgement(input: ToolInput, environment: Environment, judgement: Judgement): void {
  if (judgement.verdict !== 'leave') {
    record(input, environment, {
      event: 'tool-call',
      verdict: verdictNames[judgement.verdict],
      tool: input.tool_name,
      because: judgement.because,
      to: judgement.verdict === 'rewrite' ? judgement.to : null,
      tool_use: input.tool_use_id ?? null,
    });
  }
}

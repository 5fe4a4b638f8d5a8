import {type ClientVersion, isAtLeast} from '../client-version.ts';
import {agentOf} from '../decision/write-directive.ts';
import {isModelTier, type ModelTier, modelTiers, smallerOf} from '../tier.ts';
import type {Turn} from './turn.ts';

export interface ToolCall {
  tool: string;
  input: Record<string, unknown>;
}

export type Judgement =
  | {verdict: 'leave'; because: string}
  | {verdict: 'rewrite'; input: Record<string, unknown>; to: ModelTier; because: string}
  | {verdict: 'deny'; reason: string; because: string}
  | {verdict: 'open-gate'; because: string};

export interface JudgeContext {
  turn: Turn;
  /** Agents of the user's that config.json maps to a tier. */
  mappedAgents: Readonly<Record<string, ModelTier>>;
  client: ClientVersion | undefined;
}

/** Denials of one turn after which the gate opens: a gate must never cost money without end. */
export const maxDenials = 2;

/** What happens to one tool call of the main thread, in a turn whose decision is known. */
export function judgeToolCall(call: ToolCall, context: JudgeContext): Judgement {
  const {turn} = context;
  const {tier, enforcement} = turn.decision;
  if (tier === 'stay') {
    return leave('the turn stays on the base model');
  }
  if (enforcement === 'advise') {
    return leave('enforcement is advise');
  }
  if (turn.hasEnded) {
    return leave('the turn has ended');
  }
  if (turn.wasHandedBack) {
    return leave('the agent handed the work back');
  }
  if (turn.isHeld) {
    return leave('text typed into the turn ended the move');
  }
  if (isAgentTool(call.tool)) {
    return judgeAgentCall(call.input, smallerOf(tier, turn.decision.maxTier), context);
  }
  return enforcement === 'strict' ? judgeGate(call.tool, tier, turn) : leave('not an Agent call');
}

export function isAgentTool(tool: string): boolean {
  return tool === 'Agent' || tool === 'Task';
}

/**
 * Only calls that name no agent, the general one or one of ours become ours. Explore and Plan
 * keep what they are and get at most the model; a user's, a project's or a plugin's agent was
 * written for a purpose and is left alone, unless config.json maps it.
 */
function judgeAgentCall(
  input: Record<string, unknown>,
  tier: ModelTier,
  context: JudgeContext,
): Judgement {
  const name = input.subagent_type;
  if (name === undefined || name === '' || name === 'general-purpose' || isOurAgent(name)) {
    return rewrite(input, {subagent_type: agentOf(tier), model: tier}, tier);
  }
  if (typeof name !== 'string') {
    return leave('subagent_type is not a name');
  }
  const mapped = Object.hasOwn(context.mappedAgents, name) ? context.mappedAgents[name] : undefined;
  if (isModelTier(mapped)) {
    const bounded = smallerOf(mapped, context.turn.decision.maxTier);
    return rewrite(input, {model: bounded}, bounded);
  }
  const isNamed = input.model !== undefined;
  if (
    name === 'Plan' ||
    (name === 'Explore' && (isNamed || isExploreLowered(tier, context.client)))
  ) {
    const bounded = isModelTier(input.model) ? smallerOf(input.model, tier) : tier;
    return rewrite(input, {model: bounded}, bounded);
  }
  return leave(`the agent ${name} is not ours`);
}

/** Older clients run Explore on haiku by themselves: a larger model there would be a move up. */
function isExploreLowered(tier: ModelTier, client: ClientVersion | undefined): boolean {
  return tier === 'haiku' || isAtLeast(client, [2, 1, 330]);
}

function isOurAgent(name: unknown): boolean {
  return modelTiers.some((tier) => name === agentOf(tier));
}

function rewrite(
  input: Record<string, unknown>,
  changes: Record<string, unknown>,
  to: ModelTier,
): Judgement {
  // The client replaces the whole input, so every other field has to come along. Absent
  // run_in_background means background on newer clients, and then the turn ends without the result.
  const next = {...input, ...changes, run_in_background: input.run_in_background ?? false};
  return {verdict: 'rewrite', input: next, to, because: `the turn runs on ${to}`};
}

/**
 * Tools that only talk, plan or fetch other tools. Denying StructuredOutput or ToolSearch would
 * break the turn itself, denying a question to the user would take their say away.
 */
const exemptTools = new Set([
  'StructuredOutput',
  'ToolSearch',
  'Skill',
  'SendMessage',
  'AskUserQuestion',
  'DeferredToolPlaceholder',
  'EnterPlanMode',
  'ExitPlanMode',
  'ListAgents',
  'TodoWrite',
  'TodoRead',
  'TaskCreate',
  'TaskGet',
  'TaskList',
  'TaskOutput',
  'TaskStop',
  'TaskUpdate',
  'Workflow',
]);

function judgeGate(tool: string, tier: ModelTier, turn: Turn): Judgement {
  if (exemptTools.has(tool)) {
    return leave(`${tool} is exempt`);
  }
  if (turn.hasDelegated) {
    return leave('the turn has delegated');
  }
  if (turn.isGateOpen) {
    return leave('the gate is open');
  }
  if (turn.denials >= maxDenials) {
    return {verdict: 'open-gate', because: `denied ${turn.denials} times in this turn`};
  }
  return {
    verdict: 'deny',
    because: 'the turn has not delegated',
    reason: `tierwise, configured by the user as strict, runs this prompt on ${tier}. Call Agent with subagent_type "${agentOf(tier)}" and the whole request; after that every tool is available here again.`,
  };
}

function leave(because: string): Judgement {
  return {verdict: 'leave', because};
}

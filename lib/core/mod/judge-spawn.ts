import {agentOf} from '../decision/write-directive.ts';
import {isModelTier, type ModelTier, modelTiers, smallerOf} from '../tier.ts';
import type {ModState} from './mod-state.ts';

export interface Spawn {
  agent: string;
  /** The model that the call names. */
  model: string | undefined;
  parentAgentId: string | undefined;
  isFork: boolean;
  isResumed: boolean;
}

/** The tier of a subagent, by the rules that the hooks follow; undefined: it is left alone. */
export function judgeSpawn(
  state: ModState,
  spawn: Spawn,
  mappedAgents: Readonly<Record<string, ModelTier>>,
): ModelTier | undefined {
  const tier = tierOfParent(state, spawn.parentAgentId);
  if (tier === undefined || spawn.isResumed) {
    return undefined;
  }
  const {agent} = spawn;
  if (spawn.isFork || isGeneral(agent) || isOurAgent(agent)) {
    return tier;
  }
  const mapped = Object.hasOwn(mappedAgents, agent) ? mappedAgents[agent] : undefined;
  if (mapped !== undefined) {
    return smallerOf(mapped, state.turn?.plan?.decision.maxTier ?? tier);
  }
  if (agent === 'Explore' || agent === 'Plan') {
    return isModelTier(spawn.model) ? smallerOf(spawn.model, tier) : tier;
  }
  return undefined;
}

function tierOfParent({turn, agents}: ModState, parent: string | undefined): ModelTier | undefined {
  if (parent !== undefined) {
    return agents[parent]?.tier;
  }
  return turn === undefined || turn.isHeld ? undefined : turn.plan?.move?.tier;
}

/** The agents that a call gets which names none. */
function isGeneral(agent: string): boolean {
  return agent === '' || agent === 'general-purpose' || agent === 'claude';
}

/** The plugin's agents are named with it. */
export function isOurAgent(agent: string): boolean {
  return modelTiers.some(
    (tier) => agent === agentOf(tier) || agent === `tierwise:${agentOf(tier)}`,
  );
}

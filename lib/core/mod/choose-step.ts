import type {ModelTier} from '../tier.ts';
import {capEffort, type Effort} from './cap-effort.ts';
import {isSameModel} from './is-same-model.ts';
import type {ModState} from './mod-state.ts';
import {wasMoved} from './session-memory.ts';

export interface Step {
  turnId: string;
  agentId: string | undefined;
  /** As the client would send it. */
  model: string;
  effort: Effort | undefined;
}

export interface StepChoice {
  model: string;
  effort: Effort | undefined;
  /** The tier that the request is moved to. */
  moved: ModelTier | undefined;
  /** What to send when the moved request fails. */
  base: string;
}

/** What one request is sent on. A model that somebody else chose for it is never touched. */
export function chooseStep(state: ModState, step: Step): StepChoice {
  const isClients = state.clientModel !== undefined && isSameModel(step.model, state.clientModel);
  const route = step.agentId === undefined ? undefined : state.agents[step.agentId];
  const tier = step.agentId === undefined ? tierOfTurn(state, step) : route?.tier;
  // An agent's spawn already named the tier; a fork's could not.
  if (tier !== undefined && (isClients || route !== undefined)) {
    const base = state.base ?? state.clientModel ?? step.model;
    return state.memory.failed.includes(tier)
      ? {model: base, effort: step.effort, moved: undefined, base}
      : {
          model: isClients ? tier : step.model,
          effort: capEffort(step.effort),
          moved: tier,
          base,
        };
  }
  const base = isClients && route?.isOwn !== true ? baseOf(state, step.model) : step.model;
  return {model: base, effort: step.effort, moved: undefined, base};
}

/** On a session that was ever moved the client may take our model for its own. */
function baseOf({memory, base}: ModState, model: string): string {
  return base === undefined || !wasMoved(memory) || isSameModel(base, model) ? model : base;
}

function tierOfTurn({turn}: ModState, {turnId}: Step): ModelTier | undefined {
  return turn?.id === turnId && !turn.isHeld ? turn.plan?.move?.tier : undefined;
}

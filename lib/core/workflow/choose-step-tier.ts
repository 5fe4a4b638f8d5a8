import {routePrompt} from '../routing/route-prompt.ts';
import type {ModelTier} from '../tier.ts';
import type {Step} from './workflow.ts';

export interface StepTier {
  tier: ModelTier;
  because: string;
}

/** Where a step runs: what the file says, else where its prompt is routed. */
export function chooseStepTier({agent}: Pick<Step, 'agent'>, prompt: string): StepTier {
  switch (agent.kind) {
    case 'tier':
      return {tier: agent.tier, because: 'the workflow says so'};
    case 'user':
      return {tier: agent.tier ?? 'sonnet', because: `the agent ${agent.name}`};
    case 'auto': {
      const {tier, reasons} = routePrompt(prompt);
      // A step has no session whose model it could stay on; doubt goes to the largest.
      return tier === 'stay'
        ? {tier: 'opus', because: reasons.at(-1) ?? 'the text alone does not tell'}
        : {tier, because: reasons[0] ?? 'routed by its prompt'};
    }
    default:
      return agent satisfies never;
  }
}

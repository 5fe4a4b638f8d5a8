import type {Tier} from '../tier.ts';
import type {Step} from './workflow.ts';

/** Where a prompt runs that nobody named a tier for: tiers to try in turn, and why. */
export type RouteStep = (prompt: string) => StepTier;

export interface StepTier {
  /** Never empty; `stay` is the client's own model. */
  ladder: readonly Tier[];
  because: string;
}

/** Where a step runs: what the file says, else where its prompt is routed. */
export function chooseStepTier(
  {agent}: Pick<Step, 'agent'>,
  prompt: string,
  route: RouteStep,
): StepTier {
  switch (agent.kind) {
    case 'tier':
      return {ladder: [agent.tier], because: 'the workflow says so'};
    case 'user':
      // Its own file names the model.
      return {ladder: [agent.tier ?? 'stay'], because: `the agent ${agent.name}`};
    case 'auto':
      return route(prompt);
    default:
      return agent satisfies never;
  }
}

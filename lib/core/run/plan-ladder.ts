import type {Decision} from '../decision/decide.ts';
import {isBelow, modelTiers, type Tier} from '../tier.ts';

export interface LadderPlan {
  ladder: Tier[];
  because: string[];
}

/**
 * The tiers of a run that nobody named: where the decision sends it, and from there up to the base
 * model, which it came down from. They are climbed only when an attempt proves too small. When
 * routing fails the work is still done: on sonnet.
 */
export function planLadder(decide: () => Decision): LadderPlan {
  let decision: Decision;
  try {
    decision = decide();
  } catch {
    return {ladder: ['sonnet'], because: ['routing failed, so the middle tier does the work']};
  }
  const {tier, maxTier, because, reasons} = decision;
  if (tier === 'stay') {
    return {ladder: ['stay'], because: reasons};
  }
  const larger = modelTiers.filter((each) => isBelow(tier, each) && !isBelow(maxTier, each));
  return {ladder: [tier, ...larger], because: [because]};
}

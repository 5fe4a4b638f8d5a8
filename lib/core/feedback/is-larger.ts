import {isBelow, type Tier} from '../tier.ts';
import type {TurnTrace} from './work-memory.ts';

/** Whether a tier is above the one that a turn was sent to; `stay` is above every move. */
export function isLarger(tier: Tier, {tier: sent, base}: TurnTrace): boolean {
  const ran = sent === 'stay' ? base : sent;
  return tier === 'stay' ? sent !== 'stay' : ran !== undefined && isBelow(ran, tier);
}

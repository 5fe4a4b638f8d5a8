import type {Decision} from '../decision/decide.ts';
import {findWish} from '../decision/find-wish.ts';
import {wantsDepth} from '../decision/wants-depth.ts';
import {isBelow} from '../tier.ts';
import type {Turn} from './turn.ts';

/**
 * Whether text typed into a moved turn ends the move: a wish typed in it, or danger or a wish for
 * deep thought in a turn that was moved down. All other text is a part of the turn's work.
 */
export function shouldHoldTurn(
  {decision: {tier}, isHeld}: Turn,
  prompt: string,
  typed: Pick<Decision, 'tier' | 'base' | 'isTyped' | 'route'>,
): boolean {
  // A second hook of the same install asks about the prompt that began the turn, and agrees with it.
  // So does whoever wishes for that tier, be it without a word beside it.
  if (isHeld || tier === 'stay' || tier === typed.tier || findWish(prompt)?.tier === tier) {
    return false;
  }
  const isMovedUp = typed.base !== undefined && isBelow(typed.base, tier);
  return typed.isTyped || (!isMovedUp && (typed.route.risk || wantsDepth(prompt)));
}

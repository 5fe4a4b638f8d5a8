import {isTier, type Tier} from '../tier.ts';

/** `haiku,sonnet,opus`: each tier once, in the order to try. undefined: it is not that. */
export function readLadder(text: string): Tier[] | undefined {
  const words = text.split(',').map((word) => word.trim().toLowerCase());
  return words.every(isTier) && new Set(words).size === words.length ? words : undefined;
}

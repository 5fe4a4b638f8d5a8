import {findPrices, type PriceOverrides} from '../pricing/find-prices.ts';
import type {Kind} from '../routing/kind.ts';
import type {CacheState} from './cache-state.ts';
import type {Economy} from './economy.ts';
import {expectedWork} from './expected-work.ts';
import {priceDelegation} from './price-delegation.ts';
import {priceMove} from './price-move.ts';

export interface EconomyQuestion {
  kind: Kind;
  baseModel: string;
  /** A model's name or an alias. */
  target: string;
  /** undefined: nobody told how large the conversation is. */
  cache: CacheState | undefined;
  /** Version of the client: an alias and its prices mean what they meant there. */
  client: string | null;
  prices: PriceOverrides;
}

/**
 * Whether the work is cheaper elsewhere: `move` for the main thread's own model, `delegate` for an
 * agent. undefined: a price or the conversation's size is not known, and then nothing is judged.
 */
export function judgeEconomy(
  how: 'move' | 'delegate',
  {kind, baseModel, target, cache, client, prices}: EconomyQuestion,
): Economy | undefined {
  const base = findPrices(baseModel, {client, overrides: prices});
  const moved = findPrices(target, {client, overrides: prices});
  if (base === undefined || moved === undefined || cache === undefined) {
    return undefined;
  }
  const facts = {work: expectedWork[kind], cache, base, target: moved};
  return how === 'move' ? priceMove(facts) : priceDelegation(facts);
}

import {findPrices, type PriceOverrides} from '../pricing/find-prices.ts';
import type {Kind} from '../routing/kind.ts';
import type {CacheState} from './cache-state.ts';
import type {Economy} from './economy.ts';
import type {EconomyFacts} from './economy-facts.ts';
import {expectedWork} from './expected-work.ts';
import {firstRequest} from './first-request.ts';

export interface EconomyQuestion {
  kind: Kind;
  baseModel: string;
  /** A model's name or an alias. */
  target: string;
  cache: CacheState;
  /** Version of the client: an alias and its prices mean what they meant there. */
  client: string | null;
  prices: PriceOverrides;
}

/**
 * Whether the work is cheaper elsewhere, by the sum of `priceMove` (the main thread's own model) or
 * `priceDelegation` (an agent). undefined: a price is not known, and then nothing is judged.
 */
export function judgeEconomy(
  price: (facts: EconomyFacts) => Economy,
  {kind, baseModel, target, cache, client, prices}: EconomyQuestion,
): Economy | undefined {
  const base = findPrices(baseModel, {client, overrides: prices});
  const moved = findPrices(target, {client, overrides: prices});
  return base === undefined || moved === undefined
    ? undefined
    : price({
        work: expectedWork[kind],
        cache,
        base,
        target: moved,
        first: firstRequest(client),
      });
}

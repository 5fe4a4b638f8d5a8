import {lifetimeMs, writePrice} from './cache-state.ts';
import {compareCosts, type Economy} from './economy.ts';
import type {EconomyFacts} from './economy-facts.ts';
import {goesOnAfter} from './goes-on-after.ts';
import {priceWork} from './price-work.ts';
import {usdOf} from './usd-of.ts';

/** A request and its tools take about so long. */
const msPerRequest = 15_000;

/**
 * The sum of running one turn of the main thread on a smaller model: the whole conversation is
 * written to that model's cache, the turn runs there, and on the way back the session's own model
 * writes what was added meanwhile, and what its cache lost because it was left alone.
 */
export function priceMove({work, cache, base, target}: EconomyFacts): Economy {
  const {lifetime} = cache;
  const added = work.output + work.results;
  const again = writePrice(base, cache) - base.cacheRead;
  const away = Math.min(lifetimeMs[lifetime], work.requests * msPerRequest);
  // Who goes on later than the cache lives pays for all of it in either case.
  const isBackInTime = 1 - goesOnAfter(lifetime);
  const isLost = cache.isWarm ? goesOnAfter(lifetime, away) - goesOnAfter(lifetime) : 0;
  return compareCosts(priceWork(work, cache, base), [
    ...priceWork(work, {...cache, isWarm: false}, target),
    {
      what: 'the way back: what the turn added, written again',
      usd: usdOf(added * isBackInTime, again),
    },
    {
      what: 'the way back: what the cache lost meanwhile',
      usd: usdOf(cache.context * isLost, again),
    },
  ]);
}

import type {Prices} from '../pricing/price-table.ts';
import {type CacheState, writePrice} from './cache-state.ts';
import type {Cost} from './economy.ts';
import type {ExpectedWork} from './expected-work.ts';
import {usdOf} from './usd-of.ts';

/** A turn of some requests on one model, each of which reads what the ones before it wrote. */
export function priceWork(work: ExpectedWork, cache: CacheState, prices: Prices): Cost[] {
  const added = work.output + work.results;
  const later = Math.max(0, work.requests - 1);
  return [
    {
      what: cache.isWarm ? 'the conversation, read' : 'the conversation, written to the cache',
      usd: usdOf(cache.context, cache.isWarm ? prices.cacheRead : writePrice(prices, cache)),
    },
    {
      what: 'the conversation, read by later requests',
      usd: usdOf(cache.context * later, prices.cacheRead),
    },
    {
      what: 'what the turn adds, read by later requests',
      usd: usdOf((added / 2) * later, prices.cacheRead),
    },
    {what: 'what the turn adds', usd: usdOf(added, writePrice(prices, cache))},
    {what: 'answers', usd: usdOf(work.output, prices.output)},
  ];
}

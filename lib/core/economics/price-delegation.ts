import type {Prices} from '../pricing/price-table.ts';
import {type CacheState, writePrice} from './cache-state.ts';
import {compareCosts, type Economy} from './economy.ts';
import type {ExpectedWork} from './expected-work.ts';
import {priceWork} from './price-work.ts';
import {usdOf} from './usd-of.ts';

export interface DelegationFacts {
  work: ExpectedWork;
  cache: CacheState;
  base: Prices;
  target: Prices;
}

/** System prompt, tools and project notes of a fresh agent; measured at about 12,000 tokens on 2.1.330. */
const startUpTokens = 12_000;
/** The call with the whole request in it, and the answer in which the main thread passes the result on. */
const callTokens = 400;
const reportTokens = 600;

/**
 * The sum of sending one prompt to an agent: the main thread writes the call, the agent starts with
 * a context of its own and does the work, and the main thread reads the report and passes it on.
 */
export function priceDelegation({work, cache, base, target}: DelegationFacts): Economy {
  const agent: CacheState = {context: startUpTokens, isWarm: false, lifetime: '5m'};
  const twoRequests: ExpectedWork = {
    requests: 2,
    output: callTokens + reportTokens,
    results: reportTokens,
  };
  const named = (who: string) => (cost: {what: string; usd: number}) => ({
    ...cost,
    what: `${who}: ${cost.what}`,
  });
  return compareCosts(priceWork(work, cache, base), [
    ...priceWork(twoRequests, cache, base).map(named('main thread')),
    ...priceWork(work, agent, target).map(named('agent')),
    {
      what: 'agent: its report',
      usd: usdOf(reportTokens, target.output + writePrice(target, agent)),
    },
  ]);
}

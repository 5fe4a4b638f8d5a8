import type {Prices} from '../pricing/price-table.ts';
import {type CacheState, writePrice} from './cache-state.ts';
import {type Cost, compareCosts, type Economy} from './economy.ts';
import type {EconomyFacts} from './economy-facts.ts';
import type {ExpectedWork} from './expected-work.ts';
import {goesOnAfter} from './goes-on-after.ts';
import {priceWork} from './price-work.ts';
import {usdOf} from './usd-of.ts';

/** The call with the whole request in it, and the answer in which the main thread passes the result on. */
const callTokens = 400;
const reportTokens = 600;
/** The main thread's share: it writes the call, reads the report and passes it on. */
const handOver: ExpectedWork = {
  requests: 2,
  output: callTokens + reportTokens,
  results: reportTokens,
};
/** An agent knows nothing of the conversation: it looks around first. */
const bearings = {requests: 1, results: 1_000};

/**
 * What the session goes on for, chosen: five more prompts of four requests each. Less than half of
 * a working session, so that a sum which leans on it does not lean far.
 */
const laterPrompts = 5;
const laterRequests = 20;

/**
 * The sum of sending one prompt to an agent: the main thread writes the call, the agent starts with
 * a context of its own and does the work, and the main thread reads the report and passes it on.
 * What the work would have added to the conversation stays out of it, and that is paid back with
 * every later request, which reads the whole conversation again.
 *
 * A warm cache saves both sides the same, so the sum does not hang on it.
 */
export function priceDelegation({work, cache, base, target, first}: EconomyFacts): Economy {
  const agent: CacheState = {context: first.agent, isWarm: false, lifetime: '5m'};
  const agentWork: ExpectedWork = {
    requests: work.requests + bearings.requests,
    output: work.output,
    results: work.results + bearings.results,
  };
  const stay = [...priceWork(work, cache, base), priceLater(work, cache, base)];
  const mainThread = [...priceWork(handOver, cache, base), priceLater(handOver, cache, base)];
  return compareCosts(stay, [
    ...mainThread.map(named('main thread')),
    ...priceWork(agentWork, agent, target).map(named('agent')),
    {
      what: 'agent: its report',
      usd: usdOf(reportTokens, target.output + writePrice(target, agent)),
    },
  ]);
}

/** What a turn leaves in the conversation is read by each later request, and written anew after a long pause. */
function priceLater(work: ExpectedWork, cache: CacheState, prices: Prices): Cost {
  const lapses = laterPrompts * goesOnAfter(cache.lifetime);
  const perToken =
    laterRequests * prices.cacheRead + lapses * (writePrice(prices, cache) - prices.cacheRead);
  return {
    what: 'what the turn added, read for the rest of the session',
    usd: usdOf(work.output + work.results, perToken),
  };
}

function named(who: string): (cost: Cost) => Cost {
  return ({what, usd}) => ({what: `${who}: ${what}`, usd});
}

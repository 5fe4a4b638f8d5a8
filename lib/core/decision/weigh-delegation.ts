import {firstRequest} from '../economics/first-request.ts';
import {judgeEconomy} from '../economics/judge-economy.ts';
import {priceDelegation} from '../economics/price-delegation.ts';
import type {PriceOverrides} from '../pricing/find-prices.ts';
import {readConversation} from '../session/read-conversation.ts';
import type {Decision} from './decide.ts';

export interface DelegationFacts {
  /** undefined: nothing told it, and as everywhere it counts as opus. */
  baseModel: string | undefined;
  /** What the last answer counted; undefined: nobody did, as before the first one of a session. */
  usage: unknown;
  client: string | null;
  prices: PriceOverrides;
}

/**
 * Holds back a move that an agent would make dearer. Only what the text alone decided is weighed:
 * a wish and a rule are somebody's word. A conversation that nobody counted is taken as small as
 * one can be, and the smaller it is, the less a delegation saves.
 */
export function weighDelegation(decision: Decision, facts: DelegationFacts): Decision {
  const {tier, isByText, route, reasons} = decision;
  if (tier === 'stay' || !isByText) {
    return decision;
  }
  const {client, prices, baseModel = 'opus'} = facts;
  const {context, lifetime} = readConversation(facts.usage) ?? {
    context: 0,
    lifetime: '5m' as const,
  };
  const economy = judgeEconomy(priceDelegation, {
    kind: route.kind,
    baseModel,
    target: tier,
    cache: {context: Math.max(context, firstRequest(client).session), isWarm: true, lifetime},
    client,
    prices,
  });
  return economy?.pays === false
    ? {...decision, tier: 'stay', reasons: [...reasons, 'an agent would cost more than it saves']}
    : decision;
}

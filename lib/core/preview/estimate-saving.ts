import {contextOf, type Tokens} from '../metrics/tokens.ts';
import {findPrices, type PriceOverrides} from '../pricing/find-prices.ts';
import type {Prices} from '../pricing/price-table.ts';
import type {ModelTier} from '../tier.ts';
import type {PastPrompt, PastRequest} from './past-prompt.ts';

/** USD. What a turn cost, and what it would have cost on a smaller model. */
export interface TurnEstimate {
  cost: number;
  /** The same tokens at the smaller model's prices: nothing is cheaper than that. */
  saving: number;
  /** Less what the session's own model pays for handing the work over and passing the result on. */
  savingAfterHandOver: number;
}

/** undefined: the transcript tells no tokens for the turn, or nobody knows the prices of its model. */
export function estimateTurn(
  {requests, client}: PastPrompt,
  tier: ModelTier,
  overrides: PriceOverrides,
): TurnEstimate | undefined {
  const cost = costOfTurn({requests, client}, overrides);
  const smaller = findPrices(tier, {client: client ?? null, overrides});
  if (cost === undefined || smaller === undefined) {
    return undefined;
  }
  const moved = sum(requests.map(({tokens}) => price(tokens, smaller)));
  const first = requests[0] as PastRequest;
  const last = requests.at(-1) as PastRequest;
  const base = findPrices(first.model, {client: client ?? null, overrides}) as Prices;
  const handOver =
    price({...first.tokens, output: 0}, base) +
    price({...nothing, cacheRead: contextOf(first.tokens), output: last.tokens.output}, base);
  return {cost, saving: cost - moved, savingAfterHandOver: cost - moved - handOver};
}

/** undefined: unknown, which is not 0. */
export function costOfTurn(
  {requests, client}: Pick<PastPrompt, 'requests' | 'client'>,
  overrides: PriceOverrides,
): number | undefined {
  const costs = requests.map(({model, tokens}) => {
    const prices = findPrices(model, {client: client ?? null, overrides});
    return prices && price(tokens, prices);
  });
  const known = costs.filter((cost) => cost !== undefined);
  return known.length === 0 || known.length < costs.length ? undefined : sum(known);
}

const nothing: Tokens = {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0};

function price(tokens: Tokens, prices: Prices): number {
  const names = Object.keys(nothing) as (keyof Tokens)[];
  return sum(names.map((name) => tokens[name] * prices[name])) / 1_000_000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

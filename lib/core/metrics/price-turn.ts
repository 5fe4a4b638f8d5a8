import {agentOf} from '../decision/write-directive.ts';
import {findPrices, type PriceOverrides} from '../pricing/find-prices.ts';
import type {Prices} from '../pricing/price-table.ts';
import {resolveModel} from '../pricing/resolve-model.ts';
import {modelTiers} from '../tier.ts';
import {priceRewriting} from './price-rewriting.ts';
import type {AgentUse, MainRequest, ModelUse, TurnUse} from './session-use.ts';
import {costOf} from './tokens.ts';
import type {TurnRecord} from './turn.ts';

export interface TurnPrice {
  /** What every model ran, on the main thread and in agents. */
  models: PricedUse[];
  /** USD, of the requests whose price is known. */
  cost: number;
  /** USD. undefined: nothing was moved, or a price or the base model is not known. */
  saving: Interval | undefined;
  /** The model that the counterfactual is priced on. */
  baseModel: string | undefined;
  /** Work was moved, and what it saved cannot be told. */
  isSavingUnknown: boolean;
}

export interface PricedUse extends ModelUse {
  /** USD. null: nobody knows the price, which is not the same as 0. */
  cost: number | null;
}

export interface Interval {
  low: number;
  high: number;
}

/**
 * What a turn cost, and what it would have cost on the base model: the same tokens at base prices,
 * less what staying would not have paid. Of agents, low: the context of each one's first request,
 * which work done inline would not have sent. Of a main thread that moved: what was written to a
 * cache only because it moved, low as if the base model's cache had been warm, high as if not.
 */
export function priceTurn(
  turn: TurnRecord,
  use: TurnUse,
  overrides: PriceOverrides = {},
): TurnPrice {
  const client = turn.decision?.client ?? null;
  const pricesOf = (model: string) => findPrices(model, {client, overrides});
  const models = [...use.main, ...use.agents.flatMap((agent) => agent.use)].map((each) =>
    priceUse(each, pricesOf(each.model)),
  );
  const priced = {models, cost: sumCosts(models)};
  const baseModel = findBaseModel(turn, use);
  const moved = findMoved(turn, use);
  const basePrices = baseModel === undefined ? undefined : pricesOf(baseModel);
  const isKnown =
    basePrices !== undefined && moved.use.every(({model}) => pricesOf(model) !== undefined);
  if (moved.use.length === 0 || !isKnown) {
    return {...priced, baseModel, saving: undefined, isSavingUnknown: moved.use.length > 0};
  }
  const paid = sumCosts(moved.use.map((each) => priceUse(each, pricesOf(each.model))));
  const atBase = sumCosts(moved.use.map((each) => priceUse(each, basePrices)));
  const startUp = sumStarts(moved, basePrices);
  const rewriting = priceRewriting(moved.requests, {
    prices: basePrices,
    is: (model) => resolveModel(model, client) === resolveModel(baseModel ?? '', client),
  });
  return {
    ...priced,
    baseModel,
    saving: {
      low: atBase - startUp - rewriting.most - paid,
      high: atBase - rewriting.least - paid,
    },
    isSavingUnknown: false,
  };
}

interface Moved {
  use: ModelUse[];
  /** The first requests of agents. */
  starts: {tokens: ModelUse['tokens']}[];
  /** Of the main thread. */
  requests: MainRequest[];
}

const nothingMoved: Moved = {use: [], starts: [], requests: []};

/** What ran elsewhere because of the decision. An agent that the user runs anyway saves nothing. */
function findMoved(turn: TurnRecord, {main, mainRequests, agents}: TurnUse): Moved {
  const {decision} = turn;
  if (decision === undefined || decision.tier === 'stay' || decision.mode !== 'directive') {
    return nothingMoved;
  }
  if (decision.surface === 'mod') {
    return {...nothingMoved, use: main, requests: mainRequests};
  }
  const ours = agents.filter((agent) => isMovedAgent(agent, turn));
  // Agents that a moved agent starts would not be there without it.
  const moved =
    ours.length === 0 ? [] : agents.filter((agent) => ours.includes(agent) || agent.depth > 1);
  return {
    ...nothingMoved,
    use: moved.flatMap((agent) => agent.use),
    starts: moved.flatMap(({first}) => first ?? []),
  };
}

function isMovedAgent({type, toolUse}: AgentUse, {rewritten}: TurnRecord): boolean {
  const isOurs = modelTiers.some((tier) => agentOf(tier) === type);
  return isOurs || (toolUse !== undefined && rewritten.includes(toolUse));
}

/**
 * Hooks never move the main thread, so its own model in the turn is the base model, exactly. The
 * mod does move it: then only what was written down before counts.
 */
function findBaseModel({decision}: TurnRecord, {main}: TurnUse): string | undefined {
  const told = decision?.baseModel ?? undefined;
  return decision?.surface === 'mod' ? told : (main[0]?.model ?? told);
}

function priceUse(use: ModelUse, prices: Prices | undefined): PricedUse {
  return {...use, cost: prices === undefined ? null : costOf(use.tokens, prices)};
}

function sumStarts({starts}: Moved, prices: Prices): number {
  return starts
    .map(({tokens}) => costOf({...tokens, output: 0}, prices))
    .reduce((total, each) => total + each, 0);
}

function sumCosts(uses: readonly PricedUse[]): number {
  return uses.reduce((total, {cost}) => total + (cost ?? 0), 0);
}

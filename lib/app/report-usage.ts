import {assumptions} from '../core/metrics/assumptions.ts';
import type {Period} from '../core/metrics/parse-time.ts';
import {type Grouping, summariseTurns, type TurnSummary} from '../core/metrics/summarise-turns.ts';
import {priceTable} from '../core/pricing/price-table.ts';
import type {Environment} from '../edge/environment.ts';
import {readOwnPrices} from './read-own-prices.ts';
import {type ReadTally, readTurns} from './read-turns.ts';

export interface UsageRequest {
  environment: Environment;
  period: Period;
  by: Grouping;
}

export interface UsageReport extends TurnSummary {
  since: string | null;
  until: string | null;
  by: Grouping;
  evidence: ReadTally;
  /** Which price table the costs are made with. */
  prices: {client: string; source: string; measuredOn: string}[];
  /** Prices of the user's own, from config.json. */
  ownPrices: number;
  assumptions: readonly string[];
}

/** What ran in a period, what it cost, and what it would have cost on the base model. */
export function reportUsage({environment, period, by}: UsageRequest): UsageReport {
  const summing = summariseTurns(by);
  const evidence = readTurns(
    {environment, period},
    {onTurn: summing.addTurn, onOverride: summing.addOverride, onError: summing.addError},
  );
  return {
    since: period.since ?? null,
    until: period.until ?? null,
    by,
    ...summing.read(),
    evidence,
    prices: priceTable.map(({client, source, measuredOn}) => ({client, source, measuredOn})),
    ownPrices: Object.keys(readOwnPrices(environment)).length,
    assumptions,
  };
}
